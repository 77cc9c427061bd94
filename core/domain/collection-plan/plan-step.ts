import type { PlannedMeasure } from '../../contracts/collection-plan.ts';
import {
  PLAN_MEASURES,
  type PlanGroup,
  type PlanMeasure,
  type PlanSettings,
  type PlanStage,
  type PlanStep,
} from '../../contracts/plan-settings.ts';
import type { Cause } from '../overdue/causes.ts';

/** Whose step is asked for. */
export interface PlanPlace {
  readonly stage: PlanStage;
  readonly group: PlanGroup;
  readonly cause: Cause;
}

/** A measure and the settings that ask for it. */
export type AskedMeasure = Pick<PlannedMeasure, 'kind' | 'because'>;

/** The step of a stage as the strategy and then the cause change it. Measures add up; each says which settings ask for it. */
export function stepFor(
  settings: PlanSettings,
  { stage, group, cause }: PlanPlace,
): Omit<PlanStep, 'measures'> & { readonly measures: readonly AskedMeasure[] } {
  const base = settings.stages[stage];
  const byStrategy = settings.by_strategy[group]?.[stage] ?? {};
  const byCause = settings.by_cause[cause]?.[stage] ?? {};
  const asked = { stage: base.measures, strategy: byStrategy.measures ?? [], cause: byCause.measures ?? [] };
  const because = (kind: PlanMeasure) =>
    (['stage', 'strategy', 'cause'] as const).filter((setting) => asked[setting].includes(kind));
  const measures = PLAN_MEASURES.map((kind) => ({ kind, because: because(kind) }));
  return {
    channel: byCause.channel ?? byStrategy.channel ?? base.channel,
    template: byCause.template ?? byStrategy.template ?? base.template,
    min_interval_days: byCause.min_interval_days ?? byStrategy.min_interval_days ?? base.min_interval_days,
    due_in_days: byCause.due_in_days ?? byStrategy.due_in_days ?? base.due_in_days,
    owner: byCause.owner ?? byStrategy.owner ?? base.owner,
    send: byCause.send ?? byStrategy.send ?? base.send,
    measures: measures.filter(({ because: by }) => by.length > 0),
  };
}
