import { beforeAll, describe, expect, it } from 'vitest';
import type { Alerts } from '../../../core/domain/early-warning/alerts.ts';
import {
  type BackTest,
  backTest,
  daysBetweenMonthEnds,
  eventsOf,
} from '../../../core/domain/early-warning/back-test.ts';
import { PARTS } from '../../../core/domain/early-warning/factors.ts';
import { type Judgement, judge, topParts } from '../../../core/domain/early-warning/judgement.ts';
import { chanceOfScore } from '../../../core/domain/early-warning/points-card.ts';
import { type WalkForward, walkForward } from '../../../core/domain/early-warning/walk-forward.ts';
import { EVENT, NO_DAYS, WarningTable } from '../../../core/domain/early-warning/warning-table.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';
import { factsText, type Known, plainPortfolio } from './book-facts.ts';

const BOOTSTRAP = { draws: 100, seed: 1 };
/** One step a part, so that a fit is small. */
const POINTS = Object.fromEntries(
  PARTS.map((part) => [part, [[1, part === 'unpaid_months' ? 3 : 1]]]),
) as typeof SHIPPED_RULES.early_warning.points;
const settings = (over: Partial<typeof SHIPPED_RULES.early_warning>) => ({
  ...SHIPPED_RULES.early_warning,
  base: 65,
  points: POINTS,
  bootstrap: BOOTSTRAP,
  training: { months: 24, min_events: 3, sample: 1000, pull: 0.1 },
  ...over,
});
const rulesWith = (over: Partial<typeof SHIPPED_RULES.early_warning>) => ({
  ...SHIPPED_RULES,
  early_warning: settings(over),
});

/** Twelve customers in each of fifteen months: the half with a high class fails, and the dynamic score has it the wrong way round. */
function turnedBook(): WarningTable {
  const months = Array.from({ length: 15 }, (_, i) => i + 1);
  const table = new WarningTable(
    months.map((month) => plainPortfolio(month, 12)),
    rulesWith({}),
    15,
  );
  let row = 0;
  for (let customer = 0; customer < 12; customer += 1)
    for (const month of months) {
      const fails = customer < 6;
      table.customer[row] = customer;
      table.month[row] = month;
      table.event[row] = fails ? EVENT.late30 : 0;
      table.dynamic[row] = fails ? 1000 : 5000;
      const classes = table.classes[1];
      if (classes !== undefined) classes[row] = fails ? 1 : 0;
      row += 1;
    }
  table.rows = row;
  return table;
}
const RANGE = { first: 1, period: 15 };

describe('the walk through the months', () => {
  let walk: WalkForward;
  beforeAll(() => {
    walk = walkForward(turnedBook(), RANGE, settings({ model: 'auto' }));
  });

  it('judges months with half a year behind them and three months ahead', () => {
    expect(walk.months.filter(({ judged }) => judged).map(({ monthIndex }) => monthIndex)).toEqual([
      6, 7, 8, 9, 10, 11, 12,
    ]);
  });

  it('fits a card as soon as a judged month is closed, to nothing that was not closed then', () => {
    expect(walk.months.map(({ card }) => card && [card.from, card.to, card.customerMonths, card.events])).toEqual([
      ...Array.from({ length: 8 }, () => null),
      ...[6, 7, 8, 9, 10, 11, 12].map((to) => [6, to, 12 * (to - 5), 6 * (to - 5)]),
    ]);
    expect(walk.months.at(-1)?.card?.parts).toContain(PARTS[1]);
  });

  it('lets the fitted card rule once it has won on three closed months, and the scores are its own from then on', () => {
    expect(walk.months.map(({ model }) => model)).toEqual([
      ...Array.from({ length: 13 }, () => 'dynamic'),
      'fitted',
      'fitted',
    ]);
    expect(walk.months.map(({ contest }) => contest).slice(12)).toEqual([
      null,
      { months: 3, dynamicAuc: 0, fittedAuc: 1, error: 0 },
      { months: 4, dynamicAuc: 0, fittedAuc: 1, error: 0 },
    ]);
    // Rows of the first customer, who fails, and of the last, who does not; months 13 and 14.
    expect([walk.scores[12], walk.scores[11 * 15 + 12]]).toEqual([1000, 5000]);
    expect(walk.scores[13]).toBeGreaterThan(walk.scores[11 * 15 + 13] ?? 10_000);
  });

  it('never fits where the settings’ points rule, and always uses the card where it is to rule', () => {
    const dynamic = walkForward(turnedBook(), RANGE, settings({ model: 'dynamic' }));
    expect(
      dynamic.months.every(({ card, model, contest }) => card === null && model === 'dynamic' && contest === null),
    ).toBe(true);
    const fitted = walkForward(turnedBook(), RANGE, settings({ model: 'fitted' }));
    expect(fitted.months.map(({ model }) => model)).toEqual([
      ...Array.from({ length: 8 }, () => 'dynamic'),
      ...Array.from({ length: 7 }, () => 'fitted'),
    ]);
  });

  it('learns from the last months only, and from every second customer where there are too many', () => {
    const training = { months: 3, min_events: 3, sample: 18, pull: 0.1 };
    const last = walkForward(turnedBook(), RANGE, settings({ training })).months.at(-1)?.card;
    expect(last).toMatchObject({ from: 10, to: 12, customerMonths: 18, events: 9 });
  });

  it('has no card where events, or customers without one, are too few', () => {
    const card = (min_events: number) =>
      walkForward(turnedBook(), RANGE, settings({ training: { months: 24, min_events, sample: 1000, pull: 0.1 } }))
        .months[8]?.card;
    expect(card(6)).not.toBeNull();
    expect(card(7)).toBeNull();
  });
});

