import type { ReportInput } from '../../core/contracts/report-input.ts';
import { figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding, term } from './finding.ts';
import { BANDS } from './score.ts';

/** Credit terms from now on, a line a band that holds somebody. */
export function policyFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const found = BANDS.filter((band) => (figures.number(`policy.band.${band}.count`) ?? 0) > 0).map((band) =>
    finding('policy.band', {
      count: fig(`policy.band.${band}.count`),
      band: term('bands', band),
      policy: term('policies', input.rules.policy[band]),
    }),
  );
  return found.length > 0
    ? [finding('policy.by_band', {}), finding('policy.which', {}), ...found]
    : [finding('policy.nobody', {}, 'good')];
}
