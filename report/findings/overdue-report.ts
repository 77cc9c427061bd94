import type { ReportInput } from '../../core/contracts/report-input.ts';
import { addMonths, lastDay } from '../../core/domain/month.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { roundedText } from '../format/round.ts';
import { type Finding, fig, finding, term } from './finding.ts';
import { overdueTotal } from './overdue.ts';

const CAUSES = ['financial_difficulty', 'forgotten', 'disputed', 'account_error', 'other', 'unknown'] as const;

/** Buckets in which something is overdue, youngest first: one step of collection each. */
export const OVERDUE_AGES = ['1_30', '31_60', '61_90', '91_120', 'over_120'] as const;

/** Figures that the next review looks at again. */
export const WATCHED = [
  'kpi.average_days_delinquent',
  'kpi.collection_effectiveness_pct',
  'kpi.percent_current',
  'overdue.aging.91_120.amount',
  'overdue.aging.over_120.amount',
  'overdue.cause.recorded_pct',
] as const;

/** True where the run could look at due dates, if only currency by currency. */
export function hasOverdue(figures: FigureReader): boolean {
  return figures.has('overdue.customers.count');
}

/** Codes of the currencies that ageing is given in beside, or instead of, the home currency. */
export function overdueCurrencies(figures: FigureReader): readonly string[] {
  return figures.ids('overdue.amount.').flatMap((id) => /\.([A-Z]{3})$/.exec(id)?.[1] ?? []);
}

/** What the overdue report is for, of when it speaks, and what it was made from. */
export function overdueScope(input: ReportInput): Finding[] {
  const files = new Set(input.landing.flatMap((table) => table.files));
  const tables = input.landing.map((table) => ({ counted: table.table, count: roundedText(table.rows_landed, 0) }));
  const { period, profile } = input.run;
  return [
    finding('overdue.purpose', {}),
    finding('overdue.period', { month: { month: period }, day: { day: lastDay(period) } }),
    finding('overdue.source', {
      profile: { profile },
      files: { line: 'landing.json#files', value: files.size },
      tables: { list: tables },
    }),
  ];
}

/** The cause that most customers with something overdue have; null where nobody has any. */
export function mainCauseFinding(figures: FigureReader): Finding | null {
  const count = (cause: string) => figures.number(`overdue.cause.${cause}.customers`) ?? 0;
  const [first] = [...CAUSES].sort((a, b) => count(b) - count(a));
  if (first === undefined || count(first) === 0) return null;
  const base = `overdue.cause.${first}`;
  const params = { share: fig(`${base}.share_pct`), customers: fig(`${base}.customers`) };
  if (first === 'unknown') return finding('overdue.main_unknown', params, 'watch');
  return finding('overdue.main_cause', { ...params, cause: term('causes', first) });
}

/** Says so where the list of debtors does not hold everybody. */
function listedFinding(figures: FigureReader): Finding[] {
  const shown = figures.rows('overdue.customers.largest').length;
  const all = figures.number('overdue.customers.count') ?? 0;
  if (shown === 0 || shown >= all) return [];
  return [
    finding('overdue.listed', {
      shown: { line: 'figures.json#overdue.customers.largest', value: shown },
      count: fig('overdue.customers.count'),
    }),
  ];
}

/** How causes are known, and which is the most frequent. */
export function causeFindings(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const main = mainCauseFinding(figures);
  if (main === null) return [];
  const ids = ['overdue.cause.recorded_pct', 'overdue.cause.inferred_pct', 'overdue.cause.unknown.share_pct'] as const;
  if (!ids.every((id) => figures.has(id))) return [main];
  const kinds = { recorded: fig(ids[0]), inferred: fig(ids[1]), unknown: fig(ids[2]) };
  return [main, finding('overdue.cause_kinds', kinds), ...listedFinding(figures)];
}

function oldFinding(figures: FigureReader): Finding | null {
  const ids = ['overdue.aging.91_120.count', 'overdue.aging.over_120.count'] as const;
  if (!ids.every((id) => figures.has(id))) return null;
  if (ids.every((id) => figures.number(id) === 0)) return finding('overdue.no_old', {}, 'good');
  const amounts = { late: 'overdue.aging.91_120.amount', latest: 'overdue.aging.over_120.amount' };
  if (!figures.has(amounts.late) || !figures.has(amounts.latest)) return null;
  return finding('overdue.old', { late: fig(amounts.late, 'short'), latest: fig(amounts.latest, 'short') }, 'bad');
}

function lossAhead(figures: FigureReader): Finding | null {
  const ids = ['loss.expected_6m', 'loss.expected_6m.p10', 'loss.expected_6m.p90'] as const;
  if (!ids.every((id) => figures.has(id))) return null;
  if (figures.number(ids[2]) === 0) return finding('overdue.no_loss', {}, 'good');
  const [expected, low, high] = ids;
  return finding('loss.expected', {
    expected: fig(expected, 'short'),
    low: fig(low, 'short'),
    high: fig(high, 'short'),
  });
}

/** What the report comes to: how much is in order, what is old, why, what will come in and what may not. */
export function overdueConclusions(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  const current = 'kpi.percent_current';
  const cash = 'overdue.cash_expected_6m';
  return [
    figures.has(current) ? finding('overdue.share_current', { current: fig(current) }) : null,
    oldFinding(figures),
    mainCauseFinding(figures),
    figures.has(cash) ? finding('overdue.cash', { cash: fig(cash, 'short') }) : null,
    lossAhead(figures),
  ].filter((item) => item !== null);
}

/** When what is watched is looked at again. */
export function overdueWatch(input: ReportInput): Finding {
  return finding('overdue.watch', { month: { month: addMonths(input.run.period, 1) } });
}

/** The few sentences a mail has room for. */
export function overdueBrief(input: ReportInput): Finding[] {
  const figures = figureReader(input.figures);
  if (!hasOverdue(figures) || !figures.has('overdue.amount')) return [];
  return [
    overdueTotal(figures) ?? finding('overdue.nothing', {}, 'good'),
    oldFinding(figures),
    mainCauseFinding(figures),
  ].filter((item) => item !== null);
}
