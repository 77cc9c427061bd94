import type { Rules } from '../contracts/config.ts';
import type { LandedTable, LandingPlan, SetCheck, TablePlan } from '../contracts/landing.ts';
import type { ComparedBooks } from '../contracts/reconciliation.ts';
import type { ManifestReading } from '../landing/manifest.ts';

/** Finds the local file of an export's path. */
export type ExportFiles = (file: string) => Promise<string>;

/** Where a table's outcome lies on the local disk until it is moved into the store. */
export interface LandedFiles {
  readonly table: LandedTable;
  /** Typed Parquet; absent where nothing could be landed. */
  readonly data?: string;
  /** Quarantined cells as CSV; absent where there are none. */
  readonly quarantine?: string;
  /** Keys of rows left out that other tables may name; absent where there are none. */
  readonly leftOut?: string;
  /** Where it was asked for: a mark of every row, the same for rows that may be copies of each other. */
  readonly marks?: string;
}

/** What the landing of a table, or of a part of one, needs. */
export interface LandRequest {
  readonly plan: TablePlan;
  readonly period: string;
  readonly files: ExportFiles;
  /** A folder of its own that is there: the results are written here. */
  readonly folder: string;
  /** Marks the rows, and adds up their amounts, so that the part can be joined with others. */
  readonly asPart?: boolean;
}

/** One landed table on the local disk, for the checks across tables. */
export interface LandedOnDisk {
  readonly table: LandedTable;
  readonly data?: string;
  readonly leftOut?: string;
}

/** Landed books to be held against themselves. */
export interface BooksToCompare {
  readonly tables: readonly LandedOnDisk[];
  readonly period: string;
  readonly homeCurrency: string;
  readonly limits: Rules['reconciliation'];
}

/** Reads exports: an embedded engine on local files. It keeps nothing between calls. */
export interface Lander {
  /** The manifest's meaning or what is wrong with it; never throws. */
  readManifest(text: string, fileName: string): ManifestReading;
  /** Months the export reaches, ascending; empty where it carries none or can't be read that far. */
  coveredMonths(plan: LandingPlan, files: ExportFiles): Promise<readonly string[]>;
  /** Types and checks one table. What is wrong with the data is in the result, never thrown. */
  land(request: LandRequest): Promise<LandedFiles>;
  /** Puts a table together out of all its parts, in order. Its files are read again where a row of one part may be a copy of another's. */
  join(request: LandRequest & { readonly parts: readonly LandedFiles[] }): Promise<LandedFiles>;
  /** The distinct currencies of a landed `customer_month`, sorted; a blank counts as none. */
  currencies(file: string): Promise<readonly string[]>;
  /** Checks across tables. */
  checkSet(request: { tables: readonly LandedOnDisk[]; period: string }): Promise<SetCheck>;
  /** The balances and totals the books give, against what their documents add up to; nothing for books that give none. */
  compareBooks(request: BooksToCompare): Promise<readonly ComparedBooks[]>;
}
