import { PLAN_STAGES, type PlanStage } from '../../contracts/plan-settings.ts';

/** Stages at which something is overdue, in order. */
export const OVERDUE_STAGES: readonly PlanStage[] = PLAN_STAGES.filter((stage) => stage !== 'before_due');

/** The stage of so many days overdue, at least one. */
export function stageOfAge(days: number): PlanStage {
  if (days <= 30) return '1_30';
  if (days <= 60) return '31_60';
  return days <= 90 ? '61_90' : 'over_90';
}
