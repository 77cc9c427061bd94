import { finding } from '../../findings/finding.ts';
import { overdueFindings } from '../../findings/overdue.ts';
import {
  causeFindings,
  hasOverdue,
  OVERDUE_AGES,
  overdueConclusions,
  overdueCurrencies,
  overdueScope,
  overdueWatch,
  WATCHED,
} from '../../findings/overdue-report.ts';
import { shorten } from '../../format/clean-text.ts';
import { debtorWords } from '../../messages/debtor-words.ts';
import { definitionsIn } from '../../messages/definitions.ts';
import { figureLabel } from '../../messages/figure-label.ts';
import { findingBlocks, numbers, tableBlocks, words } from '../blocks.ts';
import type { Block, Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';

const NAME_COLUMNS = 26;

function headed(text: string, blocks: readonly Block[]): Block[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', text }, ...blocks];
}

function ageingBlocks({ speaker, earlier, earlierColumn }: Writing): Block[] {
  const { messages, figures } = speaker;
  const { columns, captions } = messages.words;
  const ages = Object.entries(messages.terms.ageing);
  const said = (id: string) => (figures.has(id) ? speaker.figure(id) : '–');
  const known = ages.filter(([age]) => figures.has(`overdue.aging.${age}.count`));
  const total = tableBlocks(
    [words(columns.age, 2), numbers(columns.invoices, 1), numbers(columns.amount, 2), ...earlierColumn],
    known.map(([age, word]) => [
      word,
      said(`overdue.aging.${age}.count`),
      said(`overdue.aging.${age}.amount`),
      ...earlier(`overdue.aging.${age}.amount`),
    ]),
  );
  const codes = overdueCurrencies(figures);
  const rows = ages.map(([age, word]) => [word, ...codes.map((code) => said(`overdue.aging.${age}.amount.${code}`))]);
  const heads = [words(columns.age, 1), ...codes.map((code) => numbers(code, 1))];
  return [...total, ...headed(captions.ageing_of, codes.length === 0 ? [] : tableBlocks(heads, rows))];
}

function indicatorBlocks({ speaker, locale, earlier, earlierColumn }: Writing): Block[] {
  const { messages, figures } = speaker;
  const { columns, captions } = messages.words;
  const meanings = new Map(definitionsIn(locale).map(({ id, meaning }) => [id, meaning]));
  const rows = Object.entries(messages.terms.kpis)
    .filter(([kpi]) => figures.has(`kpi.${kpi}`))
    .map(([kpi, word]) => [
      word,
      speaker.figure(`kpi.${kpi}`),
      ...earlier(`kpi.${kpi}`),
      meanings.get(`kpi.${kpi}`) ?? '',
    ]);
  const heads = [words(columns.indicator, 3), numbers(columns.now, 2), ...earlierColumn, words(columns.meaning, 6)];
  return headed(captions.kpis, tableBlocks(heads, rows));
}

function causeBlocks({ input, speaker }: Writing): Block[] {
  const { messages, figures } = speaker;
  const { columns, captions } = messages.words;
  const measures = new Map(Object.entries(messages.terms.cause_measures));
  const rows = Object.entries(messages.terms.causes)
    .filter(([cause]) => figures.has(`overdue.cause.${cause}.customers`))
    .map(([cause, word]) => [
      word,
      speaker.figure(`overdue.cause.${cause}.customers`),
      speaker.figure(`overdue.cause.${cause}.share_pct`),
      measures.get(cause) ?? '',
    ]);
  const heads = [
    words(columns.cause, 3),
    numbers(columns.count, 2),
    numbers(columns.share, 2),
    words(columns.measures, 8),
  ];
  return headed(captions.overdue_parts.causes, [
    ...findingBlocks(speaker, causeFindings(input)),
    ...tableBlocks(heads, rows),
  ]);
}

function debtorBlocks({ speaker }: Writing, code: string | null): Block[] {
  const { columns, captions, counted } = speaker.messages.words;
  const id = code === null ? 'overdue.customers.largest' : `overdue.customers.largest.${code}`;
  const rows = speaker.figures.rows(id).map((row, index) => {
    const said = debtorWords(row, speaker, { id, index, currency: code ?? speaker.format.currency });
    return [
      shorten(String(row.name === '' ? row.customer_id : row.name), NAME_COLUMNS),
      speaker.cell(id, index, 'amount'),
      speaker.cell(id, index, 'oldest_days'),
      said.cause,
      said.basis,
      said.evidence,
    ];
  });
  const heads = [
    words(columns.customer, 4),
    numbers(columns.amount, 3),
    numbers(columns.oldest, 2),
    words(columns.cause, 3),
    words(columns.basis, 3),
    words(columns.evidence, 8),
  ];
  const caption = code === null ? captions.debtors : counted({ what: captions.debtors, count: code });
  return headed(caption, tableBlocks(heads, rows, true));
}

function stageBlocks({ speaker }: Writing): Block[] {
  const { messages } = speaker;
  const { columns, captions } = messages.words;
  const rows = OVERDUE_AGES.map((age) => [
    messages.terms.ageing[age],
    speaker.figure(`overdue.aging.${age}.count`),
    speaker.figures.has(`overdue.aging.${age}.amount`) ? speaker.figure(`overdue.aging.${age}.amount`) : '–',
    messages.terms.collection_stages[age],
  ]);
  const heads = [
    words(columns.age, 2),
    numbers(columns.invoices, 2),
    numbers(columns.amount, 3),
    words(columns.stage, 8),
  ];
  const undecided = findingBlocks(speaker, [finding('overdue.undecided', {})]);
  return headed(captions.overdue_parts.stages, [...tableBlocks(heads, rows), ...undecided]);
}

function watchBlocks({ input, speaker }: Writing): Block[] {
  const { messages, figures } = speaker;
  const { columns, captions } = messages.words;
  const rows = WATCHED.filter((id) => figures.has(id)).map((id) => [
    figureLabel(id, messages),
    speaker.figure(id),
    messages.terms.watched[id],
  ]);
  const heads = [words(columns.indicator, 3), numbers(columns.now, 2), words(columns.worse_when, 4)];
  return headed(captions.overdue_parts.watch, [
    ...findingBlocks(speaker, [overdueWatch(input)]),
    ...tableBlocks(heads, rows),
  ]);
}

/** The overdue report: purpose, period and source; how much and how old; why, and what is done; what it comes to and what is watched. */
export function overdueSection(writing: Writing): Section {
  const { input, speaker, chart } = writing;
  const { captions, sections } = speaker.messages.words;
  const known = hasOverdue(speaker.figures);
  const report = (): Block[] => [
    ...ageingBlocks(writing),
    ...chart('ageing'),
    ...indicatorBlocks(writing),
    ...causeBlocks(writing),
    ...[null, ...overdueCurrencies(speaker.figures)].flatMap((code) => debtorBlocks(writing, code)),
    ...stageBlocks(writing),
    ...headed(captions.overdue_parts.conclusion, findingBlocks(speaker, overdueConclusions(input))),
    ...chart('roll-rates'),
    ...watchBlocks(writing),
  ];
  return {
    id: 'overdue',
    title: sections.overdue,
    own_page: false,
    blocks: [
      ...(known ? findingBlocks(speaker, overdueScope(input)) : []),
      ...findingBlocks(speaker, overdueFindings(input)),
      ...(known ? report() : []),
    ],
  };
}
