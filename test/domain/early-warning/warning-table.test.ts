import { describe, expect, it } from 'vitest';
import { PARTS } from '../../../core/domain/early-warning/factors.ts';
import { readFacts, WarningTable } from '../../../core/domain/early-warning/warning-table.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';
import { factsText, type Known, plainPortfolio } from './book-facts.ts';

const read = (text: string, length: number) => {
  const into = new Float64Array(length).fill(-7);
  readFacts(text, into);
  return [...into];
};

describe('the facts of a row', () => {
  it('are numbers between commas, to the last one', () => {
    expect(read('1,20,-3.5', 3)).toEqual([1, 20, -3.5]);
    expect(read('12,3', 2)).toEqual([12, 3]);
    expect(read('8', 1)).toEqual([8]);
  });

  it('are not known where nothing is between two commas, or the row ends', () => {
    expect(read(',2,', 3)).toEqual([Number.NaN, 2, Number.NaN]);
    expect(read('1,2', 4)).toEqual([1, 2, Number.NaN, Number.NaN]);
    expect(read('', 1)).toEqual([Number.NaN]);
  });
});

describe('the table of customer-months', () => {
  const MONTH = 24_300;
  const points = Object.fromEntries(
    PARTS.map((part) => [
      part,
      part === 'composite'
        ? [
            [20, 6],
            [50, 9],
          ]
        : part === 'waiting_invoice'
          ? [[5, 2]]
          : [],
    ]),
  ) as typeof SHIPPED_RULES.early_warning.points;
  const rules = { ...SHIPPED_RULES, early_warning: { ...SHIPPED_RULES.early_warning, base: 30, points } };
  const filled = (...customers: (readonly [id: string, known: Known])[]) => {
    const table = new WarningTable([plainPortfolio(MONTH, 2)], rules, MONTH);
    for (const [id, known] of customers) table.add(id, factsText({ month_index: MONTH, ...known }));
    return table;
  };

  it('has room for the customers of its months, and takes no more', () => {
    const table = filled(['a', {}], ['b', {}], ['c', {}]);
    expect([table.rows, table.ids, table.latest.map(({ row }) => row)]).toEqual([2, ['a', 'b'], [0, 1]]);
  });

  it('scores the composite score by its own value, and each factor by its own', () => {
    // 100 − 40 is in the second class; waiting for 5 days as well in its one.
    const table = filled(['a', { payment_rate_pct: 40, waiting_days: 5 }], ['b', { payment_rate_pct: 75 }]);
    expect([...table.dynamic]).toEqual([3000 + 900 + 200, 3000 + 600]);
    expect([...(table.classes[0] ?? [])]).toEqual([2, 1]);
    expect([...(table.classes[PARTS.indexOf('waiting_invoice')] ?? [])]).toEqual([1, 0]);
    expect(table.latest.map(({ composite }) => composite)).toEqual([60, 25]);
  });

  it('has a mean of no days late where nothing was settled yet', () => {
    const table = filled(['a', { settled: 0, late_days: 0 }], ['b', { settled: 4, late_days: 30 }]);
    expect([...table.meanDaysLate]).toEqual([0, 7.5]);
  });

  it('tells an event on the first day from one whose day is not known, and knows nobody by name unless told', () => {
    const table = filled(['a', { event_late_30: 1, event_late_30_days: 1 }], ['b', { event_late_30: 1 }]);
    expect(table.lateDays[0]).toBe(1);
    expect(table.lateDays[1]).toBeLessThan(0);
    expect(table.latest[0]?.person).toEqual({ name: null, accountManager: null });
  });

  it('takes the same id in another currency for another customer, measured against that currency’s books', () => {
    const table = new WarningTable([plainPortfolio(MONTH, 3)], rules, MONTH);
    table.add('a', factsText({ month_index: MONTH }));
    table.beginScope([plainPortfolio(MONTH - 1, 1)]);
    table.add('a', factsText({ month_index: MONTH }));
    table.add('a', factsText({ month_index: MONTH - 1 }));
    expect([table.ids, [...table.customer.subarray(0, table.rows)]]).toEqual([
      ['a', 'a'],
      [0, 1],
    ]);
    expect(table.latest).toHaveLength(1);
  });
});
