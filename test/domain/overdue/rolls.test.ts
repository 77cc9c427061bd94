import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AgeBucket, LedgerRowOf } from '../../../core/contracts/ledger-rows.ts';
import { Decimal } from '../../../core/domain/decimal.ts';
import { addMonths, monthsBetween } from '../../../core/domain/month.ts';
import { ageingAt, ageingMonths, totalOpen } from '../../../core/domain/overdue/ageing.ts';
import { expectedCash } from '../../../core/domain/overdue/cash-expectation.ts';
import { expectedLoss } from '../../../core/domain/overdue/expected-loss.ts';
import { eachState, exposureOf, pooled, rollShare, rollTables } from '../../../core/domain/overdue/roll-rates.ts';

type Flow = LedgerRowOf<'overdue_ageing'>;
const PERIOD = '2024-06';
const MONTHS = monthsBetween(addMonths(PERIOD, -11), PERIOD);

function flow(month: string, from: Flow['from_bucket'], to: Flow['to_bucket'], amount: string): Flow {
  return { month, from_bucket: from, to_bucket: to, amount, invoices: 1 };
}

/** Every month: half of each bucket rolls on, half is collected; of what is late a tenth is collected and a tenth credited. */
function steadyMonth(month: string): Flow[] {
  const rolls: [AgeBucket, AgeBucket][] = [
    ['current', '1_30'],
    ['1_30', '31_60'],
    ['31_60', '61_90'],
    ['61_90', '91_120'],
  ];
  return [
    flow(month, 'new', 'current', '1000'),
    ...rolls.flatMap(([from, to]) => [flow(month, from, to, '50'), flow(month, from, 'collected', '50')]),
    flow(month, '91_120', 'over_120', '40'),
    flow(month, 'over_120', 'over_120', '40'),
    flow(month, 'over_120', 'collected', '10'),
    flow(month, 'over_120', 'credited', '10'),
  ];
}

const steady = MONTHS.flatMap(steadyMonth);
const only = (state: 'current' | '1_30' | '31_60' | '61_90' | 'late', amount: string) =>
  eachState((each) => new Decimal(each === state ? amount : 0));

describe('the ageing of a month end', () => {
  it('adds up where things are, wherever they came from', () => {
    const ageing = ageingAt(steady, PERIOD);
    expect(ageing.current).toEqual({ amount: new Decimal(1000), invoices: 1 });
    expect(ageing.over_120).toEqual({ amount: new Decimal(80), invoices: 2 });
    expect(totalOpen(ageing).toFixed()).toBe('1280');
  });

  it('is shown for the last twelve months that the ledger covers', () => {
    expect(ageingMonths(steady, PERIOD).map(({ month }) => month)).toEqual(MONTHS);
    expect(ageingMonths(steadyMonth('2024-05'), PERIOD).map(({ month }) => month)).toEqual(['2024-05', '2024-06']);
  });
});

describe('roll rates', () => {
  it('are parts of what was there a month before, over the last twelve months', () => {
    const older = [...steadyMonth('2023-06'), flow('2023-06', 'current', '1_30', '1000000')];
    const all = pooled(rollTables([...older, ...steady], PERIOD));
    expect(rollShare(all.current, '1_30')?.toNumber()).toBe(0.5);
    expect(rollShare(all['61_90'], 'late')?.toNumber()).toBe(0.5);
    expect(rollShare(all.late, 'late')?.toNumber()).toBe(0.8);
  });

  it('are unknown for a place where nothing ever was', () => {
    const all = pooled(rollTables([flow(PERIOD, 'current', 'collected', '10')], PERIOD));
    expect(rollShare(all['31_60'], 'collected')).toBeNull();
  });
});

