import { type DayNumber, dayText, monthText } from './calendar.ts';
import { type Cents, centsText } from './cents.ts';
import { type LedgerAccount, type LedgerPayment, openAmounts } from './ledger-account.ts';
import { ledgerAccounts, ledgerCustomer } from './ledger-sample.ts';
import { type LedgerWorld, ledgerWorld } from './ledger-world.ts';
import type { SampleTable } from './sample.ts';
import type { CompleteSampleOptions } from './sample-options.ts';

/** Ids are numbers, and no customer has this many documents of a kind. */
const IDS_PER_CUSTOMER = 1_000;
const TERMS: readonly number[] = [15, 30, 45, 60];

/** The customer's id as QuickBooks numbers it. */
export function fivetranCustomerId(index: number): string {
  return String(index + 1);
}

function documentId(index: number, nth: number): string {
  return String((index + 1) * IDS_PER_CUSTOMER + nth);
}

/** When a row last changed, with the unpadded hour that such exports have. */
function stamp(day: DayNumber, minute: number): string {
  return `${dayText(day)} ${minute % 24}:${String(minute % 60).padStart(2, '0')}:07`;
}

function termId(days: number): string {
  return String(TERMS.indexOf(days) + 1);
}

/** A table with one or more rows an account. */
function table(
  world: LedgerWorld,
  name: string,
  columns: readonly string[],
  cells: (account: LedgerAccount) => Iterable<readonly string[]>,
): SampleTable {
  return {
    name,
    columns,
    rows: function* () {
      for (const account of ledgerAccounts(world)) yield* cells(account);
    },
  };
}

function creditOnAccount(account: LedgerAccount): Cents {
  return account.payments.reduce((sum, payment) => sum + payment.amount - payment.applied, 0);
}

function customerTable(world: LedgerWorld): SampleTable {
  const columns = [
    'id',
    '_fivetran_deleted',
    'display_name',
    'company_name',
    'fully_qualified_name',
    'email',
    'balance',
    'currency_id',
    'active',
    'created_at',
    'updated_at',
    'sales_term_id',
  ];
  return table(world, 'customer', columns, (account) => {
    const { name, email, since } = ledgerCustomer(world, account);
    const open = openAmounts(account)
      .values()
      .reduce((sum, amount) => sum + amount, 0);
    const balance = centsText(open - creditOnAccount(account));
    const id = fivetranCustomerId(account.index);
    const terms = termId(account.character.termsDays);
    return [
      [
        id,
        'FALSE',
        name,
        name,
        name,
        email,
        balance,
        'USD',
        'TRUE',
        stamp(since, account.index),
        stamp(world.today, account.index),
        terms,
      ],
    ];
  });
}

function invoiceTable(world: LedgerWorld): SampleTable {
  const columns = [
    'id',
    '_fivetran_deleted',
    'customer_id',
    'doc_number',
    'transaction_date',
    'due_date',
    'total_amount',
    'balance',
    'currency_id',
    'exchange_rate',
    'home_total_amount',
    'sales_term_id',
    'created_at',
    'updated_at',
  ];
  return table(world, 'invoice', columns, (account) => {
    const open = openAmounts(account);
    return account.invoices.map((invoice) => [
      documentId(account.index, invoice.nth),
      invoice.voided ? 'TRUE' : 'FALSE',
      fivetranCustomerId(account.index),
      `${monthText(world.firstMonth).slice(0, 4)}-${documentId(account.index, invoice.nth)}`,
      dayText(invoice.issued),
      dayText(invoice.due),
      centsText(invoice.total),
      centsText(open.get(invoice.nth) ?? 0),
      'USD',
      '1',
      centsText(invoice.total),
      termId(account.character.termsDays),
      stamp(invoice.issued, invoice.nth),
      stamp(invoice.issued + 1, invoice.nth),
    ]);
  });
}

/** Each invoice is one line; the one item costs 1.00, so that a line's quantity is its cost. */
function invoiceLineTable(world: LedgerWorld): SampleTable {
  const columns = [
    'invoice_id',
    'index',
    'amount',
    'detail_type',
    'sales_item_item_id',
    'sales_item_quantity',
    'sales_item_unit_price',
  ];
  return table(world, 'invoice_line', columns, (account) =>
    account.invoices.map((invoice) => {
      const quantity = centsText(invoice.cost);
      return [
        documentId(account.index, invoice.nth),
        '0',
        centsText(invoice.total),
        'SalesItemLineDetail',
        '1',
        quantity,
        '',
      ];
    }),
  );
}

