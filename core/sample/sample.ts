import type { CompleteSampleOptions } from './sample-options.ts';

/** One table of an export: rows of text cells in the order of the columns. `rows` may be called again and gives the same. */
export interface SampleTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: () => Iterable<readonly string[]>;
}

/** A synthetic export, not yet written anywhere. */
export interface Sample {
  readonly options: CompleteSampleOptions;
  /** Says that it is made up. */
  readonly company: string;
  /** ISO code of the home currency. */
  readonly currency: string;
  readonly tables: readonly SampleTable[];
  /** Who was made to deteriorate and when; never part of the export. */
  readonly planted: SampleTable | null;
}
