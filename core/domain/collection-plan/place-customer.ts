import type { CollectionPart, PlanPause } from '../../contracts/collection-plan.ts';
import type { PlanGroup, PlanSettings, PlanStage } from '../../contracts/plan-settings.ts';
import type { CollectionTask } from '../../contracts/task.ts';
import { addDays, daysBetween } from '../days.ts';
import { Decimal } from '../decimal.ts';
import { handedOverOn, isToBeHandedOver } from '../desk/handed-over.ts';
import { standingOf } from '../desk/settle-task.ts';
import { lastDay } from '../month.ts';
import type { Cause } from '../overdue/causes.ts';
import { arrived, freeFrom, type PlanContact, planContacts } from './plan-contacts.ts';
import { stepFor } from './plan-step.ts';
import { OVERDUE_STAGES, stageOfAge } from './stage-of-age.ts';
import { stagesExhausted } from './stages-exhausted.ts';

/** What a customer's place in the plan follows from. Amounts are decimal text in the scope's currency. */
export interface PlanFacts {
  readonly periodEnd: string;
  /** Overdue and not contested. */
  readonly overdue: string;
  /** Overdue and contested in the books. */
  readonly disputed: string;
  /** Not contested and due within the notice after the period's end. */
  readonly dueSoon: string;
  readonly creditOnAccount: string;
  /** Days overdue of the oldest of what is overdue and not contested; null where that is nothing. */
  readonly oldestDays: number | null;
  readonly group: PlanGroup;
  readonly cause: Cause;
  /** An address that a mail can go to. */
  readonly reachableByMail: boolean;
  /** The customer's tasks in the scope, of any reason. */
  readonly tasks: readonly CollectionTask[];
}

/** Where a customer stands in the plan at the period's end. */
export interface PlanStanding {
  readonly stage: PlanStage | null;
  readonly ageStage: PlanStage | null;
  readonly paused: PlanPause | null;
  readonly pausedUntil: string | null;
  readonly brokenWord: boolean;
  readonly next: Omit<NonNullable<CollectionPart['next_step']>, 'owner'> | null;
  readonly delivered: CollectionPart['delivered'];
  readonly exhausted: boolean;
}

/**
 * The stage of a customer at the period's end and what comes next. The stage is that of its age, but no more than one beyond the last that
 * reached the customer, or the one at which its plan begins. A step is due a few days after the period's end, and
 * not before the interval since the last contact has passed.
 */
export function placeCustomer(settings: PlanSettings, facts: PlanFacts): PlanStanding {
  const ageStage = stageByAge(facts);
  const contacts = planContacts(
    facts.tasks.flatMap((task) => task.contacts),
    contactsCountAfter(settings, facts),
  );
  const stage = ageStage === null ? null : stageToActAt(settings, facts, ageStage, contacts);
  const words = standing(facts.tasks).map(standingOf);
  const asks = stage !== null || new Decimal(facts.disputed).gt(0);
  const pause = asks ? pauseOf(facts, contactsCountAfter(settings, facts)) : null;
  return {
    stage,
    ageStage,
    paused: pause?.reason ?? null,
    pausedUntil: pause?.until ?? null,
    brokenWord: words.some(({ brokenWords }) => brokenWords.length > 0),
    next: stage === null || pause !== null ? null : nextStep(settings, facts, stage, contacts),
    delivered: contacts.filter(arrived).map(({ stage: reached, on }) => ({ stage: reached, on })),
    exhausted:
      stage === 'over_90' &&
      stagesExhausted(settings, { ...facts, contacts: facts.tasks.flatMap((task) => task.contacts) }),
  };
}

function stageByAge({ overdue, dueSoon, oldestDays }: PlanFacts): PlanStage | null {
  if (oldestDays !== null && new Decimal(overdue).gt(0)) return stageOfAge(oldestDays);
  return new Decimal(dueSoon).gt(0) ? 'before_due' : null;
}

