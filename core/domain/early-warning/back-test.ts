import { medianOf } from '../quartiles.ts';
import type { Alerts } from './alerts.ts';
import { chanceOfScore, SCORE_UNITS } from './points-card.ts';
import { aucGain, type Discrimination, decileEdge, discriminate, middle95, monthDraws, Ranking } from './ranking.ts';
import type { EarlyWarningSettings } from './settings.ts';
import { HORIZON_MONTHS, rankedMonth, type WalkForward } from './walk-forward.ts';
import { EVENT, NO_DAYS, type WarningTable } from './warning-table.ts';

/** An interval that holds the true value in 95 of 100 such months. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How well one ranking would have told events apart. */
export interface RankingResult extends Discrimination {
  /** Judged months. */
  readonly months: number;
  /** Middle 95 % over draws of months; null with fewer than two months. */
  readonly aucInterval: Interval | null;
  readonly liftInterval: Interval | null;
  /** From the month end to the event, over events in the top decile; null without any. */
  readonly leadDaysMedian: number | null;
}

/** How much better the score does than a naive rule, on the same months. */
export interface Gain {
  readonly auc: number;
  readonly interval: Interval | null;
}

/** What the alerts would have been worth. */
export interface AlertResult {
  /** Customer-months with an alert. */
  readonly alerted: number;
  /** Of those, followed by an event. */
  readonly right: number;
  /** Customer-months followed by an event. */
  readonly events: number;
  /** Open amount, at the month end, of customers with an event: alerted, and all. */
  readonly amountCovered: number;
  readonly amount: number;
  /** From the month end at which the alert opened to the event; null without any. */
  readonly leadDaysMedian: number | null;
}

/** The back-test of the early warning. */
export interface BackTest {
  readonly score: RankingResult;
  readonly overdueShare: RankingResult;
  readonly meanDaysLate: RankingResult;
  readonly gainOverOverdueShare: Gain | null;
  readonly gainOverMeanDaysLate: Gain | null;
  readonly alerts: AlertResult;
  readonly byMonth: readonly {
    readonly monthIndex: number;
    readonly customers: number;
    readonly events: number;
    readonly auc: number | null;
    readonly hits: number;
    readonly slots: number;
    readonly alerted: number;
    readonly right: number;
  }[];
  /** Customer-months by tenths of their month, highest scores first. */
  readonly gains: readonly { readonly customers: number; readonly events: number }[];
  /** Customer-months by score, ten points a class. */
  readonly calibration: readonly {
    readonly from: number;
    readonly customers: number;
    readonly events: number;
    readonly chance: number;
  }[];
}

/** Judges the scores, the naive rules and the alerts on every month whose outcome is closed. */
export function backTest(
  table: WarningTable,
  walk: WalkForward,
  alerts: Alerts,
  { bootstrap }: EarlyWarningSettings,
): BackTest {
  const judged = walk.months.flatMap((month, at) =>
    month.judged ? [{ monthIndex: month.monthIndex, rows: walk.rowsOf[at] ?? new Uint32Array(0) }] : [],
  );
  const draws = monthDraws(judged.length, bootstrap.draws, bootstrap.seed);
  const rankBy = (measure: (row: number) => number) => {
    const ranking = new Ranking(judged.map(({ rows }) => rankedMonth(table, rows, (i) => measure(rows[i] ?? 0))));
    return { ranking, result: resultOf(table, judged, ranking, measure, draws) };
  };
  const score = rankBy((row) => walk.scores[row] ?? 0);
  const overdueShare = rankBy((row) => table.overdueShare[row] ?? 0);
  const meanDaysLate = rankBy((row) => table.meanDaysLate[row] ?? 0);
  return {
    score: score.result,
    overdueShare: overdueShare.result,
    meanDaysLate: meanDaysLate.result,
    gainOverOverdueShare: gainOf(score.ranking, overdueShare.ranking, draws),
    gainOverMeanDaysLate: gainOf(score.ranking, meanDaysLate.ranking, draws),
    alerts: alertResult(table, judged, alerts),
    byMonth: judged.map(({ monthIndex, rows }, i) => ({
      monthIndex,
      customers: rows.length,
      events: score.ranking.months[i]?.events.length ?? 0,
      auc: discriminate(
        score.ranking,
        judged.map((_, j) => Number(i === j)),
      ).auc,
      hits: score.ranking.hits[i] ?? 0,
      slots: score.ranking.slots[i] ?? 0,
      ...alertedIn(table, rows, alerts),
    })),
    gains: gainsOf(table, judged, walk.scores),
    calibration: calibrationOf(table, judged, walk.scores),
  };
}

interface JudgedMonth {
  readonly monthIndex: number;
  readonly rows: Uint32Array;
}

function resultOf(
  table: WarningTable,
  judged: readonly JudgedMonth[],
  ranking: Ranking,
  measure: (row: number) => number,
  draws: readonly Uint16Array[],
): RankingResult {
  const drawn = draws.map((weights) => discriminate(ranking, weights));
  const lead: number[] = [];
  judged.forEach(({ monthIndex, rows }, i) => {
    const edge = decileEdge(ranking.months[i] ?? { events: new Float64Array(0), others: new Float64Array(0) });
    for (const row of rows)
      if ((table.event[row] ?? 0) !== 0 && measure(row) >= edge) lead.push(daysToEvent(table, row, monthIndex));
  });
  return {
    ...discriminate(
      ranking,
      judged.map(() => 1),
    ),
    months: judged.length,
    aucInterval: middle95(drawn.map(({ auc }) => auc)),
    liftInterval: middle95(drawn.map(({ lift }) => lift)),
    leadDaysMedian: medianOf(lead),
  };
}

