import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { customer, QueryLab } from './query-lab.ts';

let lab: QueryLab;
beforeAll(async () => {
  lab = await QueryLab.open();
});
afterAll(() => lab.close());

interface Sampled {
  readonly group: 'high_risk' | 'normal';
  /** In cents, so that the reference sorts integers. */
  readonly cents: number;
}

/** Few distinct values, so that ties are common, now and then large ones. */
const sampled: fc.Arbitrary<Sampled> = fc.record({
  group: fc.constantFrom('high_risk', 'normal'),
  cents: fc.oneof(fc.integer({ min: -3, max: 12 }), fc.integer({ min: -1_000_000, max: 1_000_000_000_000 })),
});

describe('profile_summary against a plain computation', () => {
  it('agrees on sums, order statistics, mid-ranks and ties', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sampled, { minLength: 1, maxLength: 60 }), async (customers) => {
        await lab.fill({
          customer_month: customers.map(({ group, cents }, index) =>
            customer(`c${index}`, group === 'high_risk' ? 50 : 90, 20000, { avg_invoice_amount: amount(cents) }),
          ),
        });
        const rows = (await lab.rows('profile_summary')).filter(({ measure }) => measure === 'avg_invoice_amount');
        expect(rows).toEqual((['high_risk', 'normal'] as const).flatMap((group) => reference(customers, group)));
      }),
      { numRuns: 40 },
    );
  });

  it('agrees on the bins, whatever the edges', async () => {
    const edges = fc.uniqueArray(fc.integer({ min: -5, max: 15 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.array(sampled, { maxLength: 40 }), edges, async (customers, lifespan_days) => {
        await lab.fill({
          customer_month: customers.map(({ group, cents }, index) =>
            customer(`c${index}`, group === 'high_risk' ? 50 : 90, 20000, { lifespan_days: cents }),
          ),
        });
        const rows = await lab.rows('profile_bins', {
          profile_bins: { lifespan_days, total_invoices: [], avg_invoice_amount: [] },
        });
        const expected = lifespan_days
          .toSorted((a, b) => a - b)
          .flatMap((edge) =>
            (['high_risk', 'normal'] as const).map((group) => ({
              measure: 'lifespan_days',
              edge: `${edge}.000000`,
              risk_group: group,
              at_or_above: customers.filter((one) => one.group === group && one.cents >= edge).length,
            })),
          );
        expect(rows).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });
});

/** What the query should say of one group, by counting pairs instead of ranking. */
function reference(customers: readonly Sampled[], group: Sampled['group']) {
  const own = customers.filter((one) => one.group === group).map(({ cents }) => cents);
  if (own.length === 0) return [];
  const sorted = own.toSorted((a, b) => a - b);
  const at = (position: number) => measure(sorted[position] ?? Number.NaN);
  const quartiles = [1, 2, 3].flatMap((quarter) => {
    const position = ((sorted.length - 1) * quarter) / 4;
    return [
      [`q${quarter}_low`, at(Math.floor(position))],
      [`q${quarter}_high`, at(Math.ceil(position))],
    ];
  });
  const all = customers.map(({ cents }) => cents);
  const midRank = (value: number) =>
    all.filter((other) => other < value).length + (all.filter((other) => other === value).length + 1) / 2;
  const ties = [...Map.groupBy(all, (value) => value).values()].map((run) => run.length ** 3 - run.length);
  return [
    {
      measure: 'avg_invoice_amount',
      risk_group: group,
      n: sorted.length,
      total: measure(sorted.reduce((sum, value) => sum + value, 0)),
      minimum: at(0),
      maximum: at(sorted.length - 1),
      ...Object.fromEntries(quartiles),
      rank_sum: own.reduce((sum, value) => sum + midRank(value), 0).toFixed(1),
      tie_term: String(ties.reduce((sum, tie) => sum + tie, 0)),
    },
  ];
}

const amount = (cents: number): string => new Decimal(cents).div(100).toFixed(2);
const measure = (cents: number): string => new Decimal(cents).div(100).toFixed(12);
