import { createHash } from 'node:crypto';
import type { Role, Rules } from '../contracts/config.ts';
import type { Band, CustomerLine, Strategy } from '../contracts/report-input.ts';
import { type CollectionTask, UNTOUCHED_TASK } from '../contracts/task.ts';
import { addDays } from './days.ts';
import { lastDay } from './month.ts';

/** The first steps of each strategy, in order; the words are in report/messages. */
const ACTIONS: Readonly<Record<Strategy, readonly string[]>> = {
  strategic_retention: ['executive_call', 'agree_payment_plan', 'review_terms'],
  focused_monitoring: ['confirm_balance', 'agree_dated_plan', 'review_fortnightly'],
  active_collection: ['demand_in_writing', 'call_within_two_days', 'prepare_escalation'],
};

/** What the band adds to the steps: the credit policy that applies now. */
export const POLICY_ACTION = {
  freeze: 'freeze_credit',
  part_prepayment: 'ask_part_prepayment',
  lower_limit: 'lower_credit_limit',
  reminders: 'send_reminders',
} as const;

/** What a task is made from besides the customer's line. */
export interface TaskContext {
  readonly rules: Rules;
  readonly period: string;
  /** '*' for the home currency; a task in one of several currencies is a task of its own. */
  readonly scope: string;
  readonly currency: string;
  /** Scope and customer → month in which the present stay in the high-risk group began; absent: this period. */
  readonly episodes: ReadonlyMap<string, string>;
}

/** What of a customer's escaped id a task is called by: no table takes keys of more than 2,048 bytes, and reason and episode follow. */
const LONGEST_CUSTOMER = 1800;

/**
 * Customer, reason and episode in one key. The id's characters are escaped so that no two triples share a key; an id that no table would
 * take is named by its digest, behind a colon, which no escaped id contains.
 */
export function taskId(customerId: string, reason: string, episode: string): string {
  const customer = encodeURIComponent(customerId);
  const named =
    customer.length <= LONGEST_CUSTOMER ? customer : `:${createHash('sha256').update(customerId).digest('hex')}`;
  return [named, encodeURIComponent(reason), encodeURIComponent(episode)].join('/');
}

/** The task that a high-risk customer puts on a desk: who, how much, by when, which first steps. */
export function taskFor(line: CustomerLine, context: TaskContext): CollectionTask {
  const { rules, period } = context;
  const episode = context.episodes.get(`${context.scope} ${line.customer_id}`) ?? period;
  return {
    task_id: taskId(line.customer_id, context.scope === '*' ? 'high_risk' : `high_risk.${context.scope}`, episode),
    customer_id: line.customer_id,
    customer_name: line.name,
    reason: 'high_risk',
    episode,
    opened_period: period,
    strategy: line.strategy,
    band: line.band,
    owner_role: line.owner_role,
    owner: ownerOf(line.owner_role, line.account_manager, rules),
    scope: context.scope,
    outstanding_balance: line.outstanding_balance,
    opened_balance: line.outstanding_balance,
    currency: context.currency,
    score: line.score,
    actions: actionsOf(line.strategy, line.band, rules),
    due_date: dueDate(period, rules.tiers.due_in_days[line.strategy]),
    ...UNTOUCHED_TASK,
  };
}

/** The customer's own account manager where the books name one and the role is theirs, else the role's desk. */
export function ownerOf(role: Role, accountManager: string | null, rules: Rules): string {
  return role === 'account_manager' && accountManager !== null ? accountManager : rules.people.desks[role].name;
}

/** The first steps of a strategy and what the band's credit policy adds to them. */
export function actionsOf(strategy: Strategy, band: Band | null, rules: Rules): string[] {
  return [...ACTIONS[strategy], ...(band === null ? [] : [POLICY_ACTION[rules.policy[band]]])];
}

/** So many days after the period's last day, as an ISO date. */
export function dueDate(period: string, days: number): string {
  return addDays(lastDay(period), days);
}
