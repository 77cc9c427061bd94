import type { DeskInvoiceRow } from '../../contracts/plan-rows.ts';

/** A customer that the plan looks at, with all that it has open. */
export interface PlanDebtor {
  readonly customerId: string;
  readonly name: string;
  /** An address a mail can go to; null where the books have none, or none that is one. */
  readonly email: string | null;
  readonly accountManager: string | null;
  /** By overdue amount, 1 is the largest. */
  readonly place: number;
  readonly overdue: string;
  readonly disputed: string;
  readonly dueSoon: string;
  readonly oldestDays: number | null;
  readonly creditOnAccount: string;
  /** Received in the months looked back. */
  readonly paid: string;
  readonly invoices: readonly DeskInvoiceRow[];
}

/** The customers in the rows, in their order. `isAddress` decides what a mail can go to. */
export function debtorsOf(
  rows: readonly DeskInvoiceRow[],
  isAddress: (text: string) => boolean,
): readonly PlanDebtor[] {
  const byCustomer = Map.groupBy(rows, ({ customer_id }) => customer_id);
  return [...byCustomer.values()].flatMap((invoices) => {
    const [first] = invoices;
    if (first === undefined) return [];
    return [
      {
        customerId: first.customer_id,
        name: first.customer_name,
        email: first.email !== null && isAddress(first.email) ? first.email : null,
        accountManager: first.account_manager,
        place: first.place,
        overdue: first.overdue_amount,
        disputed: first.disputed_amount,
        dueSoon: first.due_soon_amount,
        oldestDays: first.oldest_days,
        creditOnAccount: first.credit_on_account ?? '0',
        paid: first.paid,
        invoices,
      },
    ];
  });
}