/** Days to the first day on which an invoice was 30 days overdue; a slowing down shows only when the three months are over. */
function daysToEvent(table: WarningTable, row: number, monthIndex: number): number {
  const days = table.lateDays[row] ?? NO_DAYS;
  return days === NO_DAYS ? daysBetweenMonthEnds(monthIndex, monthIndex + HORIZON_MONTHS) : days;
}

/** Days from the end of one month to the end of a later one; month indexes are year × 12 + month. */
export function daysBetweenMonthEnds(from: number, to: number): number {
  const end = (index: number) => Date.UTC(Math.floor((index - 1) / 12), ((index - 1) % 12) + 1, 0);
  return (end(to) - end(from)) / 86_400_000;
}

function gainOf(score: Ranking, naive: Ranking, draws: readonly Uint16Array[]): Gain | null {
  const difference = (weights: ArrayLike<number>) => aucGain(score, naive, weights);
  const auc = difference(score.months.map(() => 1));
  return auc === null ? null : { auc, interval: middle95(draws.map(difference)) };
}

function alertedIn(table: WarningTable, rows: Uint32Array, { reasons }: Alerts): { alerted: number; right: number } {
  let [alerted, right] = [0, 0];
  for (const row of rows) {
    if ((reasons[row] ?? 0) === 0) continue;
    alerted += 1;
    if ((table.event[row] ?? 0) !== 0) right += 1;
  }
  return { alerted, right };
}

function alertResult(table: WarningTable, judged: readonly JudgedMonth[], alerts: Alerts): AlertResult {
  let [alerted, right, events, amountCovered, amount] = [0, 0, 0, 0, 0];
  const lead: number[] = [];
  for (const { monthIndex, rows } of judged) {
    const counts = alertedIn(table, rows, alerts);
    alerted += counts.alerted;
    right += counts.right;
    for (const row of rows) {
      if ((table.event[row] ?? 0) === 0) continue;
      events += 1;
      amount += table.openAmount[row] ?? 0;
      if ((alerts.reasons[row] ?? 0) === 0) continue;
      amountCovered += table.openAmount[row] ?? 0;
      lead.push(
        daysToEvent(table, row, monthIndex) + daysBetweenMonthEnds(alerts.since[row] ?? monthIndex, monthIndex),
      );
    }
  }
  return { alerted, right, events, amountCovered, amount, leadDaysMedian: medianOf(lead) };
}

/**
 * Each month's customers in tenths, highest scores first, added up over the months. The first ⌈n/10⌉ are the first tenth, as for the lift;
 * equal scores share their events evenly, so that no order among them matters.
 */
function gainsOf(table: WarningTable, judged: readonly JudgedMonth[], scores: Uint16Array): BackTest['gains'] {
  const gains = Array.from({ length: 10 }, () => ({ customers: 0, events: 0 }));
  for (const { rows } of judged) {
    const ordered = Array.from(rows).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
    const expected = sharedEvents(ordered, table, scores);
    ordered.forEach((_, place) => {
      // The k-th tenth ends before place ⌈k·n/10⌉.
      const tenth = gains[Math.floor((place * 10) / ordered.length)];
      if (tenth === undefined) return;
      tenth.customers += 1;
      tenth.events += expected[place] ?? 0;
    });
  }
  return gains;
}

/** The chance of an event at each place of the order: 1 or 0, or the mean among equal scores. */
function sharedEvents(ordered: readonly number[], table: WarningTable, scores: Uint16Array): number[] {
  const shared: number[] = [];
  for (let from = 0; from < ordered.length; ) {
    const score = scores[ordered[from] ?? 0];
    let to = from;
    let events = 0;
    for (; to < ordered.length && scores[ordered[to] ?? 0] === score; to += 1)
      if ((table.event[ordered[to] ?? 0] ?? 0) !== 0) events += 1;
    shared.push(...Array.from({ length: to - from }, () => events / (to - from)));
    from = to;
  }
  return shared;
}

function calibrationOf(
  table: WarningTable,
  judged: readonly JudgedMonth[],
  scores: Uint16Array,
): BackTest['calibration'] {
  const classes = Array.from({ length: 10 }, (_, i) => ({ from: i * 10, customers: 0, events: 0, chances: 0 }));
  for (const { rows } of judged) {
    for (const row of rows) {
      const score = (scores[row] ?? 0) / SCORE_UNITS;
      const found = classes[Math.min(9, Math.floor(score / 10))];
      if (found === undefined) continue;
      found.customers += 1;
      found.chances += chanceOfScore(score);
      if ((table.event[row] ?? 0) !== 0) found.events += 1;
    }
  }
  return classes
    .filter(({ customers }) => customers > 0)
    .map(({ from, customers, events, chances }) => ({ from, customers, events, chance: chances / customers }));
}

/** Whether the events of a customer-month hold an invoice 30 days overdue, or a slowing down. */
export function eventsOf(table: WarningTable, row: number): { late30: boolean; slower: boolean } {
  const bits = table.event[row] ?? 0;
  return { late30: (bits & EVENT.late30) !== 0, slower: (bits & EVENT.slower) !== 0 };
}
