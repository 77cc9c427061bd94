import { describe, expect, it } from 'vitest';
import { PLAN_STAGES, type PlanSettings } from '../../../core/contracts/plan-settings.ts';
import { stepFor } from '../../../core/domain/collection-plan/plan-step.ts';
import { OVERDUE_STAGES } from '../../../core/domain/collection-plan/stage-of-age.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const BASE = {
  channel: 'mail',
  template: 'friendly',
  min_interval_days: 14,
  due_in_days: 5,
  owner: 'collection_specialist',
  send: 'never',
  measures: ['payment_plan'],
} as const;
const BY_STRATEGY = {
  channel: 'phone',
  template: 'reminder',
  min_interval_days: 7,
  due_in_days: 4,
  owner: 'account_manager',
  send: 'reviewed',
  measures: ['prepayment', 'payment_plan'],
} as const;
const BY_CAUSE = {
  channel: 'visit',
  template: 'final',
  min_interval_days: 3,
  due_in_days: 2,
  owner: 'legal',
  send: 'always',
  measures: ['credit_freeze'],
} as const;
const settings = (strategy: object, cause: object): PlanSettings => ({
  ...SHIPPED_RULES.plans,
  stages: { ...SHIPPED_RULES.plans.stages, '1_30': { ...BASE, measures: [...BASE.measures] } },
  by_strategy: { active_collection: { '1_30': strategy } },
  by_cause: { forgotten: { '1_30': cause } },
});
const PLACE = { stage: '1_30', group: 'active_collection', cause: 'forgotten' } as const;
const { measures: _m, ...plain } = BASE;

describe('the step of a stage', () => {
  it('is the stage’s own where neither strategy nor cause says otherwise', () => {
    const own = { ...plain, measures: [{ kind: 'payment_plan', because: ['stage'] }] };
    expect(stepFor(settings({}, {}), PLACE)).toEqual(own);
    expect(stepFor(settings(BY_STRATEGY, BY_CAUSE), { ...PLACE, group: 'none', cause: 'other' })).toEqual(own);
  });

  it('is changed by the strategy, and then by the cause, in all that they set', () => {
    const { measures: _s, ...byStrategy } = BY_STRATEGY;
    const { measures: _c, ...byCause } = BY_CAUSE;
    expect(stepFor(settings(BY_STRATEGY, {}), PLACE)).toMatchObject(byStrategy);
    expect(stepFor(settings({}, BY_CAUSE), PLACE)).toMatchObject(byCause);
    expect(stepFor(settings(BY_STRATEGY, BY_CAUSE), PLACE)).toMatchObject(byCause);
  });

  it('adds measures up, in the order they are listed anywhere, and says who asks for each', () => {
    expect(stepFor(settings(BY_STRATEGY, BY_CAUSE), PLACE).measures).toEqual([
      { kind: 'payment_plan', because: ['stage', 'strategy'] },
      { kind: 'prepayment', because: ['strategy'] },
      { kind: 'credit_freeze', because: ['cause'] },
    ]);
  });

  it('of other stages is untouched', () => {
    const changed = stepFor(settings(BY_STRATEGY, BY_CAUSE), { ...PLACE, stage: '61_90' });
    expect(changed).toEqual(
      stepFor({ ...SHIPPED_RULES.plans, by_strategy: {}, by_cause: {} }, { ...PLACE, stage: '61_90' }),
    );
  });
});

describe('stages at which something is overdue', () => {
  it('are all but the notice', () => {
    expect(OVERDUE_STAGES).toEqual(['1_30', '31_60', '61_90', 'over_90']);
    expect(PLAN_STAGES).toHaveLength(5);
  });
});
