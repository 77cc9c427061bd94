import type { LandedFeature } from '../contracts/landing.ts';
import type { LoanTable } from '../domain/scorecard/loan-table.ts';

/** Reads landed loans into columns. */
export interface LoanReader {
  /** `file` is the landed Parquet on the local disk; `features` are the columns to read besides `loan_id` and `overdue`. */
  read(file: string, features: readonly LandedFeature[], targetDefinition: string): Promise<LoanTable>;
}
