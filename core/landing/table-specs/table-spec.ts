import type { ColumnType, InternalTable } from '../../contracts/internal-tables.ts';
import type { Profile } from '../../contracts/landing.ts';

/** A column of the contract: how its text is read and which values are refused. */
export interface ColumnSpec {
  readonly type: ColumnType;
  /** The column must be in the file and its value in every row. */
  readonly required: boolean;
  /** Contract names that can fill it, first non-blank wins; its own name alone when left out. */
  readonly sources?: readonly string[];
  /** Smallest and largest value, inclusive; decimal strings. Outside: `out_of_range`. */
  readonly min?: string;
  readonly max?: string;
  /** A document's total: below zero is `negative_total`. */
  readonly total?: true;
  /** Letters are made capitals (currency codes). */
  readonly upper?: true;
  /** A loan feature: numeric when every value reads as a number, categorical otherwise. */
  readonly decided_by_data?: true;
}

/** Where a landed column's value comes from. */
export type LandedValue =
  | { readonly from: string }
  | { readonly text: string }
  | { readonly period: true }
  | { readonly nothing: true };

/** A column of this table that names a row of another. */
export interface Reference {
  readonly column: string;
  readonly table: string;
  readonly key: string;
  readonly rule: 'unknown_customer' | 'unknown_invoice' | 'unknown_payment';
}

/** Where the date of the money stands that settles an invoice. */
export interface Settlement {
  /** Column here that names the invoice. */
  readonly invoice: string;
  /** Table, key and date column of the invoice. */
  readonly of: { readonly table: string; readonly key: string; readonly date: string };
  /** Date column here, or of the payment this row belongs to. */
  readonly date:
    | string
    | { readonly column: string; readonly table: string; readonly key: string; readonly date: string };
}

/** One table of a source profile, as data. */
export interface TableSpec {
  readonly profile: Profile;
  readonly table: string;
  /** `unless_settled_date`: not needed where the invoices carry their settlement. */
  readonly required: boolean | 'unless_settled_date';
  /** May hold no rows, or be missing, without harm. */
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** Names of the contract that nothing reads: known, not landed. */
  readonly also_known: readonly string[];
  /** Marts: the internal table and where each of its columns comes from. Other tables land as themselves. */
  readonly lands?: { readonly as: InternalTable; readonly columns: Readonly<Record<string, LandedValue>> };
  /** Columns that together name a row. A row where all are blank has no key. */
  readonly key: readonly string[];
  /** Column whose amount the 2 % stop weighs. */
  readonly amount?: string;
  /** Column after whose date a row does not count yet. */
  readonly dated?: string;
  /** Columns that say which months the export reaches. */
  readonly covers: readonly string[];
  /** Date, due date and settlement of an invoice row. */
  readonly invoice_dates?: { readonly date: string; readonly due: string; readonly settled?: string };
  readonly references: readonly Reference[];
  readonly settlement?: Settlement;
  /** Manifest features add columns. */
  readonly takes_features?: true;
}

/** An optional column. */
export const optional = (type: ColumnType, rest: Partial<ColumnSpec> = {}): ColumnSpec => ({
  type,
  required: false,
  ...rest,
});
/** A required column. */
export const required = (type: ColumnType, rest: Partial<ColumnSpec> = {}): ColumnSpec => ({
  type,
  required: true,
  ...rest,
});

/** Scores of customers from a bureau; what marks rows as gone is the profile's own. */
export const BUREAU_SCORES: Readonly<Record<string, ColumnSpec>> = {
  customer_id: required('text'),
  credit_score: optional('rate', { min: '0', max: '850' }),
  business_stability_score: optional('rate', { min: '0', max: '100' }),
};
