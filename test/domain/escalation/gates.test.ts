import { describe, expect, it } from 'vitest';
import { Decimal } from '../../../core/domain/decimal.ts';
import { type GateFacts, gateChecks, isOpen } from '../../../core/domain/escalation/gates.ts';
import { limitationOf } from '../../../core/domain/escalation/legal-action.ts';
import { escalationSettings } from '../../../core/domain/escalation/settings.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const GATE = {
  amount_from: '1000',
  days_overdue_from: 90,
  months_on_desk_from: 4,
  dispute_free: true,
  stages_exhausted: true,
};
const FACTS: GateFacts = {
  claim: new Decimal(1000),
  oldestDays: 90,
  monthsOnDesk: 1,
  disputed: false,
  stagesExhausted: true,
};
const checks = (facts: Partial<GateFacts> = {}, gate: Partial<typeof GATE> = {}) =>
  gateChecks({ ...FACTS, ...facts }, { ...GATE, ...gate });
const met = (facts: Partial<GateFacts>) => checks(facts).map(({ met }) => met);

describe('a gate', () => {
  it('names every condition, what was met and what is needed', () => {
    expect(checks()).toEqual([
      { check: 'amount', met: true, value: '1000', needed: '1000', unit: 'money' },
      { check: 'age', met: true, value: 90, needed: 90, unit: 'days' },
      { check: 'dispute_free', met: true, value: true, needed: true, unit: 'flag' },
      { check: 'stages_exhausted', met: true, value: true, needed: true, unit: 'flag' },
    ]);
  });

  it('opens at the amount and the age themselves, not below', () => {
    expect(isOpen(checks())).toBe(true);
    expect(met({ claim: new Decimal('999.99') })).toEqual([false, true, true, true]);
    expect(met({ oldestDays: 89 })).toEqual([true, false, true, true]);
  });

  it('opens for no claim of nothing, whatever the settings ask', () => {
    expect(checks({ claim: new Decimal(0) }, { amount_from: '0' })[0]?.met).toBe(false);
    expect(checks({ claim: new Decimal('0.01') }, { amount_from: '0' })[0]?.met).toBe(true);
  });

  it('goes by months on the desk where the books know no due dates', () => {
    expect(checks({ oldestDays: null, monthsOnDesk: 4 })[1]).toEqual({
      check: 'age',
      met: true,
      value: 4,
      needed: 4,
      unit: 'months',
    });
    expect(checks({ oldestDays: null, monthsOnDesk: 3 })[1]?.met).toBe(false);
  });

  it('is shut by a dispute, and by a plan that has not ended or of which nobody knows', () => {
    expect(checks({ disputed: true })[2]).toEqual({
      check: 'dispute_free',
      met: false,
      value: false,
      needed: true,
      unit: 'flag',
    });
    expect(met({ stagesExhausted: false })).toEqual([true, true, true, false]);
    expect(met({ stagesExhausted: null })).toEqual([true, true, true, null]);
    expect(isOpen(checks({ stagesExhausted: null }))).toBe(false);
  });

  it('asks only what the settings ask', () => {
    const lax = checks({ disputed: true, stagesExhausted: null }, { dispute_free: false, stages_exhausted: false });
    expect(lax.map(({ check }) => check)).toEqual(['amount', 'age']);
    expect(isOpen(lax)).toBe(true);
  });
});

describe('the day after which a claim can no longer be enforced', () => {
  const settings = { ...SHIPPED_RULES.escalation.legal, limitation_years: 3, limitation_near_days: 30 };
  // The oldest invoice was due on 30 September 2022, 1,096 days before 30 September 2025.
  const state = (oldestDays: number) => limitationOf(oldestDays, '2025-09', settings);

  it('is near from so many days before, and over the day after', () => {
    expect(state(1096)).toEqual({ date: '2025-09-30', daysLeft: 0, state: 'near' });
    expect(state(1097)).toMatchObject({ daysLeft: -1, state: 'over' });
    expect(state(1066)).toMatchObject({ daysLeft: 30, state: 'near' });
    expect(state(1065)).toMatchObject({ daysLeft: 31, state: 'far' });
  });
});

describe('the settings of escalation', () => {
  const shipped = SHIPPED_RULES.escalation;
  const candidate = { name: 'North Desk', fee_pct: 25, success_rate_pct: 60, reputation: 4, min_amount: '500' };
  const allows = (settings: unknown): boolean => escalationSettings.safeParse(settings).success;
  const withCandidates = (...candidates: object[]) => allows({ ...shipped, agency: { ...shipped.agency, candidates } });

  it('list agencies, each name once', () => {
    expect(withCandidates()).toBe(true);
    expect(withCandidates(candidate, { ...candidate, name: 'South Desk' })).toBe(true);
    expect(withCandidates(candidate, candidate)).toBe(false);
    expect(withCandidates(candidate, { ...candidate, name: ' North Desk ' })).toBe(false);
  });

  it.each([
    ['no name', { name: ' ' }],
    ['a name without end', { name: 'x'.repeat(201) }],
    ['a reputation below one', { reputation: 0.5 }],
    ['a reputation above five', { reputation: 5.5 }],
    ['a fee of more than all', { fee_pct: 101 }],
    ['a smallest amount that is none', { min_amount: 'x500' }],
    ['a smallest amount in words', { min_amount: '500 USD' }],
    ['a smallest amount without its cents', { min_amount: '500.' }],
    ['something nobody knows', { colour: 'red' }],
  ])('take no agency with %s', (_, changes) => {
    expect(withCandidates({ ...candidate, ...changes })).toBe(false);
  });

  it.each([
    [{ name: 'x'.repeat(200) }],
    [{ name: 'x' }],
    [{ reputation: 1 }],
    [{ reputation: 5 }],
    [{ min_amount: 500 }],
    [{ min_amount: '500.25' }],
    [{ fee_pct: 0, success_rate_pct: 100 }],
  ])('take an agency with %j', (changes) => {
    expect(withCandidates({ ...candidate, ...changes })).toBe(true);
  });

  it('know every number within its bounds, the bounds included', () => {
    const legal = (changes: object) => allows({ ...shipped, legal: { ...shipped.legal, ...changes } });
    const agency = (changes: object) => allows({ ...shipped, agency: { ...shipped.agency, ...changes } });
    const all = (changes: object) => allows({ ...shipped, ...changes });
    expect([0.5, 30, 0.4, 30.1].map((limitation_years) => legal({ limitation_years }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([0, 3650, -1, 3651].map((limitation_near_days) => legal({ limitation_near_days }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([0, 100, -1, 101].map((odds_pct) => legal({ odds_pct }))).toEqual([true, true, false, false]);
    expect([0, 25, -1, 26].map((reputation_weight_pct) => agency({ reputation_weight_pct }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([0, 500, -1].map((days_overdue_from) => agency({ days_overdue_from }))).toEqual([true, true, false]);
    expect([1, 9, 0].map((months_on_desk_from) => legal({ months_on_desk_from }))).toEqual([true, true, false]);
    expect([1, 24, 0, 25].map((ask_again_after_months) => all({ ask_again_after_months }))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect([1, 90, 0, 91].map((decide_within_days) => all({ decide_within_days }))).toEqual([true, true, false, false]);
    expect(all({ write_off: { tax_shield_pct: 101 } })).toBe(false);
  });
});
