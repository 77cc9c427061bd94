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

/** What alerts follow from. */
export interface ScoreAlertInput {
  /** Scores of this month. */
  readonly scores: readonly ScorePoint[];
  /** Scores of any other months; later ones are ignored. */
  readonly history: readonly ScorePoint[];
  readonly period: Month;
  /** Period of the previous review, which may have scored nobody. */
  readonly previousPeriod: Month | null;
  readonly rules: Pick<Rules['warning'], 'score_threshold' | 'rising_months'>;
}

/**
 * Alerts customers whose score is at or above the threshold, and those whose score rose in each of the last
 * `rising_months` months, which takes the score of one month more.
 */
export function alertByScore({ scores, history, period, previousPeriod, rules }: ScoreAlertInput): ScoreAlerts {
  const past = Map.groupBy(history, ({ month }) => month);
  const earlier = [...past.keys(), previousPeriod ?? period].filter((month) => month < period);
  const comparedWith = earlier.sort().at(-1) ?? null;
  const alerts = alertsOf(scores, past, period, rules);
  const before = comparedWith === null ? null : alertsOf(past.get(comparedWith) ?? [], past, comparedWith, rules);
  return {
    alerts,
    risingKnown: monthsBack(period, rules.rising_months).every((month) => past.has(month)),
    comparedWith,
    fresh: before === null ? null : new Set(alerts.keys().filter((id) => !before.has(id))),
  };
}

function alertsOf(
  scores: readonly ScorePoint[],
  past: ReadonlyMap<Month, readonly ScorePoint[]>,
  month: Month,
  rules: ScoreAlertInput['rules'],
): Map<string, readonly ScoreAlert[]> {
  const before = monthsBack(month, rules.rising_months).map((back) => scoresById(past.get(back) ?? []));
  const alerts = new Map<string, readonly ScoreAlert[]>();
  for (const { customer_id: id, score } of scores) {
    const reasons: ScoreAlert[] = [];
    if (score >= rules.score_threshold) reasons.push('over_threshold');
    if (isRising(id, score, before)) reasons.push('rising');
    if (reasons.length > 0) alerts.set(id, reasons);
  }
  return alerts;
}

/** Whether each score is higher than that of the month before; `before` runs backwards. */
function isRising(id: string, score: number, before: readonly ReadonlyMap<string, number>[]): boolean {
  let later = score;
  return before.every((scores) => {
    const earlier = scores.get(id);
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
