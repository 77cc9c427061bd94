import type { CreditPart } from '../../contracts/credit-policy.ts';
import type { TaskApproval } from '../../contracts/task.ts';
import { Decimal } from '../decimal.ts';
import { formatMoney } from '../money.ts';
import { addMonths, lastDay, type Month } from '../month.ts';
import { type Policy, policyOf } from '../policy.ts';
import type { CreditFacts } from './credit-facts.ts';
import { freezeAgainstRetention, holdOf, prepaymentOf } from './credit-hold.ts';
import { proposeLimit } from './propose-limit.ts';
import type { CreditSettings } from './settings.ts';

/** What a customer's review is made with. */
export interface CreditContext {
  readonly period: Month;
  readonly settings: CreditSettings;
  readonly policies: Parameters<typeof policyOf>[1];
  readonly digits: number;
}

/** Whether the review of this month looks at limits. */
export function limitsAreDue(period: Month, settings: CreditSettings): boolean {
  return settings.limits.in_months.includes(Number(period.slice(5, 7)));
}

/** The first month after the period whose review looks at limits. */
export function nextLimitMonth(period: Month, settings: CreditSettings): Month {
  const ahead = Array.from({ length: 12 }, (_, at) => addMonths(period, at + 1));
  return ahead.find((month) => limitsAreDue(month, settings)) ?? addMonths(period, 12);
}

/**
 * What may be supplied to a customer on credit and what the policy proposes. `decisions` are the limit proposals of this customer that a
 * person decided, oldest first: approved ones stand, each on the one before it, until the books show a limit that none of them started from.
 */
export function reviewCustomer(
  facts: CreditFacts,
  decisions: readonly TaskApproval[],
  context: CreditContext,
): CreditPart {
  const { settings, digits } = context;
  const { exposure, line } = facts;
  const policy = policyOf(line?.band ?? null, context.policies);
  const { limit, source } = standingLimit(facts.booksLimit, decisions);
  const money = (value: Decimal) => formatMoney(value, digits);
  const last = decisions.at(-1);
  return {
    policy,
    hold: holdOf(policy, exposure, limit),
    prepayment_pct: prepaymentOf(policy, settings.prepayment_pct),
    exposure: money(exposure),
    limit: limit === null ? null : money(limit),
    headroom: limit === null ? null : money(limit.minus(exposure)),
    use_pct: limit === null || limit.lte(0) ? null : exposure.times(100).div(limit).toNumber(),
    proposal: proposalOf(facts, { limit, source, policy }, context),
    next_review: lastDay(
      addMonths(context.period, monthsToReview(line, limit !== null && exposure.gt(limit), settings)),
    ),
    freeze_against_retention: freezeAgainstRetention(policy, line?.strategy ?? null),
    decided: last === undefined ? null : decisionOf(last),
  };
}

/** By tier; sooner for who owes more than the limit. */
function monthsToReview(line: CreditFacts['line'], isOver: boolean, { review_in_months }: CreditSettings): number {
  const byTier = review_in_months[line?.strategy ?? 'normal'];
  return isOver ? Math.min(byTier, review_in_months.over_limit) : byTier;
}

interface Standing {
  readonly limit: Decimal | null;
  readonly source: 'books' | 'approved' | 'none';
}

/** The books' limit and what was approved from there on, each approval starting from what the one before it led to. */
function standingLimit(booksLimit: Decimal | null, decisions: readonly TaskApproval[]): Standing {
  const start: Standing = { limit: booksLimit, source: booksLimit === null ? 'none' : 'books' };
  return decisions
    .filter(({ decided }) => decided?.approved === true)
    .reduce<Standing>((standing, { proposal }) => {
      const [from, to] = [decimalIn(proposal, 'current'), decimalIn(proposal, 'proposed')];
      return to !== null && isSame(standing.limit, from) ? { limit: to, source: 'approved' } : standing;
    }, start);
}

function isSame(a: Decimal | null, b: Decimal | null): boolean {
  return a === null || b === null ? a === b : a.eq(b);
}

function decimalIn(proposal: TaskApproval['proposal'], name: string): Decimal | null {
  const value = proposal[name];
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? new Decimal(value) : null;
}

function decisionOf({ decided, proposal }: TaskApproval): CreditPart['decided'] {
  if (decided === null) return null;
  const { approved, by, at, note } = decided;
  const proposed = proposal['proposed'];
  return { approved, by, at, note, proposed: typeof proposed === 'string' ? proposed : null };
}

/** The quarter's proposal. Nobody who is frozen or prepays is given a first limit. */
function proposalOf(
  facts: CreditFacts,
  { limit, source, policy }: Standing & { policy: Policy | null },
  { period, settings, digits }: CreditContext,
): CreditPart['proposal'] {
  if (!limitsAreDue(period, settings)) return null;
  if (limit === null && (policy === 'freeze' || policy === 'part_prepayment')) return null;
  const proposal = proposeLimit({ ...facts, current: limit }, settings.limits);
  if (proposal === null) return null;
  const { proposed, wishedPct, reasons } = proposal;
  const change = limit === null || limit.isZero() ? null : proposed.div(limit).minus(1).times(100).toNumber();
  return {
    current: limit === null ? null : formatMoney(limit, digits),
    source,
    proposed: formatMoney(proposed, digits),
    change_pct: change,
    wished_pct: limit === null ? null : wishedPct,
    reasons: [...reasons],
    from: `${addMonths(period, 1)}-01`,
  };
}
