import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding } from './finding.ts';

const BASELINE = 'loss.baseline_6m';
const STRESS = 'loss.stress_6m';

/** What six months may cost, in one sentence. */
export function lossFinding(input: ReportInput): Finding {
  const figures = figureReader(input.figures);
  if (!figures.has(BASELINE) || !figures.has(STRESS))
    return finding('loss.unknown', { why: { why: figures.has(BASELINE) ? STRESS : BASELINE } }, 'watch');
  const stress = fig(STRESS, 'short');
  if ((figures.number(BASELINE) ?? 0) > 0)
    return finding('loss.baseline', { baseline: fig(BASELINE, 'short'), stress }, 'bad');
  if ((figures.number(STRESS) ?? 0) > 0) return finding('loss.no_baseline', { stress }, 'watch');
  return finding('loss.no_loss', {}, 'good');
}

function partFinding(figures: FigureReader): Finding | null {
  const ids = [`${BASELINE}.high_risk`, `${STRESS}.high_risk`] as const;
  const something = ids.some((id) => (figures.number(id) ?? 0) > 0);
  if (!something || !ids.every((id) => figures.has(id))) return null;
  return finding('loss.high_risk_part', { baseline: fig(ids[0], 'short'), stress: fig(ids[1], 'short') });
}

function forecastFinding(figures: FigureReader): Finding | null {
  const shortfall = 'loss.forecast_shortfall_6m';
  const net = 'loss.forecast_net_cash_6m';
  if (!figures.get(net)) return null;
  if (!figures.has(net) || !figures.has(shortfall)) {
    return finding('loss.no_forecast', { why: { why: figures.has(net) ? shortfall : net } });
  }
  if ((figures.number(shortfall) ?? 0) < 0) return finding('loss.no_forecast', { why: { why: shortfall } }, 'watch');
  return finding('loss.shortfall', { shortfall: fig(shortfall, 'short'), net: fig(net, 'short') });
}

/** What a ledger adds: the provision, and an earlier forecast held against what happened. */
function bookFindings(figures: FigureReader): Finding[] {
  const provision = 'loss.provision.total';
  const [foretold, happened] = ['loss.check.foretold', 'loss.check.happened'];
  const found = figures.has(provision) ? [finding('loss.provision', { provision: fig(provision, 'short') })] : [];
  if (figures.has(foretold) && figures.has(happened)) {
    const month = { month: String(figures.get('loss.check.month')?.value) };
    const params = { open: fig('loss.check.open', 'short'), foretold: fig(foretold, 'short') };
    found.push(finding('loss.check', { month, ...params, happened: fig(happened, 'short') }));
  } else if (figures.has('loss.check.month')) found.push(finding('loss.check_unknown', { why: { why: foretold } }));
  return found;
}

/** What it may cost: the two scenarios, the group's part, expected loss where a ledger allows it, the forecast, the limit. */
export function lossFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const found: (Finding | null)[] = [lossFinding(input), partFinding(figures)];
  const expected = 'loss.expected_6m';
  if ([expected, `${expected}.p10`, `${expected}.p90`].every((id) => figures.has(id))) {
    const range = { low: fig(`${expected}.p10`, 'short'), high: fig(`${expected}.p90`, 'short') };
    found.push(finding('loss.expected', { expected: fig(expected, 'short'), ...range }, 'watch'));
  }
  found.push(...bookFindings(figures));
  found.push(forecastFinding(figures));
  if ((figures.number('loss.worst_case') ?? 0) > 0)
    found.push(finding('loss.worst_case', { worst: fig('loss.worst_case', 'short') }));
  return found.filter((item) => item !== null);
}
