import type { FeatureBin } from './feature-bins.ts';
import type { FittedModel } from './fit-model.ts';
import type { LoanSettings } from './settings.ts';

/** A bin as scorecard.json tells it. `lower` is inclusive, `upper` exclusive, absent is open; a blank falls in `missing`, a text that no bin names in `other`. */
export interface CardBin {
  readonly label: string;
  readonly points: number;
  /** ln(share of goods ÷ share of bads). */
  readonly woe: number;
  readonly count: number;
  /** A bin without loans is taken to have the portfolio's rate, as its WOE of 0 says. */
  readonly bad_rate_pct: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly values?: readonly string[];
  readonly missing?: true;
  readonly other?: true;
}

/** A feature of the card. */
export interface CardFeature {
  readonly name: string;
  readonly kind: 'numeric' | 'categorical';
  readonly coefficient: number;
  readonly bins: readonly CardBin[];
}

/** The scorecard: score = base_points + Σ points of the bins a loan falls in; higher is safer. */
export interface Scorecard {
  readonly pdo: number;
  readonly base_score: number;
  /** Good : bad. */
  readonly base_odds: number;
  readonly intercept: number;
  readonly base_points: number;
  readonly features: readonly CardFeature[];
}

/** Score before rounding to points, from the log-odds of being overdue. */
export function scoreFromLogOdds(logOdds: number, scaling: LoanSettings['scaling']): number {
  return scaling.base_score - pointsPerLogOdds(scaling.pdo) * (Math.log(scaling.base_odds) + logOdds);
}

/** pdo ÷ ln 2: points of one unit of log-odds. */
export function pointsPerLogOdds(pdo: number): number {
  return pdo / Math.LN2;
}

/** The card of a model: each part rounded to whole points by itself. */
export function scorecardOf(model: FittedModel, scaling: LoanSettings['scaling'], overdueRate: number): Scorecard {
  const factor = pointsPerLogOdds(scaling.pdo);
  return {
    pdo: scaling.pdo,
    base_score: scaling.base_score,
    base_odds: scaling.base_odds,
    intercept: model.intercept,
    base_points: wholePoints(scoreFromLogOdds(model.intercept, scaling)),
    features: model.features.map(({ binned, coefficient }) => ({
      name: binned.name,
      kind: binned.kind,
      coefficient,
      bins: binned.bins.map((bin) => cardBin(bin, wholePoints(-factor * coefficient * bin.woe), overdueRate)),
    })),
  };
}

function cardBin(bin: FeatureBin, points: number, overdueRate: number): CardBin {
  const count = bin.goods + bin.bads;
  return {
    label: binLabel(bin),
    points,
    woe: bin.woe,
    count,
    bad_rate_pct: 100 * (count === 0 ? overdueRate : bin.bads / count),
    ...binDefinition(bin),
  };
}

/** What falls in a bin. */
export type BinDefinition = Pick<CardBin, 'lower' | 'upper' | 'values' | 'missing' | 'other'>;

/** The part of a bin that says which values it takes. */
export function binDefinition(bin: BinDefinition): BinDefinition {
  return {
    ...(bin.lower === undefined ? {} : { lower: bin.lower }),
    ...(bin.upper === undefined ? {} : { upper: bin.upper }),
    ...(bin.values === undefined || bin.values.length === 0 ? {} : { values: bin.values }),
    ...(bin.missing === undefined ? {} : { missing: bin.missing }),
    ...(bin.other === undefined ? {} : { other: bin.other }),
  };
}

/** A bin in signs every reader knows; `missing` and `other` are the report's to translate. */
export function binLabel(bin: BinDefinition & { special?: number }): string {
  if (bin.missing === true) return 'missing';
  if (bin.special !== undefined) return `= ${bin.special}`;
  if (bin.values !== undefined || bin.other === true)
    return [...(bin.values ?? []), ...(bin.other === true ? ['other'] : [])].join(', ');
  if (bin.lower === undefined) return bin.upper === undefined ? 'any' : `< ${bin.upper}`;
  return bin.upper === undefined ? `≥ ${bin.lower}` : `[${bin.lower}, ${bin.upper})`;
}

/** Rounds half away from zero, never to −0. */
function wholePoints(points: number): number {
  return Math.sign(points) * Math.round(Math.abs(points)) || 0;
}

/** Least and most points the card can give. */
export function scoreRange(card: Scorecard): { min: number; max: number } {
  let min = card.base_points;
  let max = card.base_points;
  for (const { bins } of card.features) {
    min += Math.min(...bins.map((bin) => bin.points));
    max += Math.max(...bins.map((bin) => bin.points));
  }
  return { min, max };
}
