import type { Band, ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding, term } from './finding.ts';

/** Bands from worst to best. */
export const BANDS: readonly Band[] = ['ge70', '60_70', '50_60', 'lt50'];

/** A band, a tier or a level that holds this share of a group or more distinguishes nobody. */
export const NEARLY_EVERYBODY = 0.9;

/** Rank correlations below this mean that the order is an artefact of scaling. */
const ROBUST = 0.9;

function crowdedBand(figures: FigureReader): Band | null {
  const counts = BANDS.map((band) => figures.number(`score.band.${band}.count`) ?? 0);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const index = counts.findIndex((count) => total > 1 && count >= NEARLY_EVERYBODY * total);
  return BANDS[index] ?? null;
}

function worstBandFinding(figures: FigureReader): Finding | null {
  const worst = figures.number('score.band.ge70.count');
  if (worst === null) return null;
  if (worst === 0) return finding('score.no_worst', {}, 'good');
  return finding(
    'score.worst_band',
    { count: fig('score.band.ge70.count'), owed: fig('score.band.ge70.outstanding', 'short') },
    'bad',
  );
}

function robustnessFinding(figures: FigureReader): Finding | null {
  const ids = ['score.robustness.spearman_zscore', 'score.robustness.spearman_percentile'] as const;
  const [zscore, percentile] = ids.map((id) => figures.number(id));
  if (zscore == null || percentile == null || !figures.has('score.robustness.top_decile_overlap_pct')) return null;
  const params = {
    zscore: fig(ids[0]),
    percentile: fig(ids[1]),
    overlap: fig('score.robustness.top_decile_overlap_pct'),
  };
  return Math.min(zscore, percentile) >= ROBUST
    ? finding('score.robust', params, 'good')
    : finding('score.fragile', params, 'watch');
}

/** How badly off the group is: spread, the worst band, whether bands and order mean anything, who has no score. */
export function scoreFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const found: (Finding | null)[] = [];
  if (figures.has('score.mean')) {
    found.push(
      finding('score.spread', {
        mean: fig('score.mean'),
        median: fig('score.median'),
        min: fig('score.min'),
        max: fig('score.max'),
      }),
    );
    found.push(worstBandFinding(figures));
  }
  const crowded = crowdedBand(figures);
  if (crowded)
    found.push(
      finding('score.one_band', { count: fig(`score.band.${crowded}.count`), band: term('bands', crowded) }, 'watch'),
    );
  found.push(robustnessFinding(figures));
  if ((figures.number('score.unscored.count') ?? 0) > 0)
    found.push(finding('score.unscored', { count: fig('score.unscored.count') }, 'watch'));
  if ((figures.number('score.clamped.count') ?? 0) > 0)
    found.push(finding('score.clamped', { count: fig('score.clamped.count') }, 'watch'));
  return found.filter((item) => item !== null);
}
