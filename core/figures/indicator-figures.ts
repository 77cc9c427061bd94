import type { Figure, FigureRow, Figures } from '../contracts/figure.ts';
import { NOTES } from '../contracts/notes.ts';

/** What the review shows beside last month and last year; one a ledger alone fills is left out elsewhere. */
const INDICATORS = [
  'selection.high_risk.count',
  'selection.high_risk.outstanding_total',
  'selection.high_risk.share_of_outstanding_pct',
  'score.mean',
  'trend.latest_rate_pct',
  'overdue.amount',
  'overdue.mean_days',
  'kpi.dso_days',
  'kpi.collection_effectiveness_pct',
  'kpi.percent_current',
  'warning.count',
  'desk.words.kept_pct',
] as const;

/** What last month's three decisions are held against. */
const DECIDED_BY = {
  exposure: 'selection.high_risk.outstanding_total',
  collection: 'trend.latest_rate_pct',
  concentration: 'selection.high_risk.top_decile_outstanding',
} as const;

/** Figures of earlier published reviews, as far as there are any. */
export interface EarlierFigures {
  readonly lastMonth: { readonly period: string; readonly figures: Figures } | null;
  readonly lastYear: { readonly period: string; readonly figures: Figures } | null;
}

/**
 * `review.indicators`: each core indicator now, at the last published review and at that of a year ago; `review.decisions`: what the
 * three decisions of the last review were about, then and now. Values as in their own figures, null where a review did not have one.
 */
export function indicatorFigures(now: Figures, { lastMonth, lastYear }: EarlierFigures): Figures {
  const indicators = INDICATORS.filter((id) => hasValue(now[id])).map(
    (id): FigureRow => ({
      indicator: id,
      unit: now[id]?.unit ?? null,
      now: cell(now[id]),
      last_month: cell(lastMonth?.figures[id]),
      last_year: cell(lastYear?.figures[id]),
    }),
  );
  const decisions = Object.entries(DECIDED_BY).flatMap(([topic, id]): FigureRow[] => {
    const before = lastMonth?.figures[id];
    return hasValue(before) || hasValue(now[id])
      ? [
          {
            topic,
            indicator: id,
            unit: (before ?? now[id])?.unit ?? null,
            before: cell(before),
            now: cell(now[id]),
            target: targetOf(id, lastMonth?.figures),
          },
        ]
      : [];
  });
  return {
    'review.indicators': list(
      indicators,
      'the figure of each name now, at the last published review, and a year before',
    ),
    'review.last_year.month': {
      value: lastYear?.period ?? null,
      unit: 'month',
      ...(lastYear === null ? { note: NOTES.no_review_a_year_ago, reason: 'no_review_a_year_ago' } : {}),
      evidence: { rows: 'figures.json', formula: 'published review twelve months before the period' },
    },
    'review.decisions': {
      ...list(
        decisions,
        'what each of the last review’s three decisions was to move: before, now, and its target where one was set',
      ),
      ...(lastMonth === null ? { note: NOTES.first_run, reason: 'first_run' } : {}),
    },
  };
}

function list(value: readonly FigureRow[], formula: string): Figure {
  return { value, unit: 'list', evidence: { rows: 'figures.json', formula } };
}

function hasValue(figure: Figure | undefined): boolean {
  return figure !== undefined && figure.value !== null;
}

function cell(figure: Figure | undefined): string | number | null {
  const value = figure?.value;
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

const TARGET_NAMES: Readonly<Record<string, string>> = {
  'trend.latest_rate_pct': 'collection_rate_pct',
  'selection.high_risk.top_decile_outstanding': 'top_decile_outstanding',
};

/** The target that the last review set itself. */
function targetOf(id: string, last: Figures | undefined): string | number | null {
  const rows = last?.['monitor.targets']?.value;
  if (!Array.isArray(rows)) return null;
  for (const row of rows as readonly FigureRow[]) {
    const { indicator, target } = row;
    if (indicator === TARGET_NAMES[id] && (typeof target === 'string' || typeof target === 'number')) return target;
  }
  return null;
}
