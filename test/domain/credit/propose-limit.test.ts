import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LimitInputs, proposeLimit } from '../../../core/domain/credit/propose-limit.ts';
import { creditSettings } from '../../../core/domain/credit/settings.ts';
import { Decimal } from '../../../core/domain/decimal.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const SETTINGS = SHIPPED_RULES.credit.limits;

function inputs(over: Partial<LimitInputs> = {}): LimitInputs {
  return {
    current: new Decimal(10_000),
    exposure: new Decimal(6_000),
    score: 35,
    paymentRatePct: 90,
    oldestDays: 0,
    monthlyPurchases: new Decimal(3_000),
    ...over,
  };
}

const cents = fc.integer({ min: 0, max: 1_000_000_000 }).map((value) => new Decimal(value).div(100));
const anyInputs = fc.record({
  current: cents,
  exposure: cents,
  score: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
  paymentRatePct: fc.option(fc.double({ min: 0, max: 100, noNaN: true })),
  oldestDays: fc.option(fc.integer({ min: 0, max: 2000 })),
  monthlyPurchases: fc.option(cents),
});

describe('a limit that follows score and payment history', () => {
  it('stays where neither asks for a change', () => {
    expect(proposeLimit(inputs(), SETTINGS)).toEqual({
      proposed: new Decimal(10_000),
      wishedPct: 0,
      reasons: ['steady'],
    });
  });

  it('falls by both steps together: 10 % for the score and 10 % for the payment rate', () => {
    const proposal = proposeLimit(inputs({ score: 40, paymentRatePct: 80 }), SETTINGS);
    expect(proposal).toEqual({
      proposed: new Decimal(8_000),
      wishedPct: -20,
      reasons: ['risk_score_bad', 'pays_badly'],
    });
  });

  it('falls by the cap at most, and says so', () => {
    const proposal = proposeLimit(inputs({ score: 90, paymentRatePct: 10 }), SETTINGS);
    expect(proposal?.proposed.toFixed(2)).toBe('7000.00');
    expect(proposal?.wishedPct).toBe(-70);
    expect(proposal?.reasons).toContain('capped_down');
  });

  it('rises by the cap at most', () => {
    const proposal = proposeLimit(inputs({ score: 5, paymentRatePct: 99 }), SETTINGS);
    expect(proposal?.proposed.toFixed(2)).toBe('11500.00');
    expect(proposal?.reasons).toEqual(['risk_score_good', 'pays_well', 'capped_up']);
  });

  it('does not rise while something is overdue for longer than allowed, nor for who hardly uses it', () => {
    const good = { score: 5, paymentRatePct: 99 };
    expect(proposeLimit(inputs({ ...good, oldestDays: 31 }), SETTINGS)?.reasons).toContain('overdue_no_rise');
    expect(proposeLimit(inputs({ ...good, oldestDays: 30 }), SETTINGS)?.proposed.toNumber()).toBe(11_500);
    const unused = proposeLimit(inputs({ ...good, exposure: new Decimal('2999.99') }), SETTINGS);
    expect(unused?.reasons).toContain('little_used_no_rise');
    expect(unused?.proposed.toNumber()).toBe(10_000);
  });

  it('is, where none stands, so many months of purchases, less what the risk takes off', () => {
    const first = proposeLimit(inputs({ current: null, score: 52, paymentRatePct: 80 }), SETTINGS);
    // 3,000 × 2 months × (1 − 30 %) = 4,200
    expect(first?.proposed.toFixed(2)).toBe('4200.00');
    expect(first?.reasons).toEqual(['first_limit', 'risk_score_bad', 'pays_badly']);
    expect(proposeLimit(inputs({ current: null, monthlyPurchases: null }), SETTINGS)).toBeNull();
  });

  it('says where nothing is known, and changes nothing', () => {
    const proposal = proposeLimit(inputs({ score: null, paymentRatePct: null }), SETTINGS);
    expect(proposal?.reasons).toEqual(['nothing_known', 'steady']);
    expect(proposal?.proposed.toNumber()).toBe(10_000);
  });

  it('never moves more than the caps, whatever the inputs and the rounding', () => {
    fc.assert(
      fc.property(anyInputs, fc.constantFrom('0', '0.01', '50', '100', '1000'), (facts, round_to) => {
        const proposal = proposeLimit(facts, { ...SETTINGS, round_to });
        const highest = facts.current.times(100 + SETTINGS.max_up_pct).div(100);
        const lowest = facts.current.times(100 - SETTINGS.max_down_pct).div(100);
        expect(proposal?.proposed.lte(highest)).toBe(true);
        expect(proposal?.proposed.gte(lowest)).toBe(true);
      }),
    );
  });

  it('is never larger for a riskier score or a lower payment rate', () => {
    fc.assert(
      fc.property(anyInputs, fc.nat(100), fc.nat(100), fc.nat(100), fc.nat(100), (facts, s1, s2, r1, r2) => {
        const better = { ...facts, score: Math.min(s1, s2), paymentRatePct: Math.max(r1, r2) };
        const worse = { ...facts, score: Math.max(s1, s2), paymentRatePct: Math.min(r1, r2) };
        const [high, low] = [proposeLimit(better, SETTINGS), proposeLimit(worse, SETTINGS)];
        expect(high?.proposed.gte(low?.proposed ?? 0)).toBe(true);
      }),
    );
  });
});

