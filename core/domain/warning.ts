import type { Rules } from '../contracts/config.ts';
import { addMonths, type Month } from './month.ts';

/** A customer's score at a month end. */
export interface ScorePoint {
  readonly customer_id: string;
  readonly month: Month;
  readonly score: number;
}

/** Alerts that follow from scores alone. */
export type ScoreAlert = 'over_threshold' | 'rising';

/** Who is alerted this month, by customer; and since when there is something to compare with. */
export interface ScoreAlerts {
  readonly alerts: ReadonlyMap<string, readonly ScoreAlert[]>;
  /** False where no month far enough back has scores: then nobody can be called rising. */
  readonly risingKnown: boolean;
  /** The last month before with scores or a review; null on a first run. */
  readonly comparedWith: Month | null;
  /** Customers alerted now and not then; null on a first run. */
  readonly fresh: ReadonlySet<string> | null;
}

/**
 * Alerts customers whose score is at or above the threshold, and those whose score rose in each of the last
 * `rising_months` months, which takes the score of one month more. `history` may hold any months, the period's included.
 */
export function alertByScore(
  history: readonly ScorePoint[],
  period: Month,
  rules: Pick<Rules['warning'], 'score_threshold' | 'rising_months'>,
  previousPeriod: Month | null = null,
): ScoreAlerts {
  const byMonth = Map.groupBy(history, (point) => point.month);
  const earlier = [...byMonth.keys(), previousPeriod ?? ''].filter((month) => month !== '' && month < period);
  const comparedWith = earlier.sort().at(-1) ?? null;
  const scores = new Map([...byMonth].map(([month, points]) => [month, scoresById(points)]));
  const alerts = alertsOf(scores, period, rules);
  const before = comparedWith === null ? null : alertsOf(scores, comparedWith, rules);
  return {
    alerts,
    risingKnown: monthsBack(period, rules.rising_months).every((month) => scores.has(month)),
    comparedWith,
    fresh: before === null ? null : new Set([...alerts.keys()].filter((id) => !before.has(id))),
  };
}

type Scores = ReadonlyMap<Month, ReadonlyMap<string, number>>;

function alertsOf(
  scores: Scores,
  month: Month,
  rules: Pick<Rules['warning'], 'score_threshold' | 'rising_months'>,
): Map<string, readonly ScoreAlert[]> {
  const alerts = new Map<string, readonly ScoreAlert[]>();
  for (const [id, score] of scores.get(month) ?? []) {
    const reasons: ScoreAlert[] = [];
    if (score >= rules.score_threshold) reasons.push('over_threshold');
    if (isRising(scores, id, score, monthsBack(month, rules.rising_months))) reasons.push('rising');
    if (reasons.length > 0) alerts.set(id, reasons);
  }
  return alerts;
}

/** Whether each score is higher than that of the month before; `months` run backwards. */
function isRising(scores: Scores, id: string, score: number, months: readonly Month[]): boolean {
  let later = score;
  return months.every((month) => {
    const earlier = scores.get(month)?.get(id);
    const rose = earlier !== undefined && earlier < later;
    later = earlier ?? later;
    return rose;
  });
}

function monthsBack(month: Month, count: number): Month[] {
  return Array.from({ length: count }, (_, i) => addMonths(month, -1 - i));
}

function scoresById(points: readonly ScorePoint[]): ReadonlyMap<string, number> {
  return new Map(points.map((point) => [point.customer_id, point.score]));
}
