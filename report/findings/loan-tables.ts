import { binPhrase } from '../format/bin-name.ts';
import { cleanText } from '../format/clean-text.ts';
import { roundedText } from '../format/round.ts';
import { termFor } from '../messages/messages-for.ts';
import { type Phrase, type Said, sayWith } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';
import { protectedAttributes } from './loan.ts';

/** A cell of a loan table: words, a figure as said, or words with figures in them. */
export type LoanCell = string | Said | Phrase;

/** A cell as a phrase. */
export function cellPhrase(cell: LoanCell): Phrase {
  return Array.isArray(cell) ? cell : [cell as string | Said];
}

/** One table of the loan section, the same for page, PDF and workbook. */
export interface LoanTable {
  readonly id: 'features' | 'card' | 'gains' | 'cutoffs' | 'reasons' | 'measures' | 'groups' | 'interactions';
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly LoanCell[])[];
  /** What one must know to read it. */
  readonly note?: Phrase;
}

const words = (...labels: string[]) => labels.map((label) => ({ label, numeric: false }));
const numbers = (...labels: string[]) => labels.map((label) => ({ label, numeric: true }));

function featureName(speaker: Speaker, name: string): string {
  return termFor(speaker.messages.labels.features, cleanText(name));
}

/** A figure, or a dash where it has no value: in a table of many the reason stands in the definitions. */
function figureOrDash(speaker: Speaker, id: string): LoanCell {
  return speaker.figures.has(id) ? speaker.figure(id) : '–';
}

/** An interval as one cell, both of its ends figures. */
function interval(speaker: Speaker, id: string, row: number): LoanCell {
  const end = (name: 'low' | 'high') => speaker.cell(id, row, `overdue_rate_${name}_pct`);
  return [end('low'), ' – ', end('high')];
}

/** Features by information value, in the order of the figure. */
function featureOrder(speaker: Speaker): readonly string[] {
  return speaker.figures.rows('loan.features').map(({ feature }) => String(feature));
}

function featuresTable(speaker: Speaker): LoanTable {
  const { messages, figures } = speaker;
  const { loan, columns } = messages.words;
  const { segments } = messages.labels;
  const rows = featureOrder(speaker).map((name): LoanCell[] => {
    const id = (part: string) => `loan.feature.${name}.${part}`;
    const word = (dictionary: Readonly<Record<string, string>>, part: string) => {
      const text = figures.text(id(part));
      return text === null ? '–' : termFor(dictionary, text);
    };
    const selected = figures.get(id('selected'))?.value === true;
    return [
      featureName(speaker, name),
      word(loan.groups, 'group'),
      figureOrDash(speaker, id('iv')),
      figureOrDash(speaker, id('missing_pct')),
      figures.text(id('kind')) === 'categorical' ? '–' : word(messages.terms.trends, 'trend'),
      word(messages.terms.expectations, 'expectation'),
      figureOrDash(speaker, id('p_value_alone')),
      selected ? loan.yes : word(loan.not_selected, 'not_selected_reason'),
    ];
  });
  return {
    id: 'features',
    caption: loan.captions.features,
    columns: [
      ...words(columns.feature, loan.columns.group),
      ...numbers(segments.iv, segments.missing_pct),
      ...words(segments.trend, segments.expectation),
      ...numbers(loan.columns.p_alone),
      ...words(loan.columns.in_card),
    ],
    rows,
    note: [loan.notes.woe],
  };
}

function cardTable(speaker: Speaker): LoanTable {
  const { loan, columns } = speaker.messages.words;
  const { figures } = speaker;
  const used = featureOrder(speaker).filter((name) => figures.get(`loan.feature.${name}.selected`)?.value === true);
  const rows = used.flatMap((name) => {
    const id = `loan.feature.${name}.bins`;
    return figures
      .rows(id)
      .map((bin, at): LoanCell[] => [
        featureName(speaker, name),
        binPhrase(bin, id, at, speaker),
        speaker.cell(id, at, 'points', 'signed'),
        speaker.cell(id, at, 'count'),
        speaker.cell(id, at, 'overdue_rate_pct'),
        interval(speaker, id, at),
        speaker.cell(id, at, 'woe', 'signed'),
      ]);
  });
  const c = loan.columns;
  return {
    id: 'card',
    caption: loan.captions.card,
    columns: [...words(columns.feature, c.bin), ...numbers(c.points, c.loans, c.rate, c.interval, c.woe)],
    rows,
    note: sayWith((place) => loan.notes.base({ points: place(speaker.figure('loan.scorecard.base_points')) })),
  };
}

function listTable(speaker: Speaker, figure: string, fields: readonly string[]): LoanCell[][] {
  return speaker.figures
    .rows(figure)
    .map((_, row): LoanCell[] => fields.map((field) => speaker.cell(figure, row, field)));
}

function gainsTable(speaker: Speaker): LoanTable {
  const { loan } = speaker.messages.words;
  const c = loan.columns;
  const fields = ['count', 'overdue', 'overdue_rate_pct', 'cumulative_bad_pct', 'lift'];
  const end = (row: number, field: 'score_from' | 'score_to'): Said => {
    const value = speaker.figures.rows('loan.gains')[row]?.[field] ?? null;
    return { text: roundedText(Number(value), 0), value, id: 'loan.gains', at: `${row}.${field}` };
  };
  const band = (row: number): Phrase => [end(row, 'score_from'), '–', end(row, 'score_to')];
  return {
    id: 'gains',
    caption: loan.captions.gains,
    columns: [...words(c.scores), ...numbers(c.loans, c.overdue, c.rate, c.cumulative, c.lift)],
    rows: listTable(speaker, 'loan.gains', fields).map((row, at) => [band(at), ...row]),
  };
}

