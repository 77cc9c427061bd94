import { PARTS, type Part } from './factors.ts';
import { dynamicCard, EVEN_SCORE, POINTS_PER_LOG_ODDS, type PointsCard } from './points-card.ts';
import { fitRising, type RisingOdds } from './rising-fit.ts';
import type { EarlyWarningSettings } from './settings.ts';
import type { WarningTable } from './warning-table.ts';

/** A card that was fitted to what became of past months' customers. */
export interface FittedCard extends PointsCard {
  /** First and last month index whose customers it learned from. */
  readonly from: number;
  readonly to: number;
  readonly customerMonths: number;
  readonly events: number;
  /** Parts that count, in the order of PARTS. */
  readonly parts: readonly Part[];
}

/**
 * Fits a card to the customer-months given: the points of the settings are what is believed beforehand, worth `training.pull`, and the
 * books move them. In every part points only rise with the value, as in the settings. Null where there are too few events.
 */
export function fitCard(table: WarningTable, rows: Uint32Array, settings: EarlyWarningSettings): FittedCard | null {
  const target = Uint8Array.from(rows, (row) => ((table.event[row] ?? 0) === 0 ? 0 : 1));
  const events = target.reduce((sum, event) => sum + event, 0);
  const { min_events: least, pull } = settings.training;
  if (events < least || rows.length - events < least) return null;
  const odds = fitRising({ classes: table.classes, rows, target }, beliefOf(settings), pull);
  return { ...cardOf(odds), ...monthsOf(table, rows), customerMonths: rows.length, events };
}

/** The settings' card as log-odds by class. */
function beliefOf(settings: EarlyWarningSettings): RisingOdds {
  const { base, points } = dynamicCard(settings);
  return {
    intercept: (base - EVEN_SCORE) / POINTS_PER_LOG_ODDS,
    increments: points.map((part) =>
      part.map((value, level) => (value - (part[level - 1] ?? 0)) / POINTS_PER_LOG_ODDS),
    ),
  };
}

function cardOf({ intercept, increments }: RisingOdds): PointsCard & Pick<FittedCard, 'parts'> {
  const points = increments.map((part) => {
    let sum = 0;
    return part.map((value) => {
      sum += POINTS_PER_LOG_ODDS * value;
      return sum;
    });
  });
  return {
    base: EVEN_SCORE + POINTS_PER_LOG_ODDS * intercept,
    points,
    parts: PARTS.filter((_, index) => (points[index]?.at(-1) ?? 0) > 0),
  };
}

function monthsOf(table: WarningTable, rows: Uint32Array): { from: number; to: number } {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const row of rows) {
    const month = table.month[row] ?? 0;
    from = Math.min(from, month);
    to = Math.max(to, month);
  }
  return { from, to };
}
