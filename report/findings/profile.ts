import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding, term } from './finding.ts';
import { NEARLY_EVERYBODY } from './score.ts';

/** The measures the two groups are compared on; the rule does not select on them. */
export const COMPARED = ['lifespan_days', 'total_invoices', 'avg_invoice_amount'] as const;
/** In a group of fewer a test finds only the largest differences: that none shows says little. */
const ENOUGH_TO_SHOW = 8;
/** The 5 % line of a test. */
const SIGNIFICANT = 0.05;

/** True where the figures show a difference that is both significant and not negligible. */
export function differs(figures: FigureReader, measure: string): boolean {
  const reading = figures.text(`profile.${measure}.reading`);
  return reading === 'small' || reading === 'medium' || reading === 'large';
}

function measureFinding(figures: FigureReader, measure: (typeof COMPARED)[number]): Finding {
  const base = `profile.${measure}`;
  const what = term('measures', measure);
  const reading = figures.text(`${base}.reading`);
  if (reading === null) return finding('profile.untested', { what, why: { why: `${base}.reading` } }, 'watch');
  const tested = `${base}.p_value`;
  if (!figures.has(tested)) return finding('profile.untested', { what, why: { why: tested } }, 'watch');
  const medians = { high: fig(`${base}.high_risk.median`), normal: fig(`${base}.normal.median`) };
  if (!differs(figures, measure)) return finding('profile.no_difference', { what, ...medians, p: fig(tested) });
  const larger = (figures.number(`${base}.cliffs_delta`) ?? 0) > 0;
  const params = { size: term('sizes', reading), ...medians, delta: fig(`${base}.cliffs_delta`) };
  return larger
    ? finding('profile.larger', { what: term('larger', measure), ...params }, 'watch')
    : finding('profile.smaller', { what: term('smaller', measure), ...params }, 'watch');
}

const TIER = 'profile.profitability_tier';

interface TierCounts {
  readonly tier: string;
  readonly high: number;
  readonly normal: number;
}

/** Customers by profitability tier in both groups, tier text as in the data. */
export function tierCounts(figures: FigureReader): readonly TierCounts[] {
  const tiers = new Set<string>();
  for (const group of ['high_risk', 'normal']) {
    const before = `${TIER}.${group}.`;
    for (const id of figures.ids(before))
      if (id.endsWith('.count')) tiers.add(id.slice(before.length, -'.count'.length));
  }
  const count = (group: string, tier: string) => figures.number(`${TIER}.${group}.${tier}.count`) ?? 0;
  return [...tiers].sort().map((tier) => ({ tier, high: count('high_risk', tier), normal: count('normal', tier) }));
}

function tierFinding(figures: FigureReader): Finding | null {
  const counts = tierCounts(figures);
  const total = counts.reduce((sum, { high, normal }) => sum + high + normal, 0);
  const crowded = counts.find(({ high, normal }) => total > 1 && high + normal >= NEARLY_EVERYBODY * total);
  if (crowded) {
    const at = (group: string) => fig(`${TIER}.${group}.${crowded.tier}.count`);
    const known =
      figures.has(`${TIER}.high_risk.${crowded.tier}.count`) && figures.has(`${TIER}.normal.${crowded.tier}.count`);
    if (known)
      return finding(
        'profile.tier_says_nothing',
        { tier: crowded.tier, high: at('high_risk'), normal: at('normal') },
        'watch',
      );
  }
  const p = figures.number(`${TIER}.p_value`);
  if (p === null || !figures.has(`${TIER}.cramers_v`)) return null;
  const params = { v: fig(`${TIER}.cramers_v`), p: fig(`${TIER}.p_value`) };
  return p < SIGNIFICANT ? finding('profile.tier_related', params, 'watch') : finding('profile.tier_unrelated', params);
}

/** What the high-risk have in common. A difference that is not significant is called none. */
export function profileFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const readings = COMPARED.map((measure) => `profile.${measure}.reading`);
  const [first] = readings;
  if (
    first &&
    readings.every((id) => figures.text(id) === null && figures.get(id)?.reason === figures.get(first)?.reason)
  ) {
    return [finding('profile.no_comparison', { why: { why: first } })];
  }
  const found: Finding[] = [];
  const count = figures.number('selection.high_risk.count');
  if (count !== null && count < ENOUGH_TO_SHOW) {
    found.push(finding('profile.few', { count: fig('selection.high_risk.count') }, 'watch'));
  } else if (COMPARED.every((measure) => figures.text(`profile.${measure}.reading`) === 'no_difference')) {
    found.push(finding('profile.none_differ', {}));
  }
  found.push(...COMPARED.map((measure) => measureFinding(figures, measure)));
  const tier = tierFinding(figures);
  if (tier) found.push(tier);
  if (figures.has('profile.payment_rate.high_risk.mean')) found.push(finding('profile.selected_by', {}));
  return found;
}
