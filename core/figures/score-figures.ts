import type { Rules } from '../contracts/config.ts';
import type { Figures } from '../contracts/figure.ts';
import { BANDS, lowBandOf } from '../domain/bands.ts';
import type { RatedCustomer } from '../domain/rate-group.ts';
import type { Scored } from '../domain/score.ts';
import { describeScores } from '../domain/score-distribution.ts';
import { measureRobustness, type ScoredColumns } from '../domain/score-robustness.ts';
import { tallyBy } from '../domain/tally.ts';
import { figureKit } from './figure-kit.ts';

/** Figures of the scores of the high-risk group: where they lie, by band, and how robust their order is. */
export function scoreFigures(
  customers: readonly RatedCustomer[],
  weights: Rules['score']['weights'],
  currency: string,
): Figures {
  const kit = figureKit(currency, 'high_risk_customers');
  const scored = customers.flatMap(({ row, result }) => (result.scored ? [{ id: row.customer_id, result }] : []));
  const columns = columnsOf(scored);
  const distribution = describeScores(
    columns.score,
    scored.map(({ result }) => result.exactScore),
  );
  const robustness = measureRobustness(columns, weights);
  const clamped = scored.reduce((sum, { result }) => sum + result.clampedInputs, 0);
  return {
    'score.mean': kit.number('score', distribution.mean, 'Σ score ÷ scored customers of the high-risk group'),
    'score.median': kit.number(
      'score',
      distribution.median,
      'middle score; the mean of the two middle ones for an even count',
    ),
    'score.min': kit.number('score', distribution.lowest, 'lowest score'),
    'score.max': kit.number('score', distribution.highest, 'highest score'),
    'score.scored.count': kit.number('count', scored.length, 'high-risk customers with all three inputs'),
    'score.unscored.count': kit.number(
      'count',
      customers.length - scored.length,
      'high-risk customers that lack an input',
    ),
    'score.clamped.count': kit.number('count', clamped, 'inputs outside 0–100 (credit score 0–850), taken at the edge'),
    ...bandFigures(customers, currency),
    ...sourceFigures(customers, currency),
    'score.robustness.spearman_zscore': kit.number(
      'number',
      robustness.spearmanZscore,
      'Spearman correlation of the score with the same weights over standardised inputs',
    ),
    'score.robustness.spearman_percentile': kit.number(
      'number',
      robustness.spearmanPercentile,
      'Spearman correlation of the score with the same weights over percentile-ranked inputs',
    ),
    'score.robustness.top_decile_overlap_pct': kit.number(
      'pct',
      robustness.topDecileOverlapPct,
      '100 × customers in the top ⌈n/10⌉ both by score and over standardised inputs ÷ ⌈n/10⌉',
    ),
    'score.robustness.top_decile_overlap_percentile_pct': kit.number(
      'pct',
      robustness.topDecileOverlapPercentilePct,
      '100 × customers in the top ⌈n/10⌉ both by score and over percentile-ranked inputs ÷ ⌈n/10⌉',
    ),
  };
}

function bandFigures(customers: readonly RatedCustomer[], currency: string): Figures {
  const kit = figureKit(currency, 'high_risk_customers');
  const byBand = tallyBy(customers, ({ band }) => band);
  const byLowBand = tallyBy(customers, ({ result }) => (result.scored ? lowBandOf(result.score) : null));
  const lowBands = ['40_60', 'lt40'].map((band) => ({ band, tally: byLowBand(band) }));
  const bands = BANDS.map((band) => ({ band, tally: byBand(band) }));
  return Object.fromEntries(
    [...bands, ...lowBands].flatMap(({ band, tally }) => [
      [
        `score.band.${band}.count`,
        kit.number('count', tally.count, 'customers with a score in the band, lower bound inclusive'),
      ],
      [`score.band.${band}.outstanding`, kit.money(tally.outstanding, 'Σ outstanding balance of the band')],
    ]),
  );
}

/** Whose credit score and stability the books give, and whose are derived. */
function sourceFigures(customers: readonly RatedCustomer[], currency: string): Figures {
  const kit = figureKit(currency, 'high_risk_customers');
  const inputs = [
    ['credit_score', 'credit_score_source'],
    ['stability', 'stability_source'],
  ] as const;
  return Object.fromEntries(
    inputs.flatMap(([input, column]) =>
      (['given', 'derived'] as const).map((source) => [
        `score.inputs.${input}.${source}.count`,
        kit.number(
          'count',
          customers.filter(({ row }) => row[column] === source).length,
          source === 'given'
            ? 'high-risk customers whose value the books give'
            : 'high-risk customers whose value is derived from the ledger',
        ),
      ]),
    ),
  );
}

function columnsOf(scored: readonly { readonly id: string; readonly result: Scored }[]): ScoredColumns {
  const column = (of: (result: Scored) => number) => Float64Array.from(scored, ({ result }) => of(result));
  return {
    ids: scored.map(({ id }) => id),
    score: column((result) => result.score),
    paymentRate: column((result) => result.paymentRate),
    creditScore: column((result) => result.creditScore),
    stability: column((result) => result.stability),
  };
}
