/** A cell of a result: text, or nothing. */
export type ResultRow = Readonly<Record<string, string | null>>;

/** The result files that Athena (or the embedded engine) leaves. */
export interface QueryResults {
  /** The rows of a result by its location (`s3://bucket/key`). */
  rows(location: string): Promise<readonly ResultRow[]>;
  /**
   * Hands over the rows of a result one by one, cells in the order of its columns, without holding them all: for results that are larger
   * than memory.
   */
  scan(location: string, visit: (cells: readonly (string | null)[]) => void): Promise<void>;
  /** The same as a CSV file to keep and to open in a spreadsheet: text cells that a spreadsheet would run as a formula are escaped. */
  asEvidence(location: string): Promise<Uint8Array>;
}
