import type { CollectionPart } from '../../contracts/collection-plan.ts';
import type { Locale, Rules } from '../../contracts/config.ts';
import type { LetterFacts, LetterTotal } from '../../contracts/letter.ts';
import type { DeskInvoiceRow } from '../../contracts/plan-rows.ts';
import type { PlanSettings } from '../../contracts/plan-settings.ts';
import { compareIds } from '../customer-order.ts';
import { addDays } from '../days.ts';
import { Decimal } from '../decimal.ts';
import { standingOf, type Word } from '../desk/settle-task.ts';
import type { PlanCustomer, PlannedCustomer } from './plan-customer.ts';
import { stepFor } from './plan-step.ts';

/** What a letter is written about: the customer, its place in the plan and the step to take. */
export interface LetterSubject {
  readonly customer: PlanCustomer;
  readonly plan: PlannedCustomer;
  readonly step: NonNullable<CollectionPart['next_step']>;
  /** Of the scope's amounts. */
  readonly currency: string;
}

/**
 * All that a letter says. A notice lists what falls due within its days; every other letter lists all that is open and not contested. Payment
 * is asked for by the day on which the next step may be taken.
 */
export function letterFacts(
  { customer, plan, step, currency }: LetterSubject,
  { rules, periodEnd }: { readonly rules: Rules; readonly periodEnd: string },
): LetterFacts {
  const { debtor, group, cause, tasks } = customer;
  const { plans, company } = rules;
  const noticeEnd = addDays(periodEnd, plans.notice_days);
  const notice = step.stage === 'before_due';
  const asked = debtor.invoices.filter(({ disputed, due_date }) => !disputed && (!notice || due_date <= noticeEnd));
  const { min_interval_days } = stepFor(plans, { stage: step.stage, group, cause });
  const broken = tasks
    .filter(({ status }) => status !== 'done')
    .flatMap((task) => standingOf(task).brokenWords)
    .toSorted(byDueDate)
    .at(-1);
  return {
    company: company.name,
    synthetic: company.synthetic,
    template: step.template,
    customerId: debtor.customerId,
    customerName: debtor.name,
    asOf: periodEnd,
    payBy: notice ? noticeEnd : addDays(step.due_date, min_interval_days),
    invoices: asked.map((row) => ({
      invoiceId: row.invoice_id,
      invoiceDate: row.invoice_date,
      dueDate: row.due_date,
      daysOverdue: row.days_overdue,
      total: row.own_total,
      open: row.own_open,
      currency: row.invoice_currency,
    })),
    totals: totalsOf(asked),
    disputedInvoices: debtor.invoices.filter(({ disputed }) => disputed).length,
    measures: plan.measures.map(({ kind }) => kind),
    broken: broken === undefined ? null : { amount: broken.amount, currency, dueDate: broken.due_date },
    payTo: plans.letters.pay_to,
    signedBy: plans.letters.signed_by,
  };
}

function totalsOf(rows: readonly DeskInvoiceRow[]): LetterTotal[] {
  const sum = (own: readonly DeskInvoiceRow[]) =>
    own.reduce((total, row) => total.plus(row.own_open), new Decimal(0)).toFixed();
  return [...Map.groupBy(rows, (row) => row.invoice_currency)]
    .toSorted(([a], [b]) => compareIds(a, b))
    .map(([currency, own]) => ({
      currency,
      overdue: sum(own.filter(({ days_overdue }) => days_overdue > 0)),
      notDue: sum(own.filter(({ days_overdue }) => days_overdue <= 0)),
    }));
}

function byDueDate(a: Word, b: Word): number {
  return compareIds(a.due_date, b.due_date);
}

/** The language of a customer's letter: as set for it, else for the currency of its oldest open invoice, else the settings'. */
export function letterLocale({ letters }: PlanSettings, { debtor }: PlanCustomer): Locale {
  const own = Object.hasOwn(letters.by_customer, debtor.customerId)
    ? letters.by_customer[debtor.customerId]
    : undefined;
  const currency = debtor.invoices[0]?.invoice_currency;
  return own ?? (currency === undefined ? undefined : letters.by_currency[currency]) ?? letters.locale;
}
