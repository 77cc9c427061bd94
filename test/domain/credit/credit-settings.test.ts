import { describe, expect, it } from 'vitest';
import { creditSettings } from '../../../core/domain/credit/settings.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const shipped = SHIPPED_RULES.credit;
const [best, ...others] = shipped.new_customers.grades;
const withLimits = (limits: object) => ({ ...shipped, limits: { ...shipped.limits, ...limits } });
const withGrades = (grades: readonly unknown[]) => ({
  ...shipped,
  new_customers: { ...shipped.new_customers, grades },
});
const allows = (settings: unknown): boolean => creditSettings.safeParse(settings).success;

/** What is said of settings that can't be. */
const said = (settings: unknown): string =>
  creditSettings
    .safeParse(settings)
    .error?.issues.map(({ message }) => message)
    .join('\n') ?? '';

describe('settings that can’t be', () => {
  it('are answered with examples that can', () => {
    const rising = [
      [0, -5],
      [10, 5],
    ];
    const wrong = [
      { by_score: rising, by_payment_rate: rising },
      {
        by_score: rising.map(([from = 0, change = 0]) => [from, -change]),
        by_payment_rate: rising.map(([from = 0, change = 0]) => [from, -change]),
      },
    ];
    const examples = wrong.map((limits) => {
      const [name, list] = /(falling|rising): (\[\[.*\]\])$/.exec(said(withLimits(limits)))?.slice(1) ?? [];
      return [name, JSON.parse(list ?? 'null')];
    });
    expect(examples.map(([name]) => name)).toEqual(['falling', 'rising']);
    expect(allows(withLimits({ by_score: examples[0]?.[1], by_payment_rate: examples[1]?.[1] }))).toBe(true);
    const amounts = / such as (\d+) or "([\d.]+)"$/.exec(said(withLimits({ round_to: 'ten' })))?.slice(1) ?? [];
    expect(amounts.map((round_to) => allows(withLimits({ round_to })))).toEqual([true, true]);
  });

  it('name the key of a grade that is out of order, or of what is missing at the end', () => {
    expect(said(withGrades([...others, best]))).toContain('best first: points_from falls');
    expect(said(withGrades([best]))).toContain('the last grade begins at 0 points');
  });
});

describe('the settings of the credit policy', () => {
  it.each([15000, '15000', '15000.00', 0, '0.5'])('take %j for an amount', (amount) => {
    expect(allows(withLimits({ round_to: amount }))).toBe(true);
  });

  it.each(['x100', '100x', '100.', '.5', '-1', -1, '1e3', '', '1.5.5', '1.x'])('take no %j for an amount', (amount) => {
    expect(allows(withLimits({ round_to: amount }))).toBe(false);
  });

  it.each([
    ['one step', [[0, 5]], true],
    [
      'the same change twice',
      [
        [0, 5],
        [10, 5],
      ],
      true,
    ],
    [
      'the same value twice',
      [
        [0, 5],
        [0, 4],
      ],
      false,
    ],
    [
      'values that fall',
      [
        [10, 5],
        [0, 4],
      ],
      false,
    ],
    [
      'a change that rises',
      [
        [0, 5],
        [10, 6],
      ],
      false,
    ],
    ['no step', [], false],
    ['more than all', [[0, 101]], false],
    ['less than nothing left', [[0, -101]], false],
  ])('of changes by score, which only fall, take %s: %j', (_, by_score, allowed) => {
    expect(allows(withLimits({ by_score }))).toBe(allowed);
  });

  it.each([
    [
      'the same change twice',
      [
        [0, 5],
        [10, 5],
      ],
      true,
    ],
    [
      'a change that falls',
      [
        [0, 5],
        [10, 4],
      ],
      false,
    ],
    [
      'the same value twice',
      [
        [0, 4],
        [0, 5],
      ],
      false,
    ],
  ])('of changes by payment rate, which only rise, take %s: %j', (_, by_payment_rate, allowed) => {
    expect(allows(withLimits({ by_payment_rate }))).toBe(allowed);
  });

  it('want grades best first, the last from nothing, so that everybody has one', () => {
    expect(allows(withGrades([best, ...others]))).toBe(true);
    expect(allows(withGrades([best]))).toBe(false);
    expect(allows(withGrades([...others, best]))).toBe(false);
    expect(allows(withGrades([best, best, ...others]))).toBe(false);
    expect(allows(withGrades([]))).toBe(false);
    expect(allows(withGrades([...others].slice(-1)))).toBe(true);
  });

  it.each([
    ['max_up_pct', 101],
    ['max_down_pct', -1],
    ['no_rise_overdue_days', -1],
    ['no_rise_overdue_days', 1.5],
    ['in_months', [0]],
    ['in_months', [13]],
    ['in_months', []],
    ['first_months_of_purchases', 61],
    ['first_months_of_purchases', -1],
    ['surprise', 1],
  ])('of limits take no %s of %j', (name, value) => {
    expect(allows(withLimits({ [name]: value }))).toBe(false);
  });

  it('know months to the next look between one and 36', () => {
    for (const tier of ['strategic_retention', 'focused_monitoring', 'active_collection', 'normal', 'over_limit']) {
      const within = (months: number) =>
        allows({ ...shipped, review_in_months: { ...shipped.review_in_months, [tier]: months } });
      expect([0, 1, 36, 37].map(within), tier).toEqual([false, true, true, false]);
    }
  });

  it('know late interest from nothing to a thousand percent, or none', () => {
    const within = (late_interest_pct_per_year: unknown) => allows({ ...shipped, late_interest_pct_per_year });
    expect([null, 0, 8, 1000, -0.1, 1000.1].map(within)).toEqual([true, true, true, true, false, false]);
  });

  it('of clauses know rates, days of grace and fees within reason', () => {
    const within = (clause: object) => allows({ ...shipped, clauses: { ...shipped.clauses, ...clause } });
    expect(within({ rate_cap_pct_per_year: 1000, max_grace_days: 365, cost_of_money_pct_per_year: 100 })).toBe(true);
    expect(within({ rate_cap_pct_per_year: 0, max_grace_days: 0, cost_of_money_pct_per_year: 0 })).toBe(true);
    const out = [
      { rate_cap_pct_per_year: 1001 },
      { rate_cap_pct_per_year: -1 },
      { max_grace_days: 366 },
      { max_grace_days: -1 },
      { cost_of_money_pct_per_year: 101 },
      { max_fee: 'free' },
      { cap_required: 'yes' },
    ];
    expect(out.map(within)).toEqual(out.map(() => false));
  });

  it('of new customers know full years and references, and terms up to a year', () => {
    const within = (rules: object) => allows({ ...shipped, new_customers: { ...shipped.new_customers, ...rules } });
    expect([1, 100, 0.5, 101].map((full_years) => within({ full_years }))).toEqual([true, true, false, false]);
    expect([1, 20, 0, 21].map((full_references) => within({ full_references }))).toEqual([true, true, false, false]);
    const terms = (terms_days: number) => allows(withGrades([{ ...best, terms_days }, ...others]));
    expect([0, 365, 366, -1].map(terms)).toEqual([true, true, false, false]);
  });
});
