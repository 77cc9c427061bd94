import { PARTS } from './factors.ts';
import type { EarlyWarningSettings } from './settings.ts';

/** Score of something as likely as not. */
export const EVEN_SCORE = 70;
/** Points for each unit of log-odds: 6.9 points double the odds. */
export const POINTS_PER_LOG_ODDS = 10;
/** Scores are kept to hundredths: as whole numbers they take two bytes. */
export const SCORE_UNITS = 100;

/** From which value each further class of a part begins; class 0 holds what lies below, and what is not known. */
export function classEdges(settings: EarlyWarningSettings): readonly Float64Array[] {
  return PARTS.map((part) => Float64Array.from(settings.points[part].map(([from]) => from)));
}

/** The class a value falls in. */
export function classOf(edges: Float64Array, value: number): number {
  let found = 0;
  while (found < edges.length && value >= (edges[found] ?? 0)) found += 1;
  return found;
}

/** A score by points: `base`, and the points of each part's class. */
export interface PointsCard {
  readonly base: number;
  /** By part in the order of {@link PARTS}, then by class. */
  readonly points: readonly Float64Array[];
}

/** The card of the settings. */
export function dynamicCard(settings: EarlyWarningSettings): PointsCard {
  return {
    base: settings.base,
    points: PARTS.map((part) => Float64Array.of(0, ...settings.points[part].map(([, points]) => points))),
  };
}

/** A score kept within 0–100, in {@link SCORE_UNITS}. */
export function scoreUnits(points: number): number {
  return Math.round(Math.min(100, Math.max(0, points)) * SCORE_UNITS);
}

/** The chance of an event that a score stands for, 0–1. */
export function chanceOfScore(score: number): number {
  return 1 / (1 + Math.exp((EVEN_SCORE - score) / POINTS_PER_LOG_ODDS));
}
