import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LedgerRowOf } from '../../../core/contracts/ledger-rows.ts';
import { countbackDays, indicatorMonths, indicatorsAt } from '../../../core/domain/overdue/indicators.ts';

function month(name: string, more: Partial<LedgerRowOf<'kpi_receivables'>> = {}): LedgerRowOf<'kpi_receivables'> {
  return {
    month: name,
    invoiced: '300',
    credit_notes: '0',
    cash_applied: '0',
    credit_applied: '0',
    receivables: '400',
    overdue: '100',
    credit_on_account: '25',
    invoiced_90d: '1000',
    credit_notes_90d: '100',
    ...more,
  };
}

describe('the indicators of a month end', () => {
  const rows = [month('2024-05', { receivables: '500' }), month('2024-06')];

  it('follow their definitions', () => {
    const found = indicatorsAt(rows, '2024-06');
    expect(found.dso.value?.toNumber()).toBe(40);
    expect(found.bestPossibleDso.value?.toNumber()).toBe(30);
    expect(found.averageDaysDelinquent.value?.toNumber()).toBe(10);
    // (500 + 300 − 400) ÷ (500 + 300 − 300)
    expect(found.collectionEffectivenessPct.value?.toNumber()).toBe(80);
    expect(found.percentCurrent.value?.toNumber()).toBe(75);
    expect(found.creditOnAccount.value?.toFixed(2)).toBe('25.00');
  });

  it('start from nothing in the first month of the ledger', () => {
    expect(indicatorsAt(rows.slice(1), '2024-06').collectionEffectivenessPct).toEqual({
      value: null,
      reason: 'zero_denominator',
    });
    const first = [month('2024-06', { invoiced: '800' })];
    expect(indicatorsAt(first, '2024-06').collectionEffectivenessPct.value?.toNumber()).toBe(80);
  });

  it('are not made up where nothing was sold or nothing is open', () => {
    const none = indicatorsAt([month('2024-06', { receivables: '0', overdue: '0', invoiced_90d: '100' })], '2024-06');
    expect(none.dso).toEqual({ value: null, reason: 'zero_denominator' });
    expect(none.averageDaysDelinquent).toEqual({ value: null, reason: 'zero_denominator' });
    expect(none.percentCurrent).toEqual({ value: null, reason: 'zero_denominator' });
    expect(indicatorsAt(rows, '2024-07').dso).toEqual({ value: null, reason: 'no_history' });
  });

  it('are shown for twelve months at most, the thirteenth only lends its closing balance', () => {
    const names = [
      '2023-06',
      '2023-07',
      '2023-08',
      '2023-09',
      '2023-10',
      '2023-11',
      '2023-12',
      '2024-01',
      '2024-02',
      '2024-03',
    ];
    const year = [...names, '2024-04', '2024-05', '2024-06'].map((name) => month(name));
    expect(indicatorMonths(year).map((each) => each.month)).toEqual(year.slice(1).map((each) => each.month));
    expect(indicatorMonths(year.slice(-2)).map((each) => each.month)).toEqual(['2024-05', '2024-06']);
  });
});

describe('count-back days of sales', () => {
  const counted = (receivables: string, invoiced: readonly [string, string][]) =>
    countbackDays(invoiced.map(([name, amount]) => ({ month: name, invoiced: amount, receivables }))).value?.toNumber();

  it('are the days of the months that make up what is open, the last in proportion', () => {
    expect(
      counted('400', [
        ['2024-06', '300'],
        ['2024-05', '200'],
      ]),
    ).toBe(30 + 31 / 2);
  });

  it('count the days of a month without an invoice', () => {
    expect(
      counted('400', [
        ['2024-06', '300'],
        ['2024-05', '0'],
        ['2024-04', '100'],
      ]),
    ).toBe(30 + 31 + 30);
  });

  it('know February of a leap year', () => {
    expect(counted('1', [['2024-02', '2']])).toBe(14.5);
  });

  it('are 0 where nothing is open, and unknown where the ledger does not reach back far enough', () => {
    expect(countbackDays([]).value?.toNumber()).toBe(0);
    expect(countbackDays([{ month: '2024-06', invoiced: '10', receivables: '11' }])).toEqual({
      value: null,
      reason: 'no_history',
    });
  });

  it('grow with what is open', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (a, b) => {
        const months: [string, string][] = [
          ['2024-06', '100'],
          ['2024-05', '300'],
          ['2024-04', '600'],
        ];
        const days = (open: number) => counted(String(open), months) ?? Number.NaN;
        expect(Math.sign(days(a) - days(b))).toBe(Math.sign(a - b));
      }),
    );
  });
});
