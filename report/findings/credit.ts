import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Finding, fig, finding, term } from './finding.ts';

/** True where the run reviewed credit limits and holds. */
export function hasCredit(figures: FigureReader): boolean {
  return figures.get('credit.customers.count') !== undefined;
}

function limitFinding(figures: FigureReader): Finding {
  const use = { limits: fig('credit.limits.total', 'short'), use: fig('credit.limits.use_pct') };
  const over = figures.number('credit.over_limit.count');
  if (over === null)
    return finding(
      'credit.no_limits',
      {
        why: { why: 'credit.over_limit.count' },
        count: fig('credit.no_limit.count'),
        exposure: fig('credit.no_limit.exposure', 'short'),
      },
      'watch',
    );
  if (over === 0) return finding('credit.within', use, 'good');
  const params = { count: fig('credit.over_limit.count'), amount: fig('credit.over_limit.amount', 'short') };
  return finding('credit.over', { ...params, ...use }, 'bad');
}

function proposalFindings(figures: FigureReader, input: ReportInput): (Finding | null)[] {
  if (figures.get('credit.limits.due')?.value !== true)
    return [finding('credit.between', { month: { month: String(figures.get('credit.limits.next_month')?.value) } })];
  const moved = ['up', 'down', 'steady'].reduce((sum, way) => sum + count(figures, `credit.proposals.${way}.count`), 0);
  const { max_up_pct, max_down_pct } = input.rules.credit.limits;
  return [
    moved === 0
      ? null
      : finding('credit.proposals', {
          down: fig('credit.proposals.down.count'),
          cut: fig('credit.proposals.down.amount', 'short'),
          up: fig('credit.proposals.up.count'),
          rise: fig('credit.proposals.up.amount', 'short'),
          steady: fig('credit.proposals.steady.count'),
        }),
    moved === 0
      ? null
      : finding('credit.caps', {
          up: { setting: 'credit.limits.max_up_pct', value: max_up_pct, unit: 'pct' },
          down: { setting: 'credit.limits.max_down_pct', value: max_down_pct, unit: 'pct' },
          capped: fig('credit.proposals.capped.count'),
        }),
    count(figures, 'credit.proposals.first.count') === 0
      ? null
      : finding('credit.first', { count: fig('credit.proposals.first.count') }),
  ];
}

function interestFinding(figures: FigureReader, input: ReportInput): Finding {
  const rate = input.rules.credit.late_interest_pct_per_year;
  if (rate === null || !figures.has('credit.late_interest'))
    return finding('credit.no_late_interest', { why: { why: 'credit.late_interest' } });
  return finding('credit.late_interest', {
    rate: { setting: 'credit.late_interest_pct_per_year', value: rate, unit: 'pct' },
    amount: fig('credit.late_interest', 'short'),
  });
}

function count(figures: FigureReader, id: string): number {
  return figures.number(id) ?? 0;
}

/** Who is held by what; without limits nobody can be held by one. */
function holdsFinding(figures: FigureReader): Finding {
  const params = { freeze: fig('credit.hold.freeze.count'), prepay: fig('credit.hold.prepay.count') };
  if (!figures.has('credit.limits.total')) return finding('credit.holds_no_limits', params);
  return finding('credit.holds', { ...params, over: fig('credit.hold.over_limit.count') });
}

/** What limits, holds and the quarter's review come to. */
export function creditFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const holds = ['freeze', 'over_limit', 'prepay'].some((hold) => count(figures, `credit.hold.${hold}.count`) > 0);
  const without = figures.has('credit.limits.total') && count(figures, 'credit.no_limit.count') > 0;
  return [
    limitFinding(figures),
    without
      ? finding('credit.without', {
          count: fig('credit.no_limit.count'),
          exposure: fig('credit.no_limit.exposure', 'short'),
        })
      : null,
    holds ? holdsFinding(figures) : null,
    count(figures, 'credit.freeze_against_retention.count') === 0
      ? null
      : finding(
          'credit.conflict',
          {
            count: fig('credit.freeze_against_retention.count'),
            role: term('roles', input.rules.tiers.owners.strategic_retention),
          },
          'watch',
        ),
    ...proposalFindings(figures, input),
    finding('credit.next_reviews', { count: fig('credit.review.next_month.count') }),
    count(figures, 'credit.overridden.count') === 0
      ? null
      : finding('credit.overridden', { count: fig('credit.overridden.count') }, 'watch'),
    interestFinding(figures, input),
  ].filter((item) => item !== null);
}
