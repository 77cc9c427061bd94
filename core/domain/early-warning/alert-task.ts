import type { Role, Rules } from '../../contracts/config.ts';
import type { CustomerLine } from '../../contracts/report-input.ts';
import { type CollectionTask, UNTOUCHED_TASK } from '../../contracts/task.ts';
import { actionsOf, dueDate, ownerOf, taskId } from '../collection-task.ts';
import { Decimal } from '../decimal.ts';
import { currencyDigits, formatMoney } from '../money.ts';
import type { AlertReason } from './rules.ts';

/** The reason that tasks of the early warning carry. */
export const ALERT_TASK = 'early_warning';

/** An alert that becomes a task. */
export interface AlertedCustomer {
  readonly customer_id: string;
  readonly name: string | null;
  readonly account_manager: string | null;
  readonly score: number;
  readonly open_amount: number;
  readonly reasons: readonly string[];
  /** Month in which the alert opened. */
  readonly since: string;
}

/** The first steps for a customer who is in no tier, by the first reason that holds; the words are in report/messages. */
const STEPS: Readonly<Record<AlertReason, readonly string[]>> = {
  over_threshold: ['confirm_balance', 'agree_dated_plan'],
  rising: ['confirm_balance', 'review_fortnightly'],
  unpaid_months: ['call_within_two_days', 'agree_dated_plan'],
  slower_payment: ['confirm_balance', 'agree_dated_plan'],
  exposure_growth: ['review_terms', 'confirm_balance'],
};

/** Which alert speaks first where several hold. */
const FIRST: readonly AlertReason[] = [
  'unpaid_months',
  'over_threshold',
  'slower_payment',
  'exposure_growth',
  'rising',
];

/**
 * The task that an alert puts on a desk, once an episode: for a customer of the high-risk group by its tier, else on the desk that the
 * settings name for customers who are not there yet.
 */
export function alertTask(
  alert: AlertedCustomer,
  context: { rules: Rules; period: string; scope: string; currency: string; line: CustomerLine | undefined },
): CollectionTask {
  const { rules, period, scope, currency, line } = context;
  const role: Role = line?.owner_role ?? rules.warning.owner;
  const days = line === undefined ? rules.warning.due_in_days : rules.tiers.due_in_days[line.strategy];
  const first = FIRST.find((reason) => alert.reasons.includes(reason)) ?? 'over_threshold';
  const balance = formatMoney(new Decimal(alert.open_amount), currencyDigits(currency));
  return {
    task_id: taskId(alert.customer_id, scope === '*' ? ALERT_TASK : `${ALERT_TASK}.${scope}`, alert.since),
    customer_id: alert.customer_id,
    customer_name: line?.name ?? alert.name ?? alert.customer_id,
    reason: ALERT_TASK,
    episode: alert.since,
    opened_period: period,
    strategy: line?.strategy ?? null,
    band: line?.band ?? null,
    owner_role: role,
    owner: ownerOf(role, line?.account_manager ?? alert.account_manager, rules),
    scope,
    outstanding_balance: balance,
    opened_balance: balance,
    currency,
    score: alert.score,
    actions: line === undefined ? [...STEPS[first]] : actionsOf(line.strategy, line.band, rules),
    due_date: dueDate(period, days),
    ...UNTOUCHED_TASK,
  };
}
