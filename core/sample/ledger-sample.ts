import { dayText, monthText } from './calendar.ts';
import { centsText } from './cents.ts';
import { Dice } from './dice.ts';
import { drawLedgerAccount, type LedgerAccount } from './ledger-account.ts';
import { type LedgerWorld, ledgerWorld } from './ledger-world.ts';
import { companyName } from './names.ts';
import type { SampleTable } from './sample.ts';
import type { CompleteSampleOptions } from './sample-options.ts';

/** Rows that real ledgers get wrong, at fixed customers: few enough that no export is refused for them. */
const BLEMISHES = {
  invoiceCopied: (index: number) => index % 400 === 120,
  /** A required date is blank: the row will be quarantined. */
  dueDateBlank: (index: number) => index % 500 === 320,
  dueBeforeInvoice: (index: number) => index % 500 === 77,
  /** The payment names an invoice that the ledger lacks. */
  invoiceUnknown: (index: number) => index % 300 === 42,
} as const;

/** The customer's id in every ledger profile. */
export function ledgerCustomerId(index: number): string {
  return `C${String(index + 1).padStart(7, '0')}`;
}

/** Plays every account in turn, one at a time. */
export function* ledgerAccounts(world: LedgerWorld): Generator<LedgerAccount> {
  for (let index = 0; index < world.customers; index += 1) yield drawLedgerAccount(world, index);
}

/** What is known of a customer beside the ledger. */
export function ledgerCustomer(world: LedgerWorld, account: LedgerAccount) {
  const dice = new Dice(world.seed, 'names', account.index);
  const { character } = account;
  const strained = character.fate !== 'steady' && character.fate !== 'sudden';
  const limit = Math.ceil((character.invoiceSize * character.invoicesPerMonth * dice.between(2, 4.5)) / 1_000) * 1_000;
  const score = 675 - 2.4 * character.habitDays - (strained ? 45 : 0) + 40 * dice.bell();
  return {
    id: ledgerCustomerId(account.index),
    name: companyName(dice),
    email: dice.chance(0.02) ? '' : `payables.${ledgerCustomerId(account.index).toLowerCase()}@example.com`,
    manager: dice.chance(0.03) ? '' : dice.pick(world.managers),
    country: dice.pick(['US', 'US', 'US', 'CN', 'CN', 'GB', 'DE', 'SG']),
    limit: dice.chance(0.05) ? '' : `${limit}.00`,
    /** Three in ten have none from a bureau. */
    creditScore: dice.chance(0.3) ? '' : String(Math.round(Math.min(850, Math.max(300, score)))),
    since: world.opened - dice.whole(20, 2_500),
  };
}

function customerTable(world: LedgerWorld): SampleTable {
  return {
    name: 'customers',
    columns: [
      'customer_id',
      'name',
      'email',
      'account_manager',
      'country',
      'credit_limit',
      'credit_score',
      'payment_terms_days',
      'created_date',
    ],
    rows: function* () {
      for (const account of ledgerAccounts(world)) {
        const { id, name, email, manager, country, limit, creditScore, since } = ledgerCustomer(world, account);
        yield [
          id,
          name,
          email,
          manager,
          country,
          limit,
          creditScore,
          String(account.character.termsDays),
          dayText(since),
        ];
      }
    },
  };
}

function invoiceTable(world: LedgerWorld): SampleTable {
  return {
    name: 'invoices',
    columns: [
      'invoice_id',
      'customer_id',
      'doc_number',
      'invoice_date',
      'due_date',
      'total_amount',
      'cost_amount',
      'disputed',
      'dispute_reason',
      'status',
    ],
    rows: function* () {
      for (const account of ledgerAccounts(world)) {
        const id = ledgerCustomerId(account.index);
        for (const invoice of account.invoices) {
          const first = invoice.nth === 1;
          const due = first && BLEMISHES.dueBeforeInvoice(account.index) ? invoice.issued - 3 : invoice.due;
          const row = [
            `INV-${account.index + 1}-${invoice.nth}`,
            id,
            `${monthText(world.firstMonth).slice(0, 4)}/${account.index + 1}/${invoice.nth}`,
            dayText(invoice.issued),
            first && BLEMISHES.dueDateBlank(account.index) ? '' : dayText(due),
            centsText(invoice.total),
            centsText(invoice.cost),
            invoice.dispute === null ? 'FALSE' : 'TRUE',
            invoice.dispute ?? '',
            invoice.voided ? 'void' : 'issued',
          ];
          yield row;
          if (first && BLEMISHES.invoiceCopied(account.index)) yield row;
        }
      }
    },
  };
}

function paymentTable(world: LedgerWorld): SampleTable {
  return {
    name: 'payments',
    columns: ['payment_id', 'customer_id', 'invoice_id', 'payment_date', 'amount', 'method'],
    rows: function* () {
      for (const account of ledgerAccounts(world)) {
        for (const [at, payment] of account.payments.entries()) {
          const unknown = at === 0 && BLEMISHES.invoiceUnknown(account.index);
          const invoice =
            payment.invoice === null ? '' : `INV-${account.index + 1}-${payment.invoice.nth}${unknown ? '-A' : ''}`;
          const id = `PAY-${account.index + 1}-${at + 1}`;
          yield [
            id,
            ledgerCustomerId(account.index),
            invoice,
            dayText(payment.day),
            centsText(payment.amount),
            payment.method,
          ];
        }
      }
    },
  };
}

function creditTable(world: LedgerWorld): SampleTable {
  return {
    name: 'credits',
    columns: ['credit_id', 'customer_id', 'invoice_id', 'credit_date', 'amount'],
    rows: function* () {
      for (const account of ledgerAccounts(world)) {
        for (const [at, credit] of account.credits.entries()) {
          const invoice = `INV-${account.index + 1}-${credit.invoice.nth}`;
          yield [
            `CR-${account.index + 1}-${at + 1}`,
            ledgerCustomerId(account.index),
            invoice,
            dayText(credit.day),
            centsText(credit.amount),
          ];
        }
      }
    },
  };
}

/**
 * The answer sheet: what was planted, one row a customer that is not steady. `worsens_from` is the month of the first signs, `stops_paying_on`
 * the day after which nothing comes (it may lie after the export); both empty where there is none. Ids as in this profile.
 */
export function plantedTable(
  options: CompleteSampleOptions,
  customerId: (index: number) => string = ledgerCustomerId,
): SampleTable {
  const world = ledgerWorld(options);
  return {
    name: 'planted',
    columns: ['customer_id', 'fate', 'worsens_from', 'stops_paying_on'],
    rows: function* () {
      for (const { index, character } of ledgerAccounts(world)) {
        if (character.fate === 'steady') continue;
        const { fate, worsensFrom, stopsPayingOn } = character;
        yield [
          customerId(index),
          fate,
          worsensFrom === null ? '' : monthText(worsensFrom),
          stopsPayingOn === null ? '' : dayText(stopsPayingOn),
        ];
      }
    },
  };
}

/** Customers, invoices, payments and credits of an accounting system. */
export function ledgerTables(options: CompleteSampleOptions): readonly SampleTable[] {
  const world = ledgerWorld(options);
  return [customerTable(world), invoiceTable(world), paymentTable(world), creditTable(world)];
}
