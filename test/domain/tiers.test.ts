import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policyOf } from '../../core/domain/policy.ts';
import { tallyBy } from '../../core/domain/tally.ts';
import { assignLevels, levelOf, strategyOf, type TierInputs, unknownTiers } from '../../core/domain/tiers.ts';
import { rules } from '../figures/marts-rows.ts';

function customer(
  customerId: string,
  profitabilityTier: string | null,
  grossProfit: string | null = null,
  invoiceTotal: string | null = null,
): TierInputs {
  return {
    customer_id: customerId,
    profitability_tier: profitabilityTier,
    gross_profit: grossProfit,
    invoice_total: invoiceTotal,
  };
}

describe('profitability levels', () => {
  test.each([
    ['Highly Profitable', 'high'],
    ['Profitable', 'medium'],
    ['Break Even', 'low'],
    ['Loss Making', 'low'],
    ['Platinum', 'low'],
    ['constructor', 'low'],
    [null, 'low'],
  ])('%s is %s', (tier, level) => {
    expect(levelOf(tier, rules.profitability_levels)).toBe(level);
  });

  test('texts the settings do not list are named once', () => {
    expect(unknownTiers(['Zinc', 'High', null, 'Platinum', 'Zinc', '__proto__'], rules.profitability_levels)).toEqual([
      'Platinum',
      'Zinc',
      '__proto__',
    ]);
  });

  test.each([
    ['high', 'strategic_retention'],
    ['medium', 'focused_monitoring'],
    ['low', 'active_collection'],
  ] as const)('%s leads to %s', (level, strategy) => {
    expect(strategyOf(level)).toBe(strategy);
  });
});

