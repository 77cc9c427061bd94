import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { cell, type Finding, fig, finding } from './finding.ts';

const RATE = 'trend.latest_rate_pct';

function lastRow(figures: FigureReader): { row: number; change: number | null } {
  const rows = figures.rows('trend.months');
  const change = rows.at(-1)?.change_pp;
  return { row: rows.length - 1, change: typeof change === 'number' ? change : null };
}

/** What the collection rate did this month, in one sentence. One month of history is no trend. */
export function trendFinding(input: ReportInput): Finding {
  const figures = figureReader(input.figures);
  if (!figures.has(RATE)) return finding('trend.unknown', { why: { why: RATE } }, 'watch');
  const rate = fig(RATE);
  const known = figures.rows('trend.months').filter((row) => typeof row.rate_pct === 'number').length;
  if (known < 2) return finding('trend.single_month', { rate }, 'watch');
  const streak = 'trend.current_streak';
  const decline = fig(`${streak}.decline_pp`, 'size');
  const months = figures.number(`${streak}.months`) ?? 0;
  if (months > 1)
    return finding(
      'trend.streak',
      { months: fig(`${streak}.months`), start: fig(`${streak}.start_month`), decline, rate },
      'bad',
    );
  if (months === 1) return finding('trend.fell_once', { decline, rate }, 'watch');
  const last = lastRow(figures);
  if (last.change !== null && last.change > 0)
    return finding('trend.rose', { change: cell('trend.months', last.row, 'change_pp', 'size'), rate }, 'good');
  return finding('trend.held', { rate, mean: fig('trend.mean_pct') }, 'plain');
}

function fallFindings(figures: FigureReader): Finding[] {
  if (figures.number('trend.declining_months') === 0) return [finding('trend.no_fall', {}, 'good')];
  const found: Finding[] = [];
  if (figures.has('trend.declining_months') && figures.has('trend.change_over_window_pp')) {
    const sum = fig('trend.sum_of_declines_pp', 'size');
    found.push(
      finding('trend.falls', {
        months: fig('trend.declining_months'),
        sum,
        change: fig('trend.change_over_window_pp'),
      }),
    );
  }
  const longest = 'trend.longest_streak';
  const length = figures.number(`${longest}.months`) ?? 0;
  if (length > (figures.number('trend.current_streak.months') ?? 0)) {
    const params = {
      months: fig(`${longest}.months`),
      start: fig(`${longest}.start_month`),
      end: fig(`${longest}.end_month`),
    };
    found.push(finding('trend.longest', { ...params, decline: fig(`${longest}.decline_pp`, 'size') }));
  }
  if (figures.has('trend.worst_month.month')) {
    found.push(
      finding('trend.worst_month', {
        month: fig('trend.worst_month.month'),
        change: fig('trend.worst_month.change_pp'),
      }),
    );
  }
  return found;
}

/** Is collection getting worse: this month, against the mean, every fall, the longest run, the worst month. */
export function trendFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const first = trendFinding(input);
  const alone = first.key === 'trend.unknown' || first.key === 'trend.single_month';
  if (alone) return [first];
  const mean =
    first.key === 'trend.held' ? [] : [finding('trend.against_mean', { rate: fig(RATE), mean: fig('trend.mean_pct') })];
  return [first, ...mean, ...fallFindings(figures)];
}