function itemTable(): SampleTable {
  const columns = [
    'id',
    '_fivetran_deleted',
    'name',
    'fully_qualified_name',
    'type',
    'active',
    'purchase_cost',
    'unit_price',
  ];
  const row = ['1', 'FALSE', 'Assorted goods', 'Assorted goods', 'NonInventory', 'TRUE', '1.00', ''];
  return { name: 'item', columns, rows: () => [row] };
}

function termTable(): SampleTable {
  const columns = ['id', '_fivetran_deleted', 'name', 'due_days', 'active'];
  return {
    name: 'term',
    columns,
    rows: () => TERMS.map((days, at) => [String(at + 1), 'FALSE', `Net ${days}`, String(days), 'TRUE']),
  };
}

/** A payment that was entered twice and the second time deleted: its line settles nothing. */
function deletedTwin(account: LedgerAccount): LedgerPayment | null {
  return account.index % 250 === 60 ? (account.payments[0] ?? null) : null;
}

/** Money, and the payments of nothing by which QuickBooks sets a credit note against its invoice. */
function paymentTable(world: LedgerWorld): SampleTable {
  const columns = [
    'id',
    '_fivetran_deleted',
    'customer_id',
    'transaction_date',
    'total_amount',
    'unapplied_amount',
    'currency_id',
    'exchange_rate',
    'updated_at',
  ];
  return table(world, 'payment', columns, (account) => {
    const row = (nth: number, day: DayNumber, amount: Cents, unapplied: Cents, deleted = false) => [
      documentId(account.index, nth),
      deleted ? 'TRUE' : 'FALSE',
      fivetranCustomerId(account.index),
      dayText(day),
      centsText(amount),
      centsText(unapplied),
      'USD',
      '1',
      stamp(day, nth),
    ];
    const money = account.payments.map((payment, at) =>
      row(at + 1, payment.day, payment.amount, payment.amount - payment.applied),
    );
    const credits = account.credits.map((credit, at) => row(account.payments.length + at + 1, credit.day, 0, 0));
    const twin = deletedTwin(account);
    return [...money, ...credits, ...(twin === null ? [] : [row(0, twin.day, twin.amount, 0, true)])];
  });
}

function paymentLineTable(world: LedgerWorld): SampleTable {
  const columns = ['payment_id', 'index', 'amount', 'invoice_id', 'credit_memo_id', 'journal_entry_id', 'deposit_id'];
  return table(world, 'payment_line', columns, (account) => {
    const cash = (nth: number, amount: Cents, invoice: number) => [
      documentId(account.index, nth),
      '0',
      centsText(amount),
      documentId(account.index, invoice),
      '',
      '',
      '',
    ];
    const money = account.payments.flatMap((payment, at) =>
      payment.invoice === null ? [] : [cash(at + 1, payment.applied, payment.invoice.nth)],
    );
    const credits = account.credits.flatMap((credit, at) => {
      const nth = account.payments.length + at + 1;
      const used = [
        documentId(account.index, nth),
        '1',
        centsText(credit.amount),
        '',
        documentId(account.index, at + 1),
        '',
        '',
      ];
      return [cash(nth, credit.amount, credit.invoice.nth), used];
    });
    const twin = deletedTwin(account);
    return [...money, ...credits, ...(twin?.invoice ? [cash(0, twin.amount, twin.invoice.nth)] : [])];
  });
}

function creditMemoTable(world: LedgerWorld): SampleTable {
  const columns = [
    'id',
    '_fivetran_deleted',
    'customer_id',
    'transaction_date',
    'total_amount',
    'balance',
    'remaining_credit',
    'currency_id',
    'exchange_rate',
    'updated_at',
  ];
  return table(world, 'credit_memo', columns, (account) =>
    account.credits.map((credit, at) => [
      documentId(account.index, at + 1),
      'FALSE',
      fivetranCustomerId(account.index),
      dayText(credit.day),
      centsText(credit.amount),
      '0.00',
      '0.00',
      'USD',
      '1',
      stamp(credit.day, at),
    ]),
  );
}

/** The same accounts as the `ledger` sample's, as the raw tables of QuickBooks Online. */
export function fivetranTables(options: CompleteSampleOptions): readonly SampleTable[] {
  const world = ledgerWorld(options);
  return [
    customerTable(world),
    invoiceTable(world),
    invoiceLineTable(world),
    itemTable(),
    termTable(),
    paymentTable(world),
    paymentLineTable(world),
    creditMemoTable(world),
  ];
}