describe('the back-test of ten customers of December 2024', () => {
  const DECEMBER = 24_300;
  const SCORES = [95, 90, 85, 80, 75, 70, 60, 50, 40, 30];
  let table: WarningTable;
  let scores: Uint16Array;
  let alerts: Alerts;
  let walk: WalkForward;
  let found: BackTest;
  beforeAll(() => {
    table = new WarningTable([plainPortfolio(DECEMBER), plainPortfolio(DECEMBER + 1)], SHIPPED_RULES, DECEMBER + 1);
    scores = Uint16Array.from([...SCORES, ...SCORES], (score) => score * 100);
    alerts = { reasons: new Uint8Array(20), since: new Int32Array(20) };
    SCORES.forEach((_, row) => {
      table.month[row] = DECEMBER;
      table.openAmount[row] = 100;
      table.overdueShare[row] = row / 10;
      table.lateDays[row] = NO_DAYS;
    });
    table.event.set([EVENT.late30, 0, 0, 0, EVENT.slower]);
    table.lateDays[0] = 40;
    table.openAmount[4] = 300;
    alerts.reasons.set([1, 1]);
    alerts.since.set([DECEMBER - 2, DECEMBER]);
    table.rows = 20;
    const ruled = { model: 'dynamic' as const, card: null, contest: null };
    walk = {
      months: [
        { ...ruled, monthIndex: DECEMBER, judged: true },
        { ...ruled, monthIndex: DECEMBER + 1, judged: false },
      ],
      scores,
      rowsOf: [Uint32Array.from(SCORES.keys()), Uint32Array.from(SCORES.keys(), (i) => 10 + i)],
    };
    found = backTest(table, walk, alerts, settings({}));
  });

  it('counts the pairs that the score has in the right order, of the judged month only', () => {
    // The first event is above all eight others, the second above five.
    expect(found.score).toMatchObject({
      months: 1,
      auc: 13 / 16,
      precision: 1,
      lift: 5,
      aucInterval: null,
      liftInterval: null,
    });
    expect(found.score.leadDaysMedian).toBe(40);
    expect(found.overdueShare).toMatchObject({ auc: 3 / 16, precision: 0, leadDaysMedian: null });
    expect(found.gainOverOverdueShare).toEqual({ auc: 10 / 16, interval: null });
    // All are level in days late: a coin's toss.
    expect(found.meanDaysLate).toMatchObject({ auc: 0.5, lift: 1 });
    expect(found.gainOverMeanDaysLate?.auc).toBeCloseTo(5 / 16, 12);
  });

  it('says what the alerts were worth, and how long ahead they opened', () => {
    // Opened at the end of October, 61 days before December’s; the event came 40 days after that.
    expect(found.alerts).toEqual({
      alerted: 2,
      right: 1,
      events: 2,
      amountCovered: 100,
      amount: 400,
      leadDaysMedian: 101,
    });
    expect(found.byMonth).toEqual([
      { monthIndex: DECEMBER, customers: 10, events: 2, auc: 13 / 16, hits: 1, slots: 1, alerted: 2, right: 1 },
    ]);
  });

  it('draws the tenths and the classes of ten points', () => {
    expect(found.gains.map(({ customers, events }) => [customers, events])).toEqual(
      SCORES.map((_, i) => [1, i === 0 || i === 4 ? 1 : 0]),
    );
    expect(found.calibration.map(({ from, customers, events }) => [from, customers, events])).toEqual([
      [30, 1, 0],
      [40, 1, 0],
      [50, 1, 0],
      [60, 1, 0],
      [70, 2, 1],
      [80, 2, 0],
      [90, 2, 1],
    ]);
    expect(found.calibration[4]?.chance).toBeCloseTo((chanceOfScore(75) + 0.5) / 2, 12);
  });

  it('shares the events among equal scores, whatever their order', () => {
    const level = backTest(table, { ...walk, scores: scores.map(() => 10_000) }, alerts, settings({}));
    for (const { events } of level.gains) expect(events).toBeCloseTo(0.2, 12);
    expect(level.calibration).toMatchObject([{ from: 90, customers: 10, events: 2 }]);
    expect(level.score.leadDaysMedian).toBe((40 + 90) / 2);
  });

  it('tells a late invoice from a slowing down', () => {
    expect([eventsOf(table, 0), eventsOf(table, 1), eventsOf(table, 4)]).toEqual([
      { late30: true, slower: false },
      { late30: false, slower: false },
      { late30: false, slower: true },
    ]);
  });

  it('knows the calendar', () => {
    expect(daysBetweenMonthEnds(DECEMBER, DECEMBER + 3)).toBe(90);
    expect(daysBetweenMonthEnds(DECEMBER - 11, DECEMBER - 10)).toBe(29);
    expect(daysBetweenMonthEnds(DECEMBER, DECEMBER)).toBe(0);
  });
});