describe('the settings of limits', () => {
  it('refuse steps by which a worse customer would gain', () => {
    const wrong = {
      ...SETTINGS,
      by_score: [
        [0, -10],
        [50, 10],
      ],
    };
    const checked = creditSettings.safeParse({ ...SHIPPED_RULES.credit, limits: wrong });
    expect(checked.error?.issues[0]?.message).toMatch(/values rise and changes are falling/);
  });

  it('refuse grades that leave somebody without one', () => {
    const [best] = SHIPPED_RULES.credit.new_customers.grades;
    const checked = creditSettings.safeParse({
      ...SHIPPED_RULES.credit,
      new_customers: { ...SHIPPED_RULES.credit.new_customers, grades: [best] },
    });
    expect(checked.error?.issues[0]?.message).toMatch(/last grade begins at 0 points/);
  });
});

describe('what a proposed limit is said to follow from', () => {
  const reasons = (over: Partial<LimitInputs>) => proposeLimit(inputs(over), SETTINGS)?.reasons;

  it('names neither score nor payments where both ask for nothing', () => {
    expect(reasons({})).toEqual(['steady']);
  });

  it('names nothing that holds a rise back where no rise is asked for', () => {
    expect(reasons({ oldestDays: 31 })).toEqual(['steady']);
    expect(reasons({ exposure: new Decimal(0) })).toEqual(['steady']);
  });

  it('goes by the one that is known, and says so where neither is', () => {
    expect(reasons({ score: null, paymentRatePct: 80 })).toEqual(['pays_badly']);
    expect(reasons({ score: 45, paymentRatePct: null })).toEqual(['risk_score_bad']);
    expect(reasons({ score: null, paymentRatePct: null })).toEqual(['nothing_known', 'steady']);
  });

  it('holds a rise back from the day after the last allowed, and from use below the share', () => {
    expect(reasons({ score: 5, oldestDays: 30 })).toEqual(['risk_score_good']);
    expect(reasons({ score: 5, oldestDays: 31 })).toEqual(['risk_score_good', 'overdue_no_rise', 'steady']);
    expect(reasons({ score: 5, oldestDays: null })).toEqual(['risk_score_good']);
    expect(reasons({ score: 5, exposure: new Decimal(3_000) })).toEqual(['risk_score_good']);
    expect(reasons({ score: 5, exposure: new Decimal('2999.99') })).toEqual([
      'risk_score_good',
      'little_used_no_rise',
      'steady',
    ]);
  });

  it('rounds to the step on the side of the limit now, and not at all without a step', () => {
    const proposed = (current: string, score: number, round_to: string) =>
      proposeLimit(inputs({ current: new Decimal(current), score }), { ...SETTINGS, round_to })?.proposed.toFixed();
    expect(proposed('1234', 45, '100')).toBe('1200');
    expect(proposed('1290', 45, '100')).toBe('1200');
    expect(proposed('5001', 25, '100')).toBe('5500');
    expect(proposed('1234', 45, '0')).toBe('1110.6');
  });
});
