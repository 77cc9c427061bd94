import type { ReportInput, Strategy } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding, term } from './finding.ts';

/** Strategies in the order in which they are worked: what cannot wait comes first. */
export const STRATEGIES: readonly Strategy[] = ['active_collection', 'strategic_retention', 'focused_monitoring'];

const SENTENCES = {
  active_collection: 'tiers.collect',
  strategic_retention: 'tiers.retain',
  focused_monitoring: 'tiers.watch',
} as const;

/** The same where amounts can't be added up. */
const COUNTED = {
  active_collection: 'tiers.collect_count',
  strategic_retention: 'tiers.retain_count',
  focused_monitoring: 'tiers.watch_count',
} as const;

/** Strategies somebody falls under. */
export function busyStrategies(figures: FigureReader): readonly Strategy[] {
  return STRATEGIES.filter((strategy) => (figures.number(`tiers.${strategy}.count`) ?? 0) > 0);
}

function axisFinding(figures: FigureReader): Finding | null {
  const axis = figures.text('tiers.axis');
  if (axis === 'relative_margin') return finding('tiers.relative_axis', {}, 'watch');
  if (figures.get('tiers.axis')?.reason === 'margin_unknown') return finding('tiers.no_axis', {}, 'watch');
  return axis === 'profitability_tier' ? finding('tiers.tier_axis', {}) : null;
}

/** What to do with each: a line a strategy, what the profit axis is, tiers nobody knows. */
export function tierFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const busy = busyStrategies(figures);
  const found = busy.map((strategy) => {
    const count = fig(`tiers.${strategy}.count`);
    const owed = `tiers.${strategy}.outstanding`;
    const tone = strategy === 'active_collection' ? 'bad' : 'watch';
    if (!figures.has(owed)) return finding(COUNTED[strategy], { count }, tone);
    return finding(SENTENCES[strategy], { count, owed: fig(owed, 'short') }, tone);
  });
  const only = busy.length === 1 && (figures.number('selection.high_risk.count') ?? 0) > 1 ? busy[0] : undefined;
  if (only) found.push(finding('tiers.all_one', { strategy: term('strategies', only) }, 'watch'));
  const axis = busy.length > 0 ? axisFinding(figures) : null;
  if (axis) found.push(axis);
  if (input.unknown_tiers.length > 0)
    found.push(finding('tiers.unknown_tiers', { names: { list: [...input.unknown_tiers] } }, 'watch'));
  return found;
}
