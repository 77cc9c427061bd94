import type { Rules } from '../../contracts/config.ts';
import type { CustomerSheet } from '../../contracts/customer-sheet.ts';
import type { Figures } from '../../contracts/figure.ts';
import type { CustomerLine } from '../../contracts/report-input.ts';
import type { CollectionTask, TaskApproval } from '../../contracts/task.ts';
import type { AlertLine } from '../judge-warnings.ts';

/** One scope the desk works in: the home currency, or each currency where amounts can't be brought into one. */
export interface DeskScope {
  readonly scope: string;
  readonly currency: string;
  /** The high-risk group, largest balance first. */
  readonly customers: readonly CustomerLine[];
  /** Customers on alert by the ledger's early warning. */
  readonly alerts: readonly AlertLine[];
  /** Rows of a query in this scope, as the engine's texts; none where the export does not feed the query. */
  rows(query: string): Promise<readonly Readonly<Record<string, string | null>>[]>;
}

/** What the desk's parts are computed from. */
export interface DeskContext {
  readonly period: string;
  readonly rules: Rules;
  /** True where the books hold invoices with due dates and payments. */
  readonly ledger: boolean;
  readonly scopes: readonly DeskScope[];
  /**
   * The tasks as this run sees them: of earlier months with this month's finding, and those it opens now. What people wrote after
   * this run was opened is not in them.
   */
  readonly tasks: readonly CollectionTask[];
}

/** What a part of the desk comes to. */
export interface DeskPart {
  readonly figures: Figures;
  /** By `${scope} ${customer_id}`: what the part adds to a customer's sheet, under the part's name. */
  readonly sheets: ReadonlyMap<string, CustomerSheet['parts'][string]>;
  /** By task id: steps that a person must approve. */
  readonly approvals?: ReadonlyMap<string, readonly TaskApproval[]>;
  /** Files of the run folder, by name. */
  readonly files?: ReadonlyMap<string, Uint8Array>;
}
