import type { EscalationPart } from '../../contracts/escalation.ts';
import type { CollectionTask, TaskApproval } from '../../contracts/task.ts';
import type { Decimal } from '../decimal.ts';
import { type Asking, approvalRequest, expired, mayAsk, replaced } from '../desk/approval-request.ts';
import { standingOf } from '../desk/settle-task.ts';
import { formatMoney } from '../money.ts';
import type { Month } from '../month.ts';
import { type Escalation, escalate } from './recommend.ts';
import type { EscalationSettings } from './settings.ts';

/** What the books say of a task's customer for a gate. */
export interface TaskClaim {
  readonly claim: Decimal;
  readonly claimIs: 'overdue' | 'balance';
  /** Null where the books know no due dates. */
  readonly oldestDays: number | null;
  /** Overdue and contested in the books. */
  readonly disputed: boolean;
  readonly stagesExhausted: boolean | null;
}

/** A task with the way that is recommended for it. */
export interface TaskEscalation {
  readonly task: CollectionTask;
  readonly claim: TaskClaim;
  readonly escalation: Escalation;
  readonly asking: Asking;
  /** The step a person is asked to approve; null where none is. */
  readonly request: TaskApproval | null;
  /** Earlier steps that nobody decided in time, declined. */
  readonly expired: readonly TaskApproval[];
}

/** Months from the one in which the task's episode began to the period, both counted. */
export function monthsOnDesk({ episode }: Pick<CollectionTask, 'episode'>, period: Month): number {
  const index = (month: Month) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));
  return Math.max(1, index(period) - index(episode) + 1);
}

/** Weighs a task's claim and asks for approval where a way is recommended that nobody has decided on. */
export function escalateTask(
  task: CollectionTask,
  claim: TaskClaim,
  context: {
    readonly period: Month;
    readonly settings: EscalationSettings;
    readonly digits: number;
    /** Older standing tasks of the same debt: what was asked, decided or contested there holds here. */
    readonly older?: readonly CollectionTask[];
    /** The customer's standing tasks for other reasons: what is contested there is contested here. */
    readonly beside?: readonly CollectionTask[];
  },
): TaskEscalation {
  const { period, settings, digits, older = [], beside = [] } = context;
  const facts = {
    claim: claim.claim,
    oldestDays: claim.oldestDays,
    monthsOnDesk: monthsOnDesk(task, period),
    disputed: claim.disputed || [task, ...older, ...beside].some((each) => standingOf(each).disputed),
    stagesExhausted: claim.stagesExhausted,
  };
  const escalation = escalate(facts, period, settings);
  const kind = escalation.recommendation;
  const late = lateSteps(task, period, settings);
  const found = { task, claim, escalation, expired: late };
  if (kind !== 'agency' && kind !== 'legal') return { ...found, asking: 'ask', request: null };
  const earlier = [task, ...older].flatMap((each) => replaced(each.approvals, lateSteps(each, period, settings)));
  const asking = mayAsk(earlier, kind, period, settings.ask_again_after_months);
  const request =
    asking === 'ask' ? approvalRequest(kind, period, proposalOf(escalation, task, settings, digits)) : null;
  return { ...found, asking, request };
}

/** A task's steps to an agency or to court that nobody decided in time, declined. */
export function lateSteps(
  { approvals }: Pick<CollectionTask, 'approvals'>,
  period: Month,
  settings: EscalationSettings,
): readonly TaskApproval[] {
  return expired(approvals, ['agency', 'legal'], period, settings.decide_within_days);
}

/** What the person who decides sees: the claim, every factor, and what the other ways would bring. */
function proposalOf(
  { facts, agency, legal, writeOff }: Escalation,
  { currency }: CollectionTask,
  settings: EscalationSettings,
  digits: number,
): TaskApproval['proposal'] {
  const money = (value: Decimal) => formatMoney(value, digits);
  const [best] = agency.offers;
  const { action, limitation } = legal;
  const common = {
    claim: money(facts.claim),
    currency,
    write_off: money(writeOff),
    decide_within_days: settings.decide_within_days,
  };
  const byAgency =
    best === undefined
      ? {}
      : {
          agency: best.candidate.name,
          success_rate_pct: best.candidate.success_rate_pct,
          fee_pct: best.candidate.fee_pct,
          reputation: best.candidate.reputation,
          agency_gross: money(best.gross),
          agency_fee: money(best.fee),
          agency_net: money(best.net),
          agency_tax_saved: money(best.taxSaved),
          agency_worth: money(best.worth),
        };
  const bySuit = {
    odds_pct: settings.legal.odds_pct,
    recoverable_pct: settings.legal.recoverable_pct,
    legal_recovered: money(action.recovered),
    court: money(action.court),
    lawyer: money(action.lawyer),
    fixed: money(action.fixed),
    legal_expected: money(action.expected),
    legal_tax_saved: money(action.taxSaved),
    legal_worth: money(action.worth),
    limitation_date: limitation?.date ?? null,
    limitation_days_left: limitation?.daysLeft ?? null,
  };
  const weighed = { ...(agency.open ? byAgency : {}), ...(legal.open ? bySuit : {}) };
  return { ...common, ...weighed };
}

/** What the customer's sheet says of it. */
export function escalationPartOf(
  found: TaskEscalation,
  candidates: number,
  settings: EscalationSettings,
  digits: number,
): EscalationPart {
  const { claim, escalation, asking } = found;
  const { agency, legal, facts } = escalation;
  const money = (value: Decimal) => formatMoney(value, digits);
  const { action, limitation } = legal;
  const barred = limitation?.state === 'over';
  return {
    claim: money(facts.claim),
    claim_is: claim.claimIs,
    oldest_days: facts.oldestDays,
    months_on_desk: facts.monthsOnDesk,
    agency: {
      open: agency.open,
      checks: [...agency.checks],
      offers: agency.offers.map(({ candidate, gross, fee, net, taxSaved, worth, rankedBy }) => ({
        name: candidate.name,
        fee_pct: candidate.fee_pct,
        success_rate_pct: candidate.success_rate_pct,
        reputation: candidate.reputation,
        gross: money(gross),
        fee: money(fee),
        net: money(net),
        tax_saved: money(taxSaved),
        worth: money(worth),
        ranked_by: money(rankedBy),
      })),
      candidates,
    },
    legal: {
      open: legal.open,
      checks: [...legal.checks],
      case: {
        claim: money(action.claim),
        odds_pct: settings.legal.odds_pct,
        recoverable_pct: settings.legal.recoverable_pct,
        recovered: money(action.recovered),
        court: money(action.court),
        lawyer: money(action.lawyer),
        fixed: money(action.fixed),
        expected: barred ? null : money(action.expected),
        tax_saved: money(action.taxSaved),
        worth: barred ? null : money(action.worth),
        limitation_date: limitation?.date ?? null,
        limitation_days_left: limitation?.daysLeft ?? null,
        limitation: limitation?.state ?? 'unknown',
      },
    },
    write_off: money(escalation.writeOff),
    recommendation: escalation.recommendation,
    reason: reasonOf(escalation, asking),
    agency_name: escalation.recommendation === 'agency' ? (agency.offers[0]?.candidate.name ?? null) : null,
    expected: escalation.expected === null ? null : money(escalation.expected),
  };
}

function reasonOf({ reason }: Escalation, asking: Asking): EscalationPart['reason'] {
  if (asking === 'waiting') return 'waiting_for_decision';
  if (asking === 'timed_out') return 'not_decided_in_time';
  return asking === 'ask' ? reason : 'already_decided';
}
