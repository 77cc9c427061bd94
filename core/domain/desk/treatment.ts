import type { Strategy } from '../../contracts/report-input.ts';
import type { CollectionTask } from '../../contracts/task.ts';
import { daysBetween } from '../days.ts';
import { lastDay, type Month } from '../month.ts';
import { STRATEGIES } from '../tiers.ts';
import { type ShareInterval, wilsonInterval } from '../wilson.ts';
import type { FoundTask } from './find-tasks.ts';
import { settleTask } from './settle-task.ts';

/** Customers of one strategy with, or without, something done on their task. */
export interface TreatmentArm {
  readonly customers: number;
  readonly cured: number;
  /** Share cured with its 95 % interval; null for nobody. */
  readonly share: ShareInterval | null;
}

/** One strategy: those whose task somebody worked on against those whose task nobody touched. */
export interface Treatment {
  readonly strategy: Strategy;
  readonly treated: TreatmentArm;
  readonly untreated: TreatmentArm;
  /** Days from the end of the month in which a task was opened to the end of the month that found it cured; of tasks cured this month. */
  readonly daysToCure: readonly number[];
}

/**
 * What became, this month, of customers whose task was worked on (started, contact, promise, plan or dispute by the month's end) and of
 * those of the same strategy whose task was not. Cured: by the books the customer has paid or is no longer at risk; a task that a person closed
 * otherwise counts as not cured. People choose
 * whom they call, so this is an observation, not an experiment.
 */
export function treatments(found: readonly FoundTask[], period: Month): readonly Treatment[] {
  const highRisk = found.filter(({ before }) => before.reason === 'high_risk');
  return STRATEGIES.map((strategy) => {
    const own = highRisk.filter(({ before }) => before.strategy === strategy);
    return {
      strategy,
      treated: arm(own.filter(({ before }) => isWorkedOn(before, lastDay(period)))),
      untreated: arm(own.filter(({ before }) => !isWorkedOn(before, lastDay(period)))),
      daysToCure: own.filter(isCured).map(({ before }) => daysBetween(lastDay(before.opened_period), lastDay(period))),
    };
  });
}

/** Whether anything was done on the task by a day; a note alone, or a word of who owns it, is nothing done. */
function isWorkedOn(task: CollectionTask, by: string): boolean {
  const days = [
    ...(task.started === null ? [] : [task.started.at.slice(0, 10)]),
    ...task.contacts.map(({ on }) => on),
    ...task.promises.map(({ made_on }) => made_on),
    ...task.plans.map(({ agreed_on }) => agreed_on),
    ...task.disputes.map(({ opened_on }) => opened_on),
  ];
  return days.some((day) => day <= by);
}

/** By the books, whatever a person closed the task as: as settled as if nobody had. */
function isCured({ after }: FoundTask): boolean {
  const { outcome } = settleTask({ ...after, closed: null });
  return outcome === 'paid' || outcome === 'no_longer_at_risk';
}

function arm(found: readonly FoundTask[]): TreatmentArm {
  const cured = found.filter(isCured).length;
  return { customers: found.length, cured, share: wilsonInterval(cured, found.length) };
}
