import type { Rules } from '../../contracts/config.ts';
import { SCORE_UNITS } from './points-card.ts';
import { REASON_BIT } from './rules.ts';
import type { WarningTable } from './warning-table.ts';

/** The alerts of every customer-month, by row. */
export interface Alerts {
  /** Bits of the reasons that hold; 0 where nobody is alerted. */
  readonly reasons: Uint8Array;
  /** Month index in which the alert opened; 0 without one. */
  readonly since: Int32Array;
}

/**
 * Replays the alerts month by month, each from what its month knew. A reason opens by its rule and holds until it has bettered by more
 * than the rule's limit (hysteresis), so that a customer at the edge does not flap; an alert is one episode from its first reason to
 * the end of its last. A month with nothing open ends everything: all was paid.
 */
export function replayAlerts(table: WarningTable, scores: Uint16Array, rules: Rules): Alerts {
  const { rows, customer, month, entering, staying } = table;
  const { score_threshold: threshold, rising_months: risingMonths } = rules.warning;
  const { release, rising_points: risingPoints } = rules.early_warning;
  const open = threshold * SCORE_UNITS;
  const close = (threshold - release.score_points) * SCORE_UNITS;
  const reasons = new Uint8Array(rows);
  const since = new Int32Array(rows);
  let rises = 0;
  let risingFrom = 0;
  for (let row = 0; row < rows; row += 1) {
    const follows = customer[row - 1] === customer[row] && (month[row - 1] ?? 0) + 1 === month[row];
    const score = scores[row] ?? 0;
    const before = follows ? (scores[row - 1] ?? 0) : 0;
    const held = follows ? (reasons[row - 1] ?? 0) : 0;
    if (!follows || score <= before) {
      rises = 0;
      risingFrom = score;
    } else {
      rises += 1;
    }
    let enter = entering[row] ?? 0;
    let stay = staying[row] ?? 0;
    if (score >= open) enter |= REASON_BIT.over_threshold;
    if (score >= close) stay |= REASON_BIT.over_threshold;
    if (rises >= risingMonths && score - risingFrom >= risingPoints * SCORE_UNITS) enter |= REASON_BIT.rising;
    if (follows && score >= before) stay |= REASON_BIT.rising;
    const now = enter | (held & stay);
    reasons[row] = now;
    if (now !== 0) since[row] = held !== 0 ? (since[row - 1] ?? 0) : (month[row] ?? 0);
  }
  return { reasons, since };
}
