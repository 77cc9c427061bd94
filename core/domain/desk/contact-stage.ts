import type { CollectionPart } from '../../contracts/collection-plan.ts';
import type { PlanStage } from '../../contracts/plan-settings.ts';
import type { TaskAction } from './task-action.ts';

type Contact = Extract<TaskAction, { do: 'contact' }>;
type NextStep = Pick<NonNullable<CollectionPart['next_step']>, 'stage' | 'channel'>;

/**
 * The stage of the plan that a contact belongs to: the one the plan asks for now. A call or a mail stands for each other; where the plan asks
 * for a letter, only a letter or a visit is that step, because an agency and a court ask for it. Null where it is a contact beside the plan.
 */
export function contactStage({ channel }: Pick<Contact, 'channel'>, next: NextStep | null): PlanStage | null {
  if (next === null) return null;
  const formal = next.channel === 'letter' || next.channel === 'visit';
  return !formal || channel === 'letter' || channel === 'visit' ? next.stage : null;
}

/** The actions with the stage of each contact that names none. */
export function withStages(actions: readonly TaskAction[], next: NextStep | null): readonly TaskAction[] {
  return actions.map((action) => {
    if (action.do !== 'contact' || action.stage !== undefined) return action;
    const stage = contactStage(action, next);
    return stage === null ? action : { ...action, stage };
  });
}

/** Whether the plan has to be asked to which stage a contact belongs. */
export function needsStage(actions: readonly TaskAction[]): boolean {
  return actions.some((action) => action.do === 'contact' && action.stage === undefined);
}
