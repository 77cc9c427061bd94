import type { LedgerRowOf } from '../../contracts/ledger-rows.ts';
import type { RecordedCause } from '../../contracts/task.ts';
import { daysBetween } from '../days.ts';
import { Decimal } from '../decimal.ts';

/** Why a customer has not paid. */
export const CAUSES = ['financial_difficulty', 'forgotten', 'disputed', 'account_error', 'other', 'unknown'] as const;
/** Why a customer has not paid. */
export type Cause = (typeof CAUSES)[number];

/** By which rule a cause was found. */
export type CauseRule =
  | 'recorded_on_task'
  | 'recorded_reason'
  | 'marked_disputed'
  | 'money_on_account'
  | 'only_residues'
  | 'stopped_paying'
  | 'slip_of_a_good_payer'
  | 'skipped_one'
  | 'no_rule_applies';

/** A cause, whether the books say so or it was inferred, and what it was read from. */
export interface CauseFinding {
  readonly cause: Cause;
  readonly basis: 'recorded' | 'inferred' | 'none';
  readonly rule: CauseRule;
  /** The facts of the row that the rule looked at. */
  readonly evidence: Readonly<Record<string, string | number>>;
}

/** A customer with something overdue. */
export type Debtor = LedgerRowOf<'overdue_customers'>;

/** Texts a reason may be recorded as, in small letters. Any other reason that somebody gave for a dispute leaves it a dispute. */
const RECORDED_AS: ReadonlyMap<string, Cause> = new Map([
  ['financial difficulty', 'financial_difficulty'],
  ['insolvency', 'financial_difficulty'],
  ['财务困难', 'financial_difficulty'],
  ['资金困难', 'financial_difficulty'],
  ['forgotten', 'forgotten'],
  ['忘记付款', 'forgotten'],
  ['account error', 'account_error'],
  ['账户错误', 'account_error'],
  ['账户信息错误', 'account_error'],
  ['other', 'other'],
  ['其他', 'other'],
]);

/** Days without a payment, and days overdue of the oldest invoice, after which a customer has stopped paying. */
const STOPPED_DAYS = 60;
/** An overdue invoice this young, at most, can be a slip. */
const SLIP_DAYS = 30;
/** Settled invoices of the last twelve months that it takes to know a customer's habit. */
const HABIT_INVOICES = 3;
const GOOD_PAYER_SHARE = 0.8;
const USUAL_PAYER_SHARE = 0.5;

/**
 * The cause of what a customer has overdue at the period's end. What somebody found out and wrote on the customer's task comes first, then
 * what the books record. Else, in this order: money
 * on account that covers it, or residues of payments only, is an account error; two or more overdue, the oldest over 60 days, and no
 * payment for as long is financial difficulty; at most 30 days overdue with 80 % of the year's invoices settled in time was
 * forgotten, and so was a single invoice left out while later ones were paid. All else is unknown, and stays so.
 */
export function causeOf(debtor: Debtor, periodEnd: string, onTask?: RecordedCause): CauseFinding {
  if (onTask !== undefined) return { cause: onTask, basis: 'recorded', rule: 'recorded_on_task', evidence: {} };
  return (
    recordedCause(debtor) ?? accountError(debtor) ?? stoppedPaying(debtor, periodEnd) ?? forgotten(debtor) ?? UNKNOWN
  );
}

const UNKNOWN: CauseFinding = { cause: 'unknown', basis: 'none', rule: 'no_rule_applies', evidence: {} };

function recordedCause({ recorded_reason: reason, disputed_amount, overdue_amount }: Debtor): CauseFinding | null {
  if (new Decimal(disputed_amount).isZero()) return null;
  const evidence = { disputed_amount: plain(disputed_amount), overdue_amount: plain(overdue_amount) };
  if (reason === null) return { cause: 'disputed', basis: 'recorded', rule: 'marked_disputed', evidence };
  const cause = RECORDED_AS.get(reason.toLowerCase().replaceAll('_', ' ')) ?? 'disputed';
  return { cause, basis: 'recorded', rule: 'recorded_reason', evidence: { ...evidence, recorded_reason: reason } };
}

function accountError(debtor: Debtor): CauseFinding | null {
  const { credit_on_account, overdue_amount, residual_invoices, overdue_invoices } = debtor;
  if (new Decimal(credit_on_account).gte(overdue_amount)) {
    return inferred('account_error', 'money_on_account', {
      credit_on_account: plain(credit_on_account),
      overdue_amount: plain(overdue_amount),
    });
  }
  if (residual_invoices === overdue_invoices) {
    return inferred('account_error', 'only_residues', { residual_invoices, overdue_invoices });
  }
  return null;
}

function stoppedPaying(debtor: Debtor, periodEnd: string): CauseFinding | null {
  const { overdue_invoices, oldest_days, last_cash_date } = debtor;
  const days = last_cash_date === null ? null : daysBetween(last_cash_date, periodEnd);
  if (overdue_invoices < 2 || oldest_days <= STOPPED_DAYS || (days !== null && days <= STOPPED_DAYS)) return null;
  const since: Readonly<Record<string, number>> = days === null ? {} : { days_since_payment: days };
  return inferred('financial_difficulty', 'stopped_paying', { overdue_invoices, oldest_days, ...since });
}

function forgotten(debtor: Debtor): CauseFinding | null {
  const { settled_invoices, settled_on_time, oldest_days, overdue_invoices, paid_past_oldest } = debtor;
  if (settled_invoices < HABIT_INVOICES) return null;
  const share = settled_on_time / settled_invoices;
  if (share >= GOOD_PAYER_SHARE && oldest_days <= SLIP_DAYS) {
    return inferred('forgotten', 'slip_of_a_good_payer', { settled_on_time, settled_invoices, oldest_days });
  }
  if (share >= USUAL_PAYER_SHARE && overdue_invoices === 1 && paid_past_oldest > 0) {
    return inferred('forgotten', 'skipped_one', { settled_on_time, settled_invoices, paid_past_oldest });
  }
  return null;
}

function inferred(cause: Cause, rule: CauseRule, evidence: CauseFinding['evidence']): CauseFinding {
  return { cause, basis: 'inferred', rule, evidence };
}

/** An amount without the zeros the engine pads it with. */
function plain(amount: string): string {
  return new Decimal(amount).toFixed();
}
