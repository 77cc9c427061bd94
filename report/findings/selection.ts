import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { before, cell, type Finding, fig, finding } from './finding.ts';

/** The tenth of fewer customers is one of them, and no concentration. */
export const TENTH_OF = 10;

const COUNT = 'selection.high_risk.count';
const OWED = 'selection.high_risk.outstanding_total';
const SHARE = 'selection.high_risk.share_of_outstanding_pct';
const GRID = 'selection.sensitivity';

/** Who is in the group and what they owe, in one sentence. An empty group is a good month. */
export function groupFinding(input: ReportInput): Finding {
  const figures = figureReader(input.figures);
  const all = fig('selection.customers.count');
  if (!figures.has(COUNT)) return finding('selection.unknown', { why: { why: COUNT } }, 'bad');
  const count = figures.number(COUNT) ?? 0;
  if ((figures.number('selection.customers.count') ?? 0) === 0) return finding('selection.nobody_rated', {}, 'watch');
  if (count === 0) return finding('selection.group_empty', { all }, 'good');
  if (!figures.has(OWED)) return finding('selection.group_unshared', { count: fig(COUNT), all }, 'bad');
  const owed = fig(OWED, 'short');
  const only = input.customers.length === 1 ? input.customers[0] : undefined;
  if (count === 1 && only) return finding('selection.group_one', { name: only.name, owed, share: fig(SHARE) }, 'watch');
  return finding('selection.group', { count: fig(COUNT), all, owed, share: fig(SHARE) }, 'bad');
}

/** The group against last month's: grown, shrunk or as large; nothing where there is no earlier month. */
export function groupChangeFinding(input: ReportInput): Finding | null {
  if (!input.previous) return null;
  const now = figureReader(input.figures);
  const then = figureReader(input.previous.figures);
  const [count, earlier] = [now.number(COUNT), then.number(COUNT)];
  if (count === null || earlier === null || !now.has(OWED) || !then.has(OWED)) return null;
  const money = { owed: fig(OWED, 'short'), owedBefore: before(OWED, 'short') };
  const both = { count: fig(COUNT), before: before(COUNT), ...money };
  if (count > earlier) return finding('selection.grew', both, 'bad');
  const owesLess = (now.number(OWED) ?? 0) <= (then.number(OWED) ?? 0);
  if (count < earlier) return finding('selection.shrank', both, owesLess ? 'good' : 'watch');
  return finding('selection.same_size', { count: fig(COUNT), ...money }, 'plain');
}

interface Neighbours {
  readonly tight: { readonly row: number; readonly count: number };
  readonly loose: { readonly row: number; readonly count: number };
}

function nearest(values: readonly number[], rule: number, direction: 1 | -1): number {
  const beyond = values.filter((value) => (value - rule) * direction > 0).sort((a, b) => (a - b) * direction);
  return beyond[0] ?? rule;
}

/** The grid's rows one step tighter and one step looser than the rule, on both thresholds together. */
function neighbours(input: ReportInput): Neighbours | null {
  const rows = figureReader(input.figures).rows(GRID);
  const rule = {
    rate: input.rules.selection.payment_rate_below_pct,
    amount: Number(input.rules.selection.outstanding_above),
  };
  const rates = rows.map((row) => Number(row.payment_rate_below));
  const amounts = rows.map((row) => Number(row.outstanding_above));
  const find = (rate: number, amount: number) => {
    const row = rows.findIndex((_, index) => rates[index] === rate && amounts[index] === amount);
    const count = Number(rows[row]?.count ?? Number.NaN);
    return row >= 0 && Number.isFinite(count) ? { row, count } : null;
  };
  const tight = find(nearest(rates, rule.rate, -1), nearest(amounts, rule.amount, 1));
  const loose = find(nearest(rates, rule.rate, 1), nearest(amounts, rule.amount, -1));
  return tight && loose ? { tight, loose } : null;
}

/** A group is steady where one step of both thresholds moves it by no more than a fifth. */
const STEADY = 0.2;

/** How much the group depends on where the line is drawn. */
export function sensitivityFinding(input: ReportInput): Finding | null {
  const near = neighbours(input);
  const count = figureReader(input.figures).number(COUNT);
  if (!near || count === null) return null;
  const loose = cell(GRID, near.loose.row, 'count');
  if (count === 0)
    return near.loose.count > 0 ? finding('selection.empty_near', { loose }) : finding('selection.empty_far', {});
  const params = { tight: cell(GRID, near.tight.row, 'count'), loose, count: fig(COUNT) };
  const moved = Math.max(Math.abs(near.loose.count - count), Math.abs(near.tight.count - count)) / count;
  return moved > STEADY ? finding('selection.sensitive', params, 'watch') : finding('selection.steady', params, 'good');
}

function ruleFinding(input: ReportInput): Finding {
  const { payment_rate_below_pct: rate, outstanding_above: amount } = input.rules.selection;
  return finding('selection.rule', {
    rate: { setting: 'selection.payment_rate_below_pct', value: rate, unit: 'pct' },
    amount: { setting: 'selection.outstanding_above', value: amount, unit: 'money' },
  });
}

/** What the two groups have paid on average; nothing where one of them is empty. */
export function meansFinding(figures: FigureReader): Finding | null {
  const rate = 'selection.high_risk.payment_rate_mean_pct';
  const normalRate = 'selection.normal.payment_rate_mean_pct';
  if (!figures.has(rate) || !figures.has(normalRate)) return null;
  return finding('selection.means', { rate: fig(rate), normalRate: fig(normalRate) });
}

/** Who is high-risk: the group, the rule, the change, the averages, who was not rated, how firm the line is. */
export function selectionFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const found: (Finding | null)[] = [groupFinding(input), groupChangeFinding(input), ruleFinding(input)];
  found.push(meansFinding(figures));
  if ((figures.number(COUNT) ?? 0) >= TENTH_OF && figures.has('selection.high_risk.top_decile_outstanding')) {
    const owed = fig('selection.high_risk.top_decile_outstanding', 'short');
    found.push(finding('selection.top_decile', { owed, share: fig('selection.high_risk.top_decile_share_pct') }));
  }
  if ((figures.number('selection.not_rated.count') ?? 0) > 0) {
    const count = fig('selection.not_rated.count');
    const owed = 'selection.not_rated.outstanding_total';
    found.push(
      figures.has(owed)
        ? finding('selection.not_rated', { count, owed: fig(owed, 'short') }, 'watch')
        : finding('selection.not_rated_count', { count }, 'watch'),
    );
  }
  found.push(sensitivityFinding(input));
  return found.filter((item) => item !== null);
}