function cutoffTable(speaker: Speaker): LoanTable {
  const { words: all, terms, labels } = speaker.messages;
  const { loan } = all;
  const { segments } = labels;
  const figure = 'loan.cutoff.table';
  const fields = [
    'out_of_fold_approval_rate_pct',
    'out_of_fold_approved_overdue_rate_pct',
    'out_of_fold_bads_refused_pct',
    'out_of_fold_goods_refused_pct',
    'expected_loss_pct',
  ];
  const mark = speaker.figures.rows(figure).map((row) => (row.chosen === true ? '✓' : ''));
  return {
    id: 'cutoffs',
    caption: loan.captions.cutoffs,
    columns: [
      ...numbers(loan.columns.cutoff),
      ...words(loan.columns.in_use),
      ...numbers(
        segments.approval_rate_pct,
        segments.approved_overdue_rate_pct,
        segments.bads_refused_pct,
        segments.goods_refused_pct,
        loan.columns.expected_loss,
      ),
    ],
    rows: listTable(speaker, figure, ['cutoff_score', ...fields]).map(([score, ...rest], at) => [
      score ?? terms.not_computed,
      mark[at] ?? '',
      ...rest,
    ]),
  };
}

function reasonsTable(speaker: Speaker): LoanTable {
  const { loan, columns } = speaker.messages.words;
  const counts = speaker.figures
    .ids('loan.reason.')
    .map((id) => ({ id, name: id.slice('loan.reason.'.length, -'.count'.length), count: speaker.figures.number(id) }))
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || (a.id < b.id ? -1 : 1));
  return {
    id: 'reasons',
    caption: loan.captions.reasons,
    columns: [...words(columns.feature), ...numbers(loan.columns.refusals)],
    rows: counts.map(({ id, name }) => [featureName(speaker, name), figureOrDash(speaker, id)]),
  };
}

function measuresTable(speaker: Speaker): LoanTable {
  const { words: all, labels } = speaker.messages;
  const { segments } = labels;
  const parts = ['approval_ratio', 'equal_opportunity_gap_pp', 'proxy_auc'] as const;
  return {
    id: 'measures',
    caption: all.loan.captions.measures,
    columns: [...words(all.columns.feature), ...numbers(...parts.map((part) => segments[part]))],
    rows: protectedAttributes(speaker.figures).map((name) => [
      featureName(speaker, name),
      ...parts.map((part) => figureOrDash(speaker, `loan.fairness.${name}.${part}`)),
    ]),
    note: [all.loan.notes.fairness],
  };
}

function groupsTable(speaker: Speaker): LoanTable {
  const { words: all, labels } = speaker.messages;
  const { segments } = labels;
  const parts = ['approval_rate_pct', 'overdue_rate_pct', 'good_approval_rate_pct'] as const;
  const rows = protectedAttributes(speaker.figures).flatMap((attribute) => {
    const base = `loan.fairness.${attribute}.`;
    const groups = speaker.figures
      .ids(base)
      .filter((id) => id.endsWith('.count') && id !== `${base}unknown.count`)
      .map((id) => id.slice(base.length, -'.count'.length));
    return groups.map((group): LoanCell[] => [
      featureName(speaker, attribute),
      termFor(segments, cleanText(group)),
      figureOrDash(speaker, `${base}${group}.count`),
      ...parts.map((part) => figureOrDash(speaker, `${base}${group}.${part}`)),
    ]);
  });
  return {
    id: 'groups',
    caption: all.loan.captions.groups,
    columns: [
      ...words(all.columns.feature, all.loan.columns.group),
      ...numbers(all.loan.columns.loans, ...parts.map((part) => segments[part])),
    ],
    rows,
  };
}

function interactionsTable(speaker: Speaker): LoanTable {
  const { loan, columns } = speaker.messages.words;
  const figure = 'loan.interactions';
  const rows = speaker.figures.rows(figure).map((pair, row): LoanCell[] => {
    const name = (part: 'feature_a' | 'feature_b') => featureName(speaker, String(pair[part]));
    return [
      `${name('feature_a')} × ${name('feature_b')}`,
      [speaker.cell(figure, row, 'bins_a'), ' × ', speaker.cell(figure, row, 'bins_b')],
      speaker.cell(figure, row, 'count'),
      speaker.cell(figure, row, 'overdue_rate_pct'),
      speaker.cell(figure, row, 'expected_rate_pct'),
      speaker.cell(figure, row, 'p_value'),
    ];
  });
  const c = loan.columns;
  return {
    id: 'interactions',
    caption: loan.captions.interactions,
    columns: [...words(c.pair, c.where), ...numbers(c.loans, c.rate, c.if_added, columns.p_value)],
    rows,
  };
}

/** The tables of the loan section in reading order; those without a row are left out. */
export function loanTables(speaker: Speaker): readonly LoanTable[] {
  return [
    featuresTable,
    cardTable,
    gainsTable,
    cutoffTable,
    reasonsTable,
    measuresTable,
    groupsTable,
    interactionsTable,
  ]
    .map((table) => table(speaker))
    .filter(({ rows }) => rows.length > 0);
}