describe('the expected loss of six months', () => {
  const tables = rollTables(steady, PERIOD);

  it('is exposure × the chance of becoming late × what is then not collected in a year', () => {
    const lossGivenLate = 1 - 0.1 * ((1 - 0.8 ** 12) / (1 - 0.8));
    const found = expectedLoss(tables, only('1_30', '1000'));
    expect(found.lossGivenLate?.toNumber()).toBeCloseTo(lossGivenLate, 12);
    expect(found.reach['1_30']?.toNumber()).toBeCloseTo(0.125, 12);
    expect(found.reach.current?.toNumber()).toBeCloseTo(0.0625, 12);
    expect(found.reach.late?.toNumber()).toBe(1);
    expect(found.expected.value?.toNumber()).toBeCloseTo(1000 * 0.125 * lossGivenLate, 9);
  });

  it('has no spread where every month was like the others, and one where they were not', () => {
    const same = expectedLoss(tables, only('current', '1000'));
    expect(same.p10.value?.toFixed(6)).toBe(same.expected.value?.toFixed(6));
    expect(same.p90.value?.toFixed(6)).toBe(same.expected.value?.toFixed(6));
    const worse = MONTHS.slice(6).map((month) => flow(month, 'current', '1_30', '300'));
    const mixed = expectedLoss(rollTables([...steady, ...worse], PERIOD), only('current', '1000'));
    expect(mixed.p10.value?.lt(mixed.p90.value ?? 0)).toBe(true);
  });

  it('is the same each time', () => {
    const uneven = rollTables([...steady, flow('2024-03', '31_60', '61_90', '70')], PERIOD);
    expect(expectedLoss(uneven, only('current', '99.99'))).toEqual(expectedLoss(uneven, only('current', '99.99')));
  });

  it('is 0 where nothing ever grew old, though nobody knows what would come of it', () => {
    const rows = MONTHS.flatMap((month) => [
      flow(month, 'current', 'collected', '9'),
      flow(month, 'current', 'current', '1'),
    ]);
    const found = expectedLoss(rollTables(rows, PERIOD), only('current', '1000'));
    expect([found.p10, found.expected, found.p90].map(({ value }) => value?.toNumber())).toEqual([0, 0, 0]);
    expect(found.lossGivenLate).toBeNull();
  });

  it('is not given for what the books have never seen roll, nor for fewer than six months', () => {
    const rows = MONTHS.map((month) => flow(month, 'current', '1_30', '10'));
    expect(expectedLoss(rollTables(rows, PERIOD), only('1_30', '10')).expected).toEqual({
      value: null,
      reason: 'no_history',
    });
    expect(expectedLoss(tables.slice(0, 5), only('1_30', '10')).p90).toEqual({ value: null, reason: 'no_history' });
  });

  it('is at most what is open and grows with it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 5, maxLength: 5 }), (amounts) => {
        const exposure = (factor: number) => {
          const [current = 0, first = 0, second = 0, third = 0, late = 0] = amounts;
          const state = { current, '1_30': first, '31_60': second, '61_90': third, late };
          return eachState((each) => new Decimal(state[each] * factor));
        };
        const total = amounts.reduce((sum, amount) => sum + amount, 0);
        const once = expectedLoss(tables, exposure(1)).expected.value ?? new Decimal(-1);
        expect(once.gte(0) && once.lte(total)).toBe(true);
        expect(expectedLoss(tables, exposure(2)).expected.value?.toFixed(9)).toBe(once.times(2).toFixed(9));
      }),
      { numRuns: 10 },
    );
  });
});

describe('the cash expected of what is open', () => {
  it('comes in as it did over the year before', () => {
    const found = expectedCash(rollTables(steady, PERIOD), only('61_90', '1000'), PERIOD);
    // Half at once; the other half is late, of which a tenth comes in each month and eight tenths stay.
    expect(found.value?.map(({ month, amount }) => [month, amount.toFixed(2)])).toEqual([
      ['2024-07', '500.00'],
      ['2024-08', '50.00'],
      ['2024-09', '40.00'],
      ['2024-10', '32.00'],
      ['2024-11', '25.60'],
      ['2024-12', '20.48'],
    ]);
  });

  it('is not given where the money would pass through what the books have never seen', () => {
    const rows = MONTHS.map((month) => flow(month, 'current', '1_30', '10'));
    expect(expectedCash(rollTables(rows, PERIOD), exposureOf(ageingAt(rows, PERIOD)), PERIOD)).toEqual({
      value: null,
      reason: 'no_history',
    });
  });
});
