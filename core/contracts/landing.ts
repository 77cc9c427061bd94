import type { ColumnType } from './internal-tables.ts';
import type { Reconciliation } from './reconciliation.ts';
import type { LandedTableReport } from './report-input.ts';

/** The source profiles an export can follow (`custom` in a manifest is any of them with a column map). */
export const PROFILES = ['quickbooks-marts', 'fivetran-quickbooks', 'ledger', 'loans'] as const;
/** One of the source profiles. */
export type Profile = (typeof PROFILES)[number];

/** Why a row went to quarantine. */
export type RowRule =
  | 'wrong_field_count'
  | 'bad_quoting'
  | 'line_too_long'
  | 'nul_byte'
  | 'blank_required'
  | 'bad_number'
  | 'bad_date'
  | 'bad_boolean'
  | 'negative_total'
  | 'out_of_range'
  | 'amount_too_large'
  | 'conflicting_copies';

/** Why a kept row is shown as suspect. The last three are duewatch's own additions to the contract's six. */
export type SuspectRule =
  | 'due_before_invoice'
  | 'due_beyond_365_days'
  | 'after_period'
  | 'unknown_invoice'
  | 'unknown_customer'
  | 'settled_before_invoice'
  | 'invoice_deleted'
  | 'invoice_quarantined'
  | 'unknown_payment';

/**
 * One reason to refuse the export: where it is, what was met and what would fix it. Problems are collected, never
 * thrown half-way, so that the landing report and the quarantine can be written before the run ends.
 */
export interface LandingProblem {
  /** Code, e.g. `column_missing`. */
  readonly rule: string;
  /** The table it belongs to, where there is one. */
  readonly table?: string;
  /** Path inside the export's folder. */
  readonly file: string;
  /** 1-based; the header is line 1. */
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
  /** One English sentence. */
  readonly message: string;
  /** What the sender of the export would change. */
  readonly fix: string;
}

/** A loan feature that the manifest maps. */
export interface FeaturePlan {
  readonly name: string;
  /** Column in the file. */
  readonly column: string;
  readonly type: 'numeric' | 'categorical';
}

/** How one table of an export is read. Plain data: it travels between workflow states as JSON. */
export interface TablePlan {
  readonly table: string;
  readonly profile: Profile;
  /** Paths inside the export's folder, sorted. */
  readonly files: readonly string[];
  /** As the manifest gives it; recognised from the header otherwise. */
  readonly delimiter?: string;
  /** Column names of files that have no header line. */
  readonly header?: readonly string[];
  /** A contract name filled with the row's number in its file, for files without an identifier. */
  readonly number_rows?: string;
  /** strptime format of the table's dates; ISO without one. */
  readonly date_format?: string;
  readonly decimal: '.' | ',';
  /** Contract name → column in the file. */
  readonly columns: Readonly<Record<string, string>>;
  /** Contract name → text in the file → meaning. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly features: readonly FeaturePlan[];
  readonly protected: readonly string[];
  /** With it `overdue` holds days, and a loan is overdue above this many. */
  readonly overdue_days_above?: number;
  /** IANA zone that decides the day of a moment given with its own zone. */
  readonly time_zone: string;
}

/** One of the parts a table is landed in: some of its files. */
export interface TablePart {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** What is to be landed: tables in contract order, and what already stands in the way. */
export interface LandingPlan {
  readonly profiles: readonly Profile[];
  readonly home_currency: string;
  readonly tables: readonly TablePlan[];
  /** Files of the export that no table claims. */
  readonly unused_files: readonly string[];
  readonly problems: readonly LandingProblem[];
}

/** A column of a landed Parquet file. */
export interface LandedColumn {
  readonly name: string;
  readonly type: ColumnType;
}

/** A loan feature as it landed. */
export interface LandedFeature {
  readonly name: string;
  /** Column in the file. */
  readonly column: string;
  readonly type: 'numeric' | 'categorical' | 'date';
  readonly protected: boolean;
}

/** One broken rule of one quarantined row. */
export interface QuarantineLine {
  readonly file: string;
  /** Physical line at which the row begins, 1-based; the row's number in a Parquet file. */
  readonly line: number;
  /** The column as the file calls it; empty where the whole row is meant. */
  readonly column: string;
  readonly value: string;
  readonly rule: string;
}

/** One table after landing: the report's counts, and what the next steps need to know. JSON. */
export interface LandedTable extends LandedTableReport {
  readonly profile: Profile;
  /** The table its rows belong to from here on: an internal table for marts, itself otherwise. */
  readonly lands_as: string;
  /** Columns of `data.parquet`, in order. */
  readonly columns: readonly LandedColumn[];
  /** Contract name → column in the file, for what was found. */
  readonly bound: Readonly<Record<string, string>>;
  readonly features: readonly LandedFeature[];
  /** Σ |amount| of the rows whose amount could be read, and of those among them in quarantine. Decimal strings. */
  readonly readable_amount: string;
  readonly quarantined_amount: string;
  /** Months (YYYY-MM, ascending) of the dates that say how far the export reaches. */
  readonly months: readonly string[];
  /** Rows left out whose key other tables may name (see LandTableRequest.paths.leftOut). */
  readonly left_out: number;
  /** The first lines of its quarantine. */
  readonly first_quarantined: readonly QuarantineLine[];
  /** `fast`: nothing was wrong. `exact`: the file was read record by record to say where. */
  readonly pass: 'fast' | 'exact';
  readonly problems: readonly LandingProblem[];
}

/** Signs that a table's dates are misread. */
export interface MisdatedTable {
  readonly table: string;
  /** Due before the invoice's date, or more than 365 days after it. */
  readonly misdated: number;
  /** With terms that nobody else has, and usual ones once day and month are exchanged. */
  readonly exchanged: number;
  readonly rows: number;
}

/** What the set-level check found over all landed tables. */
export interface SetCheck {
  /** Table → rule → count; only rules that occurred. */
  readonly suspect: Readonly<Record<string, Readonly<Partial<Record<SuspectRule, number>>>>>;
  readonly misdated: readonly MisdatedTable[];
}

/** `landing.json`. */
export interface LandingReport {
  /** `refused`: exit status 3. `flagged`: figures are marked unreliable, exit status 4. */
  readonly verdict: 'ok' | 'flagged' | 'refused';
  readonly profile: string;
  readonly home_currency: string;
  /** First and last month the export covers, or null where it carries no month. */
  readonly covers: { readonly first: string; readonly last: string; readonly months: number } | null;
  readonly tables: readonly LandedTableReport[];
  readonly problems: readonly LandingProblem[];
  /** Sentences about figures that must be read with care. */
  readonly warnings: readonly LandingWarning[];
  /** The books against themselves; null where they give nothing to compare. */
  readonly reconciliation: Reconciliation | null;
  readonly unused_files: readonly string[];
  /** The first lines of each table's quarantine; all of them are in `quarantine/<table>.csv`. */
  readonly quarantine_begins: readonly (QuarantineLine & { readonly table: string })[];
}

/** Something that does not stop the run and that the reader must know. */
export interface LandingWarning {
  readonly rule: 'dates_probably_misread' | 'books_differ';
  readonly table: string;
  readonly message: string;
}
