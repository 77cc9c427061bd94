import type { ReportInput, Strategy } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { type Said, sayWith } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';
import { type Finding, fig, finding, term } from './finding.ts';
import type { TableCell } from './section-table.ts';
import { isFew } from './small-numbers.ts';
import { STRATEGIES } from './tiers.ts';

const CHANGE = 'review.collection_rate_change_pp';

function rateFinding(figures: FigureReader): Finding | null {
  const change = figures.number(CHANGE);
  if (change === null) return null;
  if (change === 0) return finding('review.rate_same', {});
  const params = { change: fig(CHANGE, 'size') };
  return change > 0 ? finding('review.rate_up', params, 'good') : finding('review.rate_down', params, 'bad');
}

interface Interval {
  readonly low: number;
  readonly high: number;
}

function overlap(intervals: readonly Interval[]): boolean {
  const lows = intervals.map(({ low }) => low);
  const highs = intervals.map(({ high }) => high);
  return Math.max(...lows) <= Math.min(...highs);
}

function strategyFindings(figures: FigureReader): Finding[] {
  const fields = ['cured_pct', 'customers', 'cured_low_pct', 'cured_high_pct', 'recovered_amount'] as const;
  const judged = STRATEGIES.filter((strategy) =>
    fields.every((field) => figures.has(`review.strategy.${strategy}.${field}`)),
  );
  const found = judged.map((strategy) => {
    const base = `review.strategy.${strategy}`;
    const params = {
      strategy: term('strategies', strategy),
      customers: fig(`${base}.customers`),
      recovered: fig(`${base}.recovered_amount`, 'short'),
    };
    if (isFew(figures, `${base}.customers`) && figures.has(`${base}.cured.count`))
      return finding('review.cured_few', { ...params, cured: fig(`${base}.cured.count`) });
    return finding('review.cured', {
      ...params,
      cured: fig(`${base}.cured_pct`),
      low: fig(`${base}.cured_low_pct`),
      high: fig(`${base}.cured_high_pct`),
    });
  });
  const enough = judged.filter((strategy) => !isFew(figures, `review.strategy.${strategy}.customers`));
  const intervals = enough.map((strategy) => ({
    low: figures.number(`review.strategy.${strategy}.cured_low_pct`) ?? 0,
    high: figures.number(`review.strategy.${strategy}.cured_high_pct`) ?? 100,
  }));
  if (intervals.length > 1 && overlap(intervals)) found.push(finding('review.cannot_tell', {}, 'watch'));
  return found;
}

/** Share cured and its interval as cells of a table; of a handful the counts instead. */
export function curedCells(speaker: Speaker, strategy: Strategy): readonly [cured: TableCell, interval: TableCell] {
  const base = `review.strategy.${strategy}`;
  const said = (part: string) => speaker.figure(`${base}.${part}`);
  if (isFew(speaker.figures, `${base}.customers`) && speaker.figures.has(`${base}.cured.count`)) {
    const { of } = speaker.messages.words.desk_review;
    const held = (place: (said: Said) => string) =>
      of({ part: place(said('cured.count')), all: place(said('customers')) });
    return [sayWith(held), '–'];
  }
  return [said('cured_pct'), [said('cured_low_pct'), ' – ', said('cured_high_pct')]];
}

/** Did last month's measures work: who came, who left and why, each strategy's cures, and what they do not show. */
export function reviewFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const moves = ['entered', 'left_paid', 'left_other', 'stayed'].map((name) => `review.high_risk.${name}`);
  const missing = moves.find((id) => !figures.has(id));
  const rate = rateFinding(figures);
  const first = missing
    ? finding('review.first', { why: { why: missing } })
    : finding('review.moves', {
        month: { month: figures.text('review.since') ?? '' },
        entered: fig('review.high_risk.entered'),
        paid: fig('review.high_risk.left_paid'),
        other: fig('review.high_risk.left_other'),
        stayed: fig('review.high_risk.stayed'),
      });
  const rebuilt =
    figures.text('review.basis') === 'rebuilt'
      ? [finding('review.rebuilt', { month: { month: figures.text('review.since') ?? '' } }, 'watch')]
      : [];
  return [first, ...rebuilt, ...(rate ? [rate] : []), ...(missing ? [] : strategyFindings(figures))];
}
