import type { FeatureBin } from '../../../core/domain/scorecard/feature-bins.ts';
import type { FittedModel, ModelFeature } from '../../../core/domain/scorecard/fit-model.ts';
import { informationValue, weightOfEvidence } from '../../../core/domain/scorecard/woe.ts';

/** How the points of a small card are scaled. */
export const CARD_SCALE = { pdo: 20, base_score: 600, base_odds: 50, intercept: -1, base_points: 500 } as const;

/** A feature of texts whose bins take one code each, in order: goods and overdue loans by code, blanks first. */
export function tinyFeature(
  name: string,
  codes: readonly number[],
  cells: readonly (readonly [goods: number, bads: number])[],
  coefficient = -1,
): ModelFeature {
  const goods = cells.reduce((sum, [good]) => sum + good, 0);
  const bads = cells.reduce((sum, [, bad]) => sum + bad, 0);
  const bins = cells.map(
    ([good, bad], code): FeatureBin => ({
      codes: [code],
      goods: good,
      bads: bad,
      woe: weightOfEvidence(good, bad, goods, bads),
      iv: informationValue(good, bad, goods, bads),
      ...(code === 0 ? { missing: true as const } : { values: [`${name}${code}`] }),
    }),
  );
  return {
    column: {
      name,
      kind: 'categorical',
      codes: Uint8Array.from(codes),
      levels: cells.slice(1, -1).map((_, at) => `${name}${at + 1}`),
    },
    binned: {
      name,
      kind: 'categorical',
      trend: 'none',
      iv: bins.reduce((sum, { iv }) => sum + iv, 0),
      freedom: bins.length - 1,
      bins,
      binOf: Uint8Array.from(bins.keys()),
      woeOf: Float64Array.from(bins, ({ woe }) => woe),
    },
    coefficient,
    standardError: 0.1,
    pValue: 0.01,
    vif: 1,
  };
}

/** A model of such features. */
export function tinyModel(features: readonly ModelFeature[], intercept = -1): FittedModel {
  return {
    intercept,
    features,
    binned: features.map(({ binned }) => binned),
    notSelected: new Map(),
    converged: true,
    separated: false,
    iterations: 3,
  };
}
