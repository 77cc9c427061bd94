import { beforeEach, describe, expect, it } from 'vitest';
import type { Alerts } from '../../../core/domain/early-warning/alerts.ts';
import { backTest } from '../../../core/domain/early-warning/back-test.ts';
import type { WalkForward } from '../../../core/domain/early-warning/walk-forward.ts';
import { EVENT, NO_DAYS, WarningTable } from '../../../core/domain/early-warning/warning-table.ts';
import { plainPortfolio } from './book-facts.ts';
import { rulesFor } from './monthly-book.ts';

const rules = rulesFor({});
/** Five customers in each of two months, in no order of their scores. */
const SCORES = [30, 95, 60, 80, 50, 10, 40, 20, 90, 70];
const MEAN_DAYS = [5, 1, 2, 3, 4, 9, 1, 8, 2, 3];
const EVENTS = [1, 4, 7];

describe('the back-test of two months', () => {
  let table: WarningTable;
  let alerts: Alerts;
  let walk: WalkForward;
  beforeEach(() => {
    table = new WarningTable([plainPortfolio(101, 5), plainPortfolio(102, 5)], rules, 102);
    table.rows = 10;
    SCORES.forEach((_, row) => {
      table.month[row] = row < 5 ? 101 : 102;
      table.meanDaysLate[row] = MEAN_DAYS[row] ?? 0;
      table.event[row] = EVENTS.includes(row) ? EVENT.late30 : 0;
      table.lateDays[row] = EVENTS.includes(row) ? 12 : NO_DAYS;
    });
    alerts = { reasons: Uint8Array.of(1, 1, 1, 0, 0, 0, 0, 0, 0, 0), since: new Int32Array(10).fill(101) };
    const ruled = { model: 'dynamic' as const, card: null, contest: null, judged: true };
    walk = {
      months: [
        { ...ruled, monthIndex: 101 },
        { ...ruled, monthIndex: 102 },
      ],
      scores: Uint16Array.from(SCORES, (score) => score * 100),
      rowsOf: [Uint32Array.of(0, 1, 2, 3, 4), Uint32Array.of(5, 6, 7, 8, 9)],
    };
  });
  const tested = () => backTest(table, walk, alerts, rules.early_warning);

  it('has an AUC over all pairs of both months, and one of each month by itself', () => {
    // The 95 is above all seven others, the 50 above 30, 10 and 40, the 20 above 10.
    const found = tested();
    expect(found.score.auc).toBeCloseTo(11 / 21, 12);
    expect(found.byMonth.map(({ auc }) => auc)).toEqual([4 / 6, 1 / 4]);
    expect(found.byMonth.map(({ customers, events, hits, slots }) => [customers, events, hits, slots])).toEqual([
      [5, 2, 1, 1],
      [5, 1, 0, 1],
    ]);
  });

  it('has intervals from months drawn again: the first twice, the second twice, or each once', () => {
    const { score, gainOverMeanDaysLate } = tested();
    expect(score.aucInterval).toEqual({ low: 1 / 4, high: 4 / 6 });
    // One event in the first month’s decile where two of five are expected to have one; none in the second’s.
    expect(score.liftInterval).toEqual({ low: 0, high: 2.5 });
    // By mean days late the AUCs are 2 of 6, 3 of 4, and 11½ of 21 over both.
    expect(gainOverMeanDaysLate?.auc).toBeCloseTo(-0.5 / 21, 12);
    expect(gainOverMeanDaysLate?.interval?.low).toBeCloseTo(-1 / 2, 12);
    expect(gainOverMeanDaysLate?.interval?.high).toBeCloseTo(1 / 3, 12);
  });

  it('puts customers into tenths by their scores, wherever they stand in the books', () => {
    const { gains } = tested();
    const none = { customers: 0, events: 0 };
    const two = (events: number) => ({ customers: 2, events });
    expect(gains).toEqual([two(1), none, two(0), none, two(0), none, two(2), none, two(0), none]);
  });

  it('tells alerts that were right from those that were not', () => {
    const { alerts: worth, byMonth } = tested();
    expect(worth).toMatchObject({ alerted: 3, right: 1, events: 3 });
    expect(byMonth.map(({ alerted, right }) => [alerted, right])).toEqual([
      [3, 1],
      [0, 0],
    ]);
  });

  it('has no gain where there was no event, and no days ahead', () => {
    table.event.fill(0);
    const found = tested();
    expect([found.score.auc, found.gainOverOverdueShare, found.gainOverMeanDaysLate]).toEqual([null, null, null]);
    expect([found.score.leadDaysMedian, found.alerts.leadDaysMedian]).toEqual([null, null]);
  });
});
