import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RowOf } from '../../core/contracts/rows.ts';
import { toExact } from '../../core/domain/exact.ts';
import { shareOfOutstanding, summariseSelection } from '../../core/domain/selection.ts';
import { spreadsheetSafe } from '../../core/domain/spreadsheet-safe.ts';

type Row = RowOf<'selection_summary'>;
const row = (
  risk_group: Row['risk_group'],
  customers: number,
  outstanding_total: string,
  sums: Partial<Row> = {},
): Row => ({
  risk_group,
  customers,
  outstanding_total,
  payment_rate_sum: '100',
  payment_rate_count: 2,
  credit_score_sum: '1500',
  credit_score_count: 3,
  stability_sum: '40',
  stability_count: 1,
  ...sums,
});
const value = (quantity: { value: { toNumber(): number } | null; reason?: string }) =>
  quantity.value?.toNumber() ?? quantity.reason;

describe('the selection', () => {
  const rows = [row('high_risk', 5, '250'), row('normal', 15, '750'), row('not_rated', 2, '99')];
  const balances = ['60', '50', '50', '50', '40'].map(toExact);

  test('says how many are high-risk, and how much of what is owed hangs on them', () => {
    const selection = summariseSelection(rows, balances);
    expect(selection).toMatchObject({ customers: 20, highRisk: { customers: 5 }, normal: { customers: 15 } });
    expect(selection.outstanding.toNumber()).toBe(1000);
    expect([value(selection.shareOfCustomersPct), value(selection.shareOfOutstandingPct)]).toEqual([25, 25]);
    expect(value(shareOfOutstanding(selection))).toBe(0.25);
  });

  test('leaves customers that are not rated out of both groups, and counts them', () => {
    const { notRated } = summariseSelection(rows, balances);
    expect([notRated.customers, notRated.outstanding.toNumber()]).toEqual([2, 99]);
    const none = summariseSelection(rows.slice(0, 2), balances).notRated;
    expect([none.customers, none.outstanding.toNumber()]).toEqual([0, 0]);
  });

  test('has means over the customers that have the input', () => {
    const { highRisk } = summariseSelection(rows, balances);
    expect([highRisk.paymentRateMean, highRisk.creditScoreMean, highRisk.stabilityMean].map(value)).toEqual([
      50, 500, 40,
    ]);
  });

  test('has no mean where nobody has the input', () => {
    const without = row('high_risk', 5, '250', {
      payment_rate_sum: null,
      credit_score_count: 0,
      stability_sum: null,
      stability_count: 0,
    });
    const { highRisk, normal } = summariseSelection([without], balances);
    const means = [highRisk.paymentRateMean, highRisk.creditScoreMean, highRisk.stabilityMean];
    expect(means.map(value)).toEqual(['missing_input', 'missing_input', 'missing_input']);
    expect(value(normal.stabilityMean)).toBe('no_normal');
  });

  test('of an empty group has no means and no top decile', () => {
    const selection = summariseSelection([row('high_risk', 0, '0'), row('normal', 15, '750')], []);
    expect(value(selection.highRisk.paymentRateMean)).toBe('no_high_risk');
    expect(value(selection.topDecileSharePct)).toBe('no_high_risk');
    expect(value(selection.topDecileOutstanding)).toBe(0);
    expect(value(selection.shareOfCustomersPct)).toBe(0);
  });

  test('of nobody has no shares', () => {
    const selection = summariseSelection([], []);
    expect(selection).toMatchObject({ customers: 0, highRisk: { customers: 0 } });
    const shares = [selection.shareOfCustomersPct, selection.shareOfOutstandingPct, shareOfOutstanding(selection)];
    expect(shares.map(value)).toEqual(['no_customers', 'no_customers', 'no_customers']);
    expect(value(selection.highRisk.paymentRateMean)).toBe('no_high_risk');
  });

  test('sums the largest tenth of the balances, rounded up', () => {
    const eleven = Array.from({ length: 11 }, (_, at) => toExact(String(20 - at)));
    const selection = summariseSelection([row('high_risk', 11, '165')], eleven);
    expect(value(selection.topDecileOutstanding)).toBe(39);
    expect(value(selection.topDecileSharePct)).toBeCloseTo((100 * 39) / 165, 10);
  });

  test('the top decile holds at least its share of the customers in money, and no more than all', () => {
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 20n }), { minLength: 1, maxLength: 60 }), (given) => {
        const descending = given.toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0));
        const { topDecileOutstanding } = summariseSelection([row('high_risk', given.length, '1')], descending);
        const total = Number(given.reduce((sum, each) => sum + each, 0n)) / 1e12;
        const top = topDecileOutstanding.value?.toNumber() ?? Number.NaN;
        expect(top).toBeLessThanOrEqual(total * (1 + 1e-12));
        expect(top * given.length).toBeGreaterThanOrEqual(total * Math.ceil(given.length / 10) * (1 - 1e-12));
      }),
    );
  });
});

describe('a cell for a spreadsheet', () => {
  test.each([
    '=1+1',
    '+cmd',
    '-2+3',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '-',
    '+1.',
    '-1e',
    '-1.5e+x',
    '--1',
    '+a1',
    '-1a',
    '-1.a',
  ])('%j is taken for text', (cell) => {
    expect(spreadsheetSafe(cell)).toBe(`'${cell}`);
  });

  test.each(['-1', '+1', '-12.50', '-1e5', '+1.25E-10', '12', '-12e+34', 'a=1', 'a-b', '', 'x@y', '1=1'])(
    '%j is left as it is',
    (cell) => {
      expect(spreadsheetSafe(cell)).toBe(cell);
    },
  );
});
