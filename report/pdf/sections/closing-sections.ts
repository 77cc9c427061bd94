import type { FigureUnit } from '../../../core/contracts/figure.ts';
import type { CustomerLine } from '../../../core/contracts/report-input.ts';
import { hasLoans } from '../../findings/loan.ts';
import { missingReasons } from '../../findings/missing.ts';
import { qualityFindings } from '../../findings/quality.ts';
import { shorten } from '../../format/clean-text.ts';
import { definitionsIn } from '../../messages/definitions.ts';
import { differenceRows } from '../../messages/difference-rows.ts';
import { glossaryIn } from '../../messages/glossary.ts';
import { termFor } from '../../messages/messages-for.ts';
import { sayWith } from '../../messages/phrase.ts';
import type { Speaker } from '../../messages/speaker.ts';
import { type CellContent, findingBlocks, noteBlock, numbers, tableBlocks, words } from '../blocks.ts';
import type { Block, Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';

/** Customers that a printed list still serves; the rest are in the workbook, and the report says so. */
const CUSTOMERS_SHOWN = 100;
const UNSCORED_SHOWN = 20;
const NAME_COLUMNS = 30;
const ID_COLUMNS = 14;
const MANAGER_COLUMNS = 18;
/** Both amounts stand beside each other on paper: their difference needs no column. */
const DIFFERENCE_COLUMN = 5;

function customerRow({ speaker }: Writing, line: CustomerLine): readonly CellContent[] {
  const { messages } = speaker;
  const own = (field: 'payment_rate_pct' | 'score', unit: FigureUnit) =>
    line[field] === null ? '–' : speaker.line(`customers.csv#${line.customer_id}`, line[field], unit);
  return [
    shorten(line.name === '' ? line.customer_id : line.name, NAME_COLUMNS),
    shorten(line.customer_id, ID_COLUMNS),
    speaker.line(`customers.csv#${line.customer_id}`, line.outstanding_balance, 'money', 'full', line.currency),
    own('payment_rate_pct', 'pct'),
    own('score', 'score'),
    messages.terms.strategies[line.strategy],
    line.owner_role === 'account_manager' && line.account_manager !== null
      ? shorten(line.account_manager, MANAGER_COLUMNS)
      : messages.terms.roles[line.owner_role],
  ];
}

function unscoredBlocks({ input, speaker }: Writing): Block[] {
  const { messages } = speaker;
  const { columns, list_separator } = messages.words;
  const rows = input.unscored
    .slice(0, UNSCORED_SHOWN)
    .map(({ customer_id, name, missing }) => [
      shorten(name, NAME_COLUMNS),
      shorten(customer_id, ID_COLUMNS),
      missing.map((code) => termFor(messages.terms.measures, code)).join(list_separator),
    ]);
  if (rows.length === 0) return [];
  const table = tableBlocks(
    [words(columns.customer, 3), words(columns.customer_id, 2), words(columns.missing, 3)],
    rows,
  );
  return [
    { kind: 'heading', text: messages.words.page.unscored },
    ...table,
    ...moreNote(speaker, input.unscored.length, rows.length, speaker.messages.words.mail.largest_of),
  ];
}

/** Says how many of how many a list holds, where it does not hold all. */
function moreNote(
  speaker: Speaker,
  count: number,
  shown: number,
  say: (p: { shown: string; count: string }) => string,
  leads = false,
): Block[] {
  if (count <= shown) return [];
  return [
    noteBlock(
      sayWith((place) => {
        const held = (value: number) => place(speaker.line('customers.csv', value, 'count'));
        return say({ shown: held(shown), count: held(count) });
      }),
      leads,
    ),
  ];
}

/** The customers with the largest balances; where there are more than a list serves, how many, and where they are. */
export function customersSection(writing: Writing): Section | null {
  const { input, speaker } = writing;
  if (input.customers.length === 0) return null;
  const { columns, sections, mail } = speaker.messages.words;
  const rows = input.customers.slice(0, CUSTOMERS_SHOWN).map((line) => customerRow(writing, line));
  const heads = [
    words(columns.customer, 1),
    words(columns.customer_id),
    numbers(columns.outstanding),
    numbers(columns.payment_rate),
    numbers(columns.score),
    words(columns.strategy),
    words(columns.owner),
  ];
  return {
    id: 'customers',
    title: input.customers.length > CUSTOMERS_SHOWN ? mail.largest : sections.customers,
    own_page: false,
    blocks: [
      ...moreNote(speaker, input.customers.length, rows.length, mail.largest_of, true),
      ...tableBlocks(heads, rows, true),
      ...unscoredBlocks(writing),
    ],
  };
}

/** What was not computed, and why; each reason once, with how many figures of each subject it concerns. */
function missingBlocks({ speaker }: Writing): Block[] {
  const { columns, sections } = speaker.messages.words;
  const rows = missingReasons(speaker).map(({ reason, subjects }) => [reason, subjects]);
  const table = tableBlocks([words(columns.reason, 3), words(columns.figure, 2)], rows);
  return table.length === 0 ? [] : [{ kind: 'heading', text: sections.missing }, ...table];
}

function dataBlocks({ input, speaker }: Writing): Block[] {
  const { columns, sections } = speaker.messages.words;
  const fields = ['rows_read', 'rows_landed', 'quarantined', 'duplicates_dropped', 'deleted'] as const;
  const rows = input.landing.map((table) => [
    table.table,
    ...fields.map((field) => speaker.line(`landing.json#${table.table}.${field}`, table[field], 'count')),
  ]);
  const table = tableBlocks(
    [
      words(columns.table, 3),
      numbers(columns.rows_read, 1),
      numbers(columns.rows_landed, 1),
      numbers(columns.quarantined, 1),
      numbers(columns.duplicates, 1),
      numbers(columns.deleted, 1),
    ],
    rows,
  );
  const differences = tableBlocks(
    [
      words(columns.customer_id, 1),
      words(columns.compared, 1),
      words(columns.document, 1),
      numbers(columns.in_books),
      numbers(columns.from_documents),
      words(columns.likely_reason, 3),
    ],
    differenceRows(speaker).map((row) => row.filter((_, column) => column !== DIFFERENCE_COLUMN)),
    true,
  );
  return [
    { kind: 'heading', text: sections.data },
    ...findingBlocks(speaker, qualityFindings(input)),
    ...differences,
    ...table,
  ];
}

/** Method, data and definitions: what the figures rest on. */
export function methodSection(writing: Writing): Section {
  const { input, speaker, locale } = writing;
  const { columns, sections, page } = speaker.messages.words;
  const definitions = definitionsIn(locale)
    .filter(({ id }) => id === null || input.figures[id] !== undefined)
    .map(({ term, meaning }) => [term, meaning]);
  const glossary = glossaryIn(locale, hasLoans(speaker.figures)).map(({ term, meaning }) => [term, meaning]);
  const run = [
    [page.run, input.run.id],
    [page.version, input.run.version],
    [page.profile, input.run.profile],
  ];
  return {
    id: 'method',
    title: sections.method,
    own_page: false,
    blocks: [
      ...dataBlocks(writing),
      ...missingBlocks(writing),
      { kind: 'heading', text: sections.definitions },
      ...tableBlocks([words(columns.figure, 2), words(sections.definitions, 5)], definitions, true),
      { kind: 'heading', text: sections.glossary },
      ...tableBlocks([words(sections.glossary, 2), words(columns.meaning, 5)], glossary, true),
      ...tableBlocks([words(page.run, 1), words(columns.value, 3)], run),
    ],
  };
}
