import { FACTORS, type Factor } from './factors.ts';
import type { EarlyWarningSettings } from './settings.ts';

/** Score of something as likely as not. */
export const EVEN_SCORE = 70;
/** Points for each unit of log-odds: 6.9 points double the odds. */
export const POINTS_PER_LOG_ODDS = 10;
/** Scores are kept to hundredths: as whole numbers they take two bytes. */
export const SCORE_UNITS = 100;

/** What goes into a score: the composite score and the factors. */
export const PARTS = ['composite', ...FACTORS] as const;
/** One part of a score. */
export type Part = (typeof PARTS)[number];

/** Values from which each class of the composite score begins, for the fitted card. */
const COMPOSITE_EDGES = [15, 25, 35, 45, 55];

/** From which value each further class of a part begins; class 0 holds what lies below, and what is not known. */
export function classEdges(settings: EarlyWarningSettings): readonly Float64Array[] {
  return PARTS.map((part) =>
    Float64Array.from(part === 'composite' ? COMPOSITE_EDGES : settings.points[part].map(([from]) => from)),
  );
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

/** The dynamic score's card. The composite score is not in classes: it moves the score point for point, by its weight. */
export function dynamicCard(settings: EarlyWarningSettings): PointsCard {
  const factor = (name: Factor) => Float64Array.of(0, ...settings.points[name].map(([, points]) => points));
  return {
    base: settings.base,
    points: PARTS.map((part) => (part === 'composite' ? new Float64Array(0) : factor(part))),
  };
}

/** Points of the composite score; `NaN` is a score that the books do not tell. */
export function compositePoints(composite: number, { composite: { weight, unknown } }: EarlyWarningSettings): number {
  return weight * (Number.isNaN(composite) ? unknown : composite);
}

/** A score kept within 0–100, in {@link SCORE_UNITS}. */
export function scoreUnits(points: number): number {
  return Math.round(Math.min(100, Math.max(0, points)) * SCORE_UNITS);
}

/** The chance of an event that a score stands for, 0–1. */
export function chanceOfScore(score: number): number {
  return 1 / (1 + Math.exp((EVEN_SCORE - score) / POINTS_PER_LOG_ODDS));
}