describe('the second axis', () => {
  const tenth = (tier: string) => [
    ...Array.from({ length: 9 }, (_, i) => customer(`c${i}`, 'High', `${i}`, '10')),
    customer('x', tier, '5', '10'),
  ];

  test('stays the books’ tier while one level holds no more than 90 % of the group', () => {
    expect(assignLevels(tenth('Low'), rules).axis).toBe('profitability_tier');
  });

  test('becomes relative margin where one level holds more', () => {
    expect(assignLevels(tenth('Highly Profitable'), rules).axis).toBe('relative_margin');
  });

  test('divides by relative margin, not by amount', () => {
    const tiering = assignLevels(
      [customer('a', 'High', '90', '1000'), customer('b', 'High', '50', '100'), customer('c', 'High', '-5', '10')],
      rules,
    );
    expect(tiering).toEqual({ axis: 'relative_margin', levels: ['medium', 'high', 'low'] });
  });

  test.each([
    [1, ['high']],
    [2, ['high', 'medium']],
    [4, ['high', 'high', 'medium', 'low']],
    [5, ['high', 'high', 'medium', 'medium', 'low']],
    [7, ['high', 'high', 'high', 'medium', 'medium', 'low', 'low']],
  ])('%i customers divide as NTILE(3) would, ties by id', (n, expected) => {
    const customers = Array.from({ length: n }, (_, i) => customer(`c${i}`, 'High', '2', '3'));
    expect(assignLevels(customers, rules).levels).toEqual(expected);
    const shuffled = assignLevels(customers.toReversed(), rules).levels;
    expect(shuffled).toEqual(expected.toReversed());
  });

  test('breaks no tie that binary numbers would: 1/3 is 2/6 is 333…/999…', () => {
    const customers = [
      customer('b', 'High', '1', '3'),
      customer('a', 'High', '2', '6'),
      customer('c', 'High', '0.000001', '0.000003'),
    ];
    expect(assignLevels(customers, rules).levels).toEqual(['medium', 'high', 'low']);
  });

  test('puts customers without a margin last', () => {
    const customers = [customer('a', 'High'), customer('b', 'High', '-50', '10'), customer('c', 'High', '5', '0.00')];
    expect(assignLevels(customers, rules).levels).toEqual(['medium', 'high', 'low']);
  });

  test('puts a customer whose profit or whose invoices are not known last, behind any loss', () => {
    const customers = [
      customer('a', 'High', null, '10'),
      customer('b', 'High', '-90', '10'),
      customer('c', 'High', '5', null),
    ];
    expect(assignLevels(customers, rules).levels).toEqual(['medium', 'high', 'low']);
    const one = [customer('a', 'High', null, '10'), customer('b', 'High', '-90', '10')];
    expect(assignLevels(one, rules).levels).toEqual(['medium', 'high']);
  });

  test('tells margins apart that differ beyond the digits of binary numbers', () => {
    const margin = (id: string, last: string) =>
      customer(id, 'High', `1000000000000000000${last}`, '3000000000000000000');
    expect(assignLevels([margin('a', '1'), margin('b', '3'), margin('c', '2')], rules).levels).toEqual([
      'low',
      'high',
      'medium',
    ]);
    const loss = (id: string, last: string) =>
      customer(id, 'High', `-1000000000000000000${last}`, '3000000000000000000');
    expect(assignLevels([loss('a', '1'), loss('b', '3'), loss('c', '2')], rules).levels).toEqual([
      'high',
      'low',
      'medium',
    ]);
  });

  test('tells them apart in whatever order they come', () => {
    const margin = (id: string, last: string) =>
      customer(id, 'High', `1000000000000000000${last}`, '3000000000000000000');
    expect(assignLevels([margin('b', '3'), margin('a', '1')], rules).levels).toEqual(['high', 'medium']);
    expect(assignLevels([margin('a', '1'), margin('b', '3')], rules).levels).toEqual(['medium', 'high']);
  });

  test('knows equal margins of a heavy loss for equal, though binary numbers differ in the last digit', () => {
    // 297 = 3 × 99 and 21,087.000000000099 = 213.000000000001 × 99
    const customers = [
      customer('b', 'High', '-213.000000000001', '3'),
      customer('a', 'High', '-21087.000000000099', '297'),
    ];
    expect(assignLevels(customers, rules).levels).toEqual(['medium', 'high']);
  });

  test('gives every customer the same level whatever the order they come in', () => {
    const any = fc.array(fc.tuple(fc.option(fc.integer({ min: -9, max: 9 })), fc.integer({ min: 0, max: 3 })), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(any, fc.infiniteStream(fc.nat()), (pairs, order) => {
        const customers = pairs.map(([profit, total], i) =>
          customer(`c${i}`, 'High', profit === null ? null : `${profit}`, `${total}`),
        );
        const shuffled = customers
          .map((each) => ({ each, at: order.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ each }) => each);
        const byId = (of: readonly TierInputs[]) => {
          const { axis, levels } = assignLevels(of, rules);
          return [axis, ...of.map(({ customer_id }, i) => `${customer_id} ${levels[i]}`).sort()];
        };
        expect(byId(shuffled)).toEqual(byId(customers));
      }),
    );
  });

  test('stays the books’ tier where no margin is known, with a caveat', () => {
    expect(assignLevels([customer('a', null), customer('b', null)], rules)).toEqual({
      axis: 'profitability_tier',
      levels: ['low', 'low'],
      caveat: 'margin_unknown',
    });
  });

  test('of nobody is the books’ tier', () => {
    expect(assignLevels([], rules)).toEqual({ axis: 'profitability_tier', levels: [] });
  });

  test('thirds are balanced and ordered by margin', () => {
    const margins = fc.array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 1, max: 5 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(margins, (pairs) => {
        const customers = pairs.map(([profit, total], i) => customer(`c${i}`, 'High', `${profit}`, `${total}`));
        const { levels } = assignLevels(customers, rules);
        const sizes = ['high', 'medium', 'low'].map((level) => levels.filter((other) => other === level).length);
        expect(sizes).toEqual([2, 1, 0].map((more) => Math.floor((pairs.length + more) / 3)));
        const worst = {
          high: Number.POSITIVE_INFINITY,
          medium: Number.POSITIVE_INFINITY,
          low: Number.POSITIVE_INFINITY,
        };
        const best = { high: -100, medium: -100, low: -100 };
        pairs.forEach(([profit, total], i) => {
          const level = levels[i] ?? 'low';
          worst[level] = Math.min(worst[level], profit / total);
          best[level] = Math.max(best[level], profit / total);
        });
        expect(worst.high).toBeGreaterThanOrEqual(best.medium - 1e-12);
        expect(Math.min(worst.medium, worst.high)).toBeGreaterThanOrEqual(best.low - 1e-12);
      }),
    );
  });
});

describe('tallies', () => {
  test('partition the customers that have a key', () => {
    const customers = fc.array(
      fc.record({ outstanding: fc.bigInt({ min: 0n, max: 10n ** 20n }), key: fc.constantFrom('a', 'b', null) }),
    );
    fc.assert(
      fc.property(customers, (group) => {
        const tally = tallyBy(group, ({ key }) => key);
        const kept = group.filter(({ key }) => key !== null);
        expect(tally('a').count + tally('b').count).toBe(kept.length);
        expect(tally('a').outstanding + tally('b').outstanding).toBe(
          kept.reduce((sum, { outstanding }) => sum + outstanding, 0n),
        );
        expect(tally('c')).toEqual({ count: 0, outstanding: 0n });
      }),
    );
  });
});

describe('credit policy', () => {
  test('follows the band by the settings, and needs a score', () => {
    expect(policyOf('ge70', rules.policy)).toBe('freeze');
    expect(policyOf('lt50', rules.policy)).toBe('reminders');
    expect(policyOf(null, rules.policy)).toBeNull();
  });
});
