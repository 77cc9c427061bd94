import { binPhrase } from '../format/bin-name.ts';
import { cleanText } from '../format/clean-text.ts';
import { roundedText } from '../format/round.ts';
import { termFor } from '../messages/messages-for.ts';
import { type Phrase, type Said, sayWith } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';
import { protectedAttributes } from './loan.ts';
import { number, type SectionTable, type TableCell, word } from './section-table.ts';

/** Columns of words take a share of the width each, numbers what they need. */
const words = (...labels: string[]) => labels.map((label) => word(label, 1));
const numbers = (...labels: string[]) => labels.map((label) => number(label));

function featureName(speaker: Speaker, name: string): string {
  return termFor(speaker.messages.labels.features, cleanText(name));
}

/** A figure, or a dash where it has no value: in a table of many the reason stands in the definitions. */
function figureOrDash(speaker: Speaker, id: string): TableCell {
  return speaker.figures.has(id) ? speaker.figure(id) : '–';
}

/** An interval as one cell, both of its ends figures. */
function interval(speaker: Speaker, id: string, row: number): TableCell {
  const end = (name: 'low' | 'high') => speaker.cell(id, row, `overdue_rate_${name}_pct`);
  return [end('low'), ' – ', end('high')];
}

/** Features by information value, in the order of the figure. */
function featureOrder(speaker: Speaker): readonly string[] {
  return speaker.figures.rows('loan.features').map(({ feature }) => String(feature));
}

function featuresTable(speaker: Speaker): SectionTable {
  const { messages, figures } = speaker;
  const { loan, columns } = messages.words;
  const { segments } = messages.labels;
  const rows = featureOrder(speaker).map((name): TableCell[] => {
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
      word(columns.feature, 3),
      word(loan.columns.group, 1),
      ...numbers(segments.iv, segments.missing_pct),
      word(segments.trend, 1),
      word(segments.expectation, 2),
      number(loan.columns.p_alone),
      word(loan.columns.in_card, 2),
    ],
    rows,
    note: [loan.notes.woe],
  };
}

function cardTable(speaker: Speaker): SectionTable {
  const { loan, columns } = speaker.messages.words;
  const { figures } = speaker;
  const used = featureOrder(speaker).filter((name) => figures.get(`loan.feature.${name}.selected`)?.value === true);
  const rows = used.flatMap((name) => {
    const id = `loan.feature.${name}.bins`;
    return figures
      .rows(id)
      .map((bin, at): TableCell[] => [
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
    folded: true,
    caption: loan.captions.card,
    columns: [word(columns.feature, 2), word(c.bin, 3), ...numbers(c.points, c.loans, c.rate, c.interval, c.woe)],
    rows,
    note: sayWith((place) => loan.notes.base({ points: place(speaker.figure('loan.scorecard.base_points')) })),
  };
}

function listTable(speaker: Speaker, figure: string, fields: readonly string[]): TableCell[][] {
  return speaker.figures
    .rows(figure)
    .map((_, row): TableCell[] => fields.map((field) => speaker.cell(figure, row, field)));
}

function gainsTable(speaker: Speaker): SectionTable {
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
    folded: true,
    caption: loan.captions.gains,
    columns: [...words(c.scores), ...numbers(c.loans, c.overdue, c.rate, c.cumulative, c.lift)],
    rows: listTable(speaker, 'loan.gains', fields).map((row, at) => [band(at), ...row]),
  };
}

function cutoffTable(speaker: Speaker): SectionTable {
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

function reasonsTable(speaker: Speaker): SectionTable {
  const { loan, columns } = speaker.messages.words;
  const counts = speaker.figures
    .ids('loan.reason.')
    .map((id) => ({ id, name: id.slice('loan.reason.'.length, -'.count'.length), count: speaker.figures.number(id) }))
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || (a.id < b.id ? -1 : 1));
  return {
    id: 'reasons',
    folded: true,
    caption: loan.captions.reasons,
    columns: [...words(columns.feature), ...numbers(loan.columns.refusals)],
    rows: counts.map(({ id, name }) => [featureName(speaker, name), figureOrDash(speaker, id)]),
  };
}

function measuresTable(speaker: Speaker): SectionTable {
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

function groupsTable(speaker: Speaker): SectionTable {
  const { words: all, labels } = speaker.messages;
  const { segments } = labels;
  const parts = ['approval_rate_pct', 'overdue_rate_pct', 'good_approval_rate_pct'] as const;
  const rows = protectedAttributes(speaker.figures).flatMap((attribute) => {
    const base = `loan.fairness.${attribute}.`;
    const groups = speaker.figures
      .ids(base)
      .filter((id) => id.endsWith('.count') && id !== `${base}unknown.count`)
      .map((id) => id.slice(base.length, -'.count'.length));
    return groups.map((group): TableCell[] => [
      featureName(speaker, attribute),
      termFor(segments, cleanText(group)),
      figureOrDash(speaker, `${base}${group}.count`),
      ...parts.map((part) => figureOrDash(speaker, `${base}${group}.${part}`)),
    ]);
  });
  return {
    id: 'groups',
    folded: true,
    caption: all.loan.captions.groups,
    columns: [
      ...words(all.columns.feature, all.loan.columns.group),
      ...numbers(all.loan.columns.loans, ...parts.map((part) => segments[part])),
    ],
    rows,
  };
}

function interactionsTable(speaker: Speaker): SectionTable {
  const { loan, columns } = speaker.messages.words;
  const figure = 'loan.interactions';
  const rows = speaker.figures.rows(figure).map((pair, row): TableCell[] => {
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
    columns: [word(c.pair, 2), word(c.where, 3), ...numbers(c.loans, c.rate, c.if_added, columns.p_value)],
    rows,
  };
}

/** The tables of the loan section in reading order; those without a row are left out. */
export function loanTables(speaker: Speaker): readonly SectionTable[] {
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