/** Contacts count for what is overdue now: after its oldest due date; before that, within the notice. */
export function contactsCountAfter(
  settings: PlanSettings,
  { periodEnd, oldestDays }: Pick<PlanFacts, 'periodEnd' | 'oldestDays'>,
): string {
  return addDays(periodEnd, -(oldestDays ?? settings.stages.before_due.min_interval_days));
}

function stageToActAt(
  settings: PlanSettings,
  facts: PlanFacts,
  ageStage: PlanStage,
  contacts: readonly PlanContact[],
): PlanStage {
  if (ageStage === 'before_due') return ageStage;
  const place = (stage: PlanStage) => OVERDUE_STAGES.indexOf(stage);
  const reached = Math.max(-1, ...contacts.filter(arrived).map(({ stage }) => place(stage)));
  const furthest = Math.max(entryPlace(settings, facts), reached + 1);
  return OVERDUE_STAGES[Math.min(place(ageStage), furthest)] ?? ageStage;
}

/** Where the plan of a customer begins, as a place among the stages. Without a task nothing can have been recorded: its age of now speaks. */
function entryPlace(settings: PlanSettings, facts: PlanFacts): number {
  const opened = facts.tasks.map((task) => lastDay(task.opened_period)).sort()[0] ?? facts.periodEnd;
  const age = (facts.oldestDays ?? 0) - Math.max(0, daysBetween(opened, facts.periodEnd));
  return Math.min(OVERDUE_STAGES.indexOf(stageOfAge(age)), OVERDUE_STAGES.indexOf(settings.begins_at_most_with));
}

/** Tasks that are not done: what was said on others is history. */
function standing(tasks: readonly CollectionTask[]): readonly CollectionTask[] {
  return tasks.filter(({ status }) => status !== 'done');
}

function pauseOf(facts: PlanFacts, since: string): { reason: PlanPause; until: string | null } | null {
  const { tasks, overdue, disputed, creditOnAccount, oldestDays } = facts;
  if (tasks.some((task) => (handedOverOn(task) ?? '') > since) || tasks.some(isToBeHandedOver))
    return { reason: 'handed_over', until: null };
  const standings = standing(tasks).map(standingOf);
  const contested = oldestDays === null && new Decimal(disputed).gt(0);
  if (contested || standings.some((standing) => standing.disputed)) return { reason: 'disputed', until: null };
  if (standings.every(({ brokenWords }) => brokenWords.length === 0)) {
    const open = standings.flatMap(({ openWords }) => openWords);
    const until = open.map(({ due_date }) => due_date).sort()[0];
    if (until !== undefined)
      return { reason: open.some(({ id }) => id.startsWith('l')) ? 'plan_running' : 'promise_open', until };
  }
  const credit = new Decimal(creditOnAccount);
  if (oldestDays !== null && credit.gt(0) && credit.gte(overdue)) return { reason: 'money_on_account', until: null };
  return null;
}

function nextStep(
  settings: PlanSettings,
  facts: PlanFacts,
  stage: PlanStage,
  contacts: readonly PlanContact[],
): PlanStanding['next'] {
  const step = stepFor(settings, { stage, group: facts.group, cause: facts.cause });
  const earliest = addDays(facts.periodEnd, step.due_in_days);
  const free = freeFrom(contacts, step.min_interval_days) ?? earliest;
  const tries = contacts.filter((contact) => contact.stage === stage);
  return {
    stage,
    channel: channelOf(step.channel, facts, tries),
    template: step.template,
    owner_role: step.owner,
    due_date: [free, earliest].sort()[1] ?? earliest,
    send: step.send,
    again: tries.length > 0 && !tries.some(arrived),
  };
}

/** A mail that bounced is followed by a call; one that has no address goes by post. */
function channelOf(
  planned: NonNullable<PlanStanding['next']>['channel'],
  { reachableByMail }: PlanFacts,
  tries: readonly PlanContact[],
): NonNullable<PlanStanding['next']>['channel'] {
  if (planned !== 'mail') return planned;
  if (!reachableByMail) return 'letter';
  return tries.at(-1)?.result === 'bounced' ? 'phone' : 'mail';
}
