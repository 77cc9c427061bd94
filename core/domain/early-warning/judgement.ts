import type { Rules } from '../../contracts/config.ts';
import { type Alerts, replayAlerts } from './alerts.ts';
import { type BackTest, backTest } from './back-test.ts';
import { PARTS, type Part } from './factors.ts';
import { dynamicCard, type PointsCard, SCORE_UNITS } from './points-card.ts';
import { ALERT_REASONS, type AlertReason, REASON_BIT } from './rules.ts';
import { type Model, type RuledMonth, type WalkForward, walkForward } from './walk-forward.ts';
import type { LatestValues, WarningTable } from './warning-table.ts';

/** What a part adds to a customer's score; the value is null where the books do not tell it. */
export interface PartPoints {
  readonly part: Part;
  readonly value: number | null;
  readonly points: number;
}

/** A customer with something open at the period's end. */
export interface CustomerWarning {
  readonly customer_id: string;
  readonly name: string | null;
  readonly accountManager: string | null;
  readonly row: number;
  readonly score: number;
  readonly openAmount: number;
  /** Points of every part, in the order of PARTS. */
  readonly parts: readonly PartPoints[];
  readonly reasons: readonly AlertReason[];
  /** Month index in which the alert opened; null without one. */
  readonly since: number | null;
  /** Alerted now and not a month before. */
  readonly fresh: boolean;
}

/** Everything the early warning has to say of one set of books. */
export interface Judgement {
  readonly table: WarningTable;
  readonly walk: WalkForward;
  readonly alerts: Alerts;
  readonly backTest: BackTest;
  /** Everybody with something open at the period's end, by id. */
  readonly customers: readonly CustomerWarning[];
  /** Alerted a month before, and not now. */
  readonly closed: readonly string[];
  /** The model that rules the period's end, and what was known of it. */
  readonly ruling: RuledMonth | null;
  readonly model: Model;
  readonly card: PointsCard;
}

/** Scores, alerts and back-test of a table as of a period. `first` is the month index of the books' first invoice. */
export function judge(table: WarningTable, range: { first: number; period: number }, rules: Rules): Judgement {
  const walk = walkForward(table, range, rules.early_warning);
  const alerts = replayAlerts(table, walk.scores, rules);
  const last = walk.months.at(-1);
  const ruling = last?.monthIndex === range.period ? last : null;
  const model = ruling?.model ?? 'dynamic';
  const card = model === 'fitted' ? (ruling?.card ?? null) : null;
  const standing = card ?? dynamicCard(rules.early_warning);
  const { points } = standing;
  return {
    table,
    walk,
    alerts,
    backTest: backTest(table, walk, alerts, rules.early_warning),
    customers: table.latest.map((latest) => warningOf(latest, { table, walk, alerts, points })),
    closed: closedAlerts(table, alerts, range.period),
    ruling,
    model,
    card: standing,
  };
}

interface Judged {
  readonly table: WarningTable;
  readonly walk: WalkForward;
  readonly alerts: Alerts;
  /** Of each part by class, by the card that rules. */
  readonly points: PointsCard['points'];
}

function warningOf(latest: LatestValues, { table, walk, alerts, points }: Judged): CustomerWarning {
  const { row, person } = latest;
  const bits = alerts.reasons[row] ?? 0;
  const since = bits === 0 ? null : (alerts.since[row] ?? 0);
  return {
    customer_id: table.ids[table.customer[row] ?? 0] ?? '',
    ...person,
    row,
    score: (walk.scores[row] ?? 0) / SCORE_UNITS,
    openAmount: table.openAmount[row] ?? 0,
    // Made when somebody looks: of a million customers, a few are shown.
    get parts() {
      return partPoints(latest, table, points);
    },
    reasons: ALERT_REASONS.filter((reason) => (bits & REASON_BIT[reason]) !== 0),
    since,
    fresh: since === (table.month[row] ?? 0),
  };
}

function partPoints(
  { row, composite, values }: LatestValues,
  table: WarningTable,
  points: PointsCard['points'],
): PartPoints[] {
  return PARTS.map((part, index) => {
    const value = part === 'composite' ? composite : (values[index - 1] ?? Number.NaN);
    const own = points[index]?.[table.classes[index]?.[row] ?? 0] ?? 0;
    return { part, value: Number.isNaN(value) ? null : value, points: own };
  });
}

function closedAlerts(table: WarningTable, alerts: Alerts, period: number): string[] {
  const closed: string[] = [];
  for (let row = 0; row < table.rows; row += 1) {
    if (table.month[row] !== period - 1 || (alerts.reasons[row] ?? 0) === 0) continue;
    const goesOn = table.customer[row + 1] === table.customer[row] && (alerts.reasons[row + 1] ?? 0) !== 0;
    if (!goesOn) closed.push(table.ids[table.customer[row] ?? 0] ?? '');
  }
  return closed;
}

/** The parts that raise a score most, four at most, those without points left out; equal points in the order of PARTS. */
export function topParts(parts: readonly PartPoints[]): readonly PartPoints[] {
  return parts
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points)
    .slice(0, 4);
}
