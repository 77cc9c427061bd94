import type { CustomerLine } from '../../../core/contracts/report-input.ts';
import { missingReasons } from '../../findings/missing.ts';
import { qualityFindings } from '../../findings/quality.ts';
import { shorten } from '../../format/clean-text.ts';
import { roundedText } from '../../format/round.ts';
import { definitionsIn } from '../../messages/definitions.ts';
import { differenceRows } from '../../messages/difference-rows.ts';
import { termFor } from '../../messages/messages-for.ts';
import { findingBlocks, noteBlock, numbers, tableBlocks, words } from '../blocks.ts';
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

function customerRow({ speaker }: Writing, line: CustomerLine): readonly string[] {
  const { messages, format } = speaker;
  const dash = (text: string | null) => text ?? '–';
  return [
    shorten(line.name === '' ? line.customer_id : line.name, NAME_COLUMNS),
    shorten(line.customer_id, ID_COLUMNS),
    dash(format.value(line.outstanding_balance, 'money', 'full', line.currency)),
    dash(format.value(line.payment_rate_pct, 'pct')),
    dash(format.value(line.score, 'score')),
    messages.terms.strategies[line.strategy],
    line.account_manager ? shorten(line.account_manager, MANAGER_COLUMNS) : messages.terms.roles[line.owner_role],
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
    ...moreNote(input.unscored.length, rows.length, speaker.messages.words.mail.largest_of),
  ];
}

function moreNote(count: number, shown: number, say: (p: { shown: string; count: string }) => string): Block[] {
  return count > shown ? [noteBlock(say({ shown: roundedText(shown, 0), count: roundedText(count, 0) }))] : [];
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
    own_page: true,
    blocks: [
      ...moreNote(input.customers.length, rows.length, mail.largest_of),
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
  const count = (value: number) => roundedText(value, 0);
  const rows = input.landing.map((table) => [
    table.table,
    count(table.rows_read),
    count(table.rows_landed),
    count(table.quarantined),
    count(table.duplicates_dropped),
    count(table.deleted),
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
      ...tableBlocks([words(columns.figure, 2), words(sections.definitions, 5)], definitions),
      ...tableBlocks([words(page.run, 1), words(columns.value, 3)], run),
    ],
  };
}