describe('the judgement of a period', () => {
  const PERIOD = 24_300;
  const rules = rulesWith({ model: 'dynamic' });
  const open = { open_amount: 500, overdue_amount: 0, open_invoices: 1, settled: 2, late_days: 10 };
  const unpaid = { ...open, overdue_amount: 500, overdue_invoices: 1, overdue_days: 20, unpaid_months: 2 };
  let table: WarningTable;
  let found: Judgement;
  beforeAll(() => {
    table = new WarningTable([plainPortfolio(PERIOD - 1), plainPortfolio(PERIOD)], rules, PERIOD);
    const add = (id: string, month: number, known: Known, name: string | null = null) =>
      table.add(id, factsText({ ...known, month_index: month }), { name, accountManager: null });
    add('ends', PERIOD - 1, unpaid);
    add('ends', PERIOD, open);
    add('gone', PERIOD - 1, unpaid);
    add('new', PERIOD - 1, open);
    add('new', PERIOD, unpaid, 'New Ltd');
    add('stays', PERIOD - 1, { ...unpaid, event_late_30: 1, event_late_30_days: 7, event_slower: 1 });
    add('stays', PERIOD, unpaid);
    add('nobody', PERIOD + 5, unpaid);
    found = judge(table, { first: PERIOD - 20, period: PERIOD }, rules);
  });

  it('alerts who opens and who stays, and says who is closed: bettered, or with nothing open any more', () => {
    expect(
      found.customers.map(({ customer_id, reasons, since, fresh }) => [customer_id, reasons, since, fresh]),
    ).toEqual([
      ['ends', [], null, false],
      ['new', ['unpaid_months'], PERIOD, true],
      ['stays', ['unpaid_months'], PERIOD - 1, false],
    ]);
    expect(found.closed).toEqual(['ends', 'gone']);
    expect(found).toMatchObject({ model: 'dynamic', ruling: { monthIndex: PERIOD } });
    expect(found.customers[1]).toMatchObject({ name: 'New Ltd', openAmount: 500, row: 4 });
  });

  it('makes each score of the base and the points of its parts', () => {
    for (const { score, parts } of found.customers) {
      expect(parts.map(({ part }) => part)).toEqual([...PARTS]);
      expect(score).toBeCloseTo(
        parts.reduce((sum, { points }) => sum + points, found.card.base),
        9,
      );
    }
    const part = (name: string) => found.customers[1]?.parts.find((each) => each.part === name);
    expect(part('unpaid_months')).toEqual({ part: 'unpaid_months', value: 2, points: 3 });
    expect(part('composite')).toEqual({ part: 'composite', value: null, points: 0 });
  });

  it('keeps of a row what became of it and what it owed', () => {
    expect([...table.event.subarray(0, 7)]).toEqual([0, 0, 0, 0, 0, EVENT.late30 | EVENT.slower, 0]);
    expect([table.lateDays[5], table.lateDays[4]]).toEqual([7, NO_DAYS]);
    expect([table.overdueShare[4], table.overdueShare[3], table.meanDaysLate[3]]).toEqual([1, 0, 5]);
    expect(table.rows).toBe(7);
    expect(table.ids).toEqual(['ends', 'gone', 'new', 'stays']);
  });

  it('names the four parts that raise a score most', () => {
    const parts = [1, 0, 5, 5, 2, 3].map((points, i) => ({ part: PARTS[i] ?? PARTS[0], value: i, points }));
    expect(topParts(parts).map(({ value }) => value)).toEqual([2, 3, 5, 4]);
  });
});
