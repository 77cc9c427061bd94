import type { CustomerLine } from '../../core/contracts/report-input.ts';
import { ownerOf } from '../../core/domain/collection-task.ts';
import { STRATEGY } from '../charts/palette.ts';
import { BANDS } from '../findings/score.ts';
import { STRATEGIES } from '../findings/tiers.ts';
import { cleanText } from '../format/clean-text.ts';
import { roundedText, signedText } from '../format/round.ts';
import { sayWith } from '../messages/phrase.ts';
import { type Html, html, jsonScript } from './html.ts';
import type { PageContext } from './page-context.ts';
import type { Section } from './section.ts';
import { table } from './table.ts';

/** Up to so many customers stand in the page as rows; more are kept as data and written out a page at a time. */
const ROWS_IN_PAGE = 2000;

/** Up to so many are held at all: with more a page takes long to open, and the workbook has everybody. */
const HELD = 10_000;
const UNSCORED = 500;

/** Fields of a line that have a column, in order. `sort` says what a column is ordered by. */
const COLUMNS = ['customer', 'outstanding', 'payment_rate', 'score', 'strategy', 'owner', 'reasons'] as const;
type ColumnName = (typeof COLUMNS)[number];
const NUMERIC: ReadonlySet<ColumnName> = new Set(['outstanding', 'payment_rate', 'score']);
const UNSORTED: ReadonlySet<ColumnName> = new Set(['reasons']);

/** One cell: what it says, a second line, and what it is sorted by where that is not what it says. */
interface Cell {
  readonly text: string;
  readonly below?: string;
  readonly sort?: number;
}

function reasonText(line: CustomerLine, { speaker, words }: PageContext): string {
  const { score_reasons: names } = speaker.messages.terms;
  return line.reasons
    .map(({ code, value, points }) => {
      const met = code === 'payment_rate' ? speaker.format.pct(value) : roundedText(value, 0);
      return words.counted({ what: `${names[code]} ${met}`, count: signedText(points, 1) });
    })
    .join(words.list_separator);
}

/** Why this strategy, and on what terms new orders leave: the profit level, and the credit policy of the band. */
function groundsText(line: CustomerLine, context: PageContext): string {
  const { rules } = context.input;
  const { policies } = context.speaker.messages.terms;
  const terms = line.band === null ? [] : [policies[rules.policy[line.band]]];
  return [profitText(line, context), ...terms].join(context.words.list_separator);
}

/** Profit level, and the books' own tier where it says something else. */
function profitText(line: CustomerLine, { speaker }: PageContext): string {
  const level = speaker.messages.terms.levels[line.profitability];
  const tier = line.profitability_tier === null ? '' : cleanText(line.profitability_tier);
  return tier === '' || tier.toLowerCase() === line.profitability
    ? level
    : speaker.messages.words.counted({ what: level, count: tier });
}

function cells(line: CustomerLine, context: PageContext): Readonly<Record<ColumnName, Cell>> {
  const { speaker } = context;
  const { terms } = speaker.messages;
  const owner = terms.roles[line.owner_role];
  const name = cleanText(ownerOf(line.owner_role, line.account_manager, context.input.rules));
  return {
    customer: { text: cleanText(line.name), below: cleanText(line.customer_id) },
    outstanding: {
      text: speaker.format.money(line.outstanding_balance, 'full', line.currency),
      sort: Number(line.outstanding_balance),
    },
    payment_rate: { text: speaker.format.pct(line.payment_rate_pct), sort: line.payment_rate_pct },
    score: {
      text: line.score === null ? terms.not_computed : roundedText(line.score, 1),
      sort: line.score ?? -1,
      ...(line.band === null ? {} : { below: terms.bands[line.band] }),
    },
    strategy: { text: terms.strategies[line.strategy], below: groundsText(line, context) },
    owner: { text: owner, ...(name === owner ? {} : { below: name }) },
    reasons: { text: reasonText(line, context) },
  };
}

function cellHtml(name: ColumnName, cell: Cell, label: string): Html {
  const below = cell.below ? html`<small><bdi>${cell.below}</bdi></small>` : '';
  const sort = cell.sort === undefined ? '' : html` data-sort="${cell.sort}"`;
  if (name === 'customer') return html`<th scope="row"><bdi>${cell.text}</bdi>${below}</th>`;
  return html`<td class="${NUMERIC.has(name) ? 'num' : name}"${sort} data-field="${name}" data-label="${label}">${cell.text}${below}</td>`;
}

function row(line: CustomerLine, context: PageContext): Html {
  const made = cells(line, context);
  const { columns } = context.words;
  const tds = COLUMNS.map((name) => cellHtml(name, made[name], columns[name]));
  return html`<tr data-customer="${line.customer_id}" data-strategy="${line.strategy}" data-band="${line.band ?? ''}">${tds}</tr>`;
}

/** The same rows as data: per customer the filters, then per column text, second line and sort value. */
function rowsAsData(context: PageContext) {
  return context.input.customers.slice(0, HELD).map((line) => {
    const made = cells(line, context);
    return [
      line.strategy,
      line.band ?? '',
      ...COLUMNS.map((name) => [made[name].text, made[name].below ?? '', made[name].sort ?? null]),
    ];
  });
}

function controls(context: PageContext): Html {
  const { words, speaker } = context;
  const { terms } = speaker.messages;
  const strategies = STRATEGIES.map(
    (strategy) => html`<option value="${strategy}">${terms.strategies[strategy]}</option>`,
  );
  const bands = BANDS.map((band) => html`<option value="${band}">${terms.bands[band]}</option>`);
  return html`<form class="controls" id="customer-controls" hidden><label>${words.page.filter}<input type="search" name="find" placeholder="${words.page.filter_hint}" autocomplete="off"></label><label>${words.columns.strategy}<select name="strategy"><option value="">${words.page.all_strategies}</option>${strategies}</select></label><label>${words.columns.band}<select name="band"><option value="">${words.page.all_bands}</option>${bands}</select></label><p class="count" role="status" data-words="${words.page.shown}"></p></form>`;
}

function pager(context: PageContext): Html {
  const { page } = context.words;
  return html`<nav class="pager" id="customer-pager" hidden aria-label="${context.words.sections.customers}"><button type="button" data-step="-1">${page.previous}</button><span data-words="${page.page_of}"></span><button type="button" data-step="1">${page.next}</button></nav>`;
}

function customerTable(context: PageContext): Html {
  const { words, input } = context;
  const inPage = input.customers.length <= ROWS_IN_PAGE;
  const heads = COLUMNS.map((name, index) => {
    const style = NUMERIC.has(name) ? 'num' : name;
    if (UNSORTED.has(name)) return html`<th scope="col" class="${style}">${words.columns[name]}</th>`;
    return html`<th scope="col" class="${style}"${name === 'outstanding' ? html` aria-sort="descending"` : ''}><button type="button" data-column="${index}">${words.columns[name]}</button></th>`;
  });
  const rows = inPage
    ? input.customers.map((line) => row(line, context))
    : input.customers.slice(0, 25).map((line) => row(line, context));
  const labels = COLUMNS.map((name) => words.columns[name]);
  const data = inPage ? '' : jsonScript('customer-data', rowsAsData(context));
  return html`${controls(context)}<noscript><p class="aside">${words.page.no_script}</p></noscript><div class="scroll" tabindex="0" role="group" aria-label="${words.sections.customers}"><table class="customers" id="customers-table" data-labels="${JSON.stringify(labels)}" data-nobody="${words.page.nobody_found}"><caption class="sr">${words.sections.customers}</caption><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>${pager(context)}${data}`;
}

/** Says how many of how many a list holds, where it does not hold all. */
function moreNote(context: PageContext, count: number, most: number): Html | null {
  if (count <= most) return null;
  const { speaker, words } = context;
  const note = sayWith((place) => {
    const held = (value: number) => place(speaker.line('customers.csv', value, 'count'));
    return words.mail.largest_of({ shown: held(most), count: held(count) });
  });
  return html`<p class="aside">${context.phrase(note)}</p>`;
}

function unscoredTable(context: PageContext): Html | null {
  const { words, speaker, input } = context;
  const { score_reasons: names } = speaker.messages.terms;
  const named = (input_: string) => (Object.hasOwn(names, input_) ? names[input_ as keyof typeof names] : input_);
  const made = table({
    caption: words.page.unscored,
    columns: [
      { label: words.columns.customer },
      { label: words.columns.customer_id },
      { label: words.columns.missing },
    ],
    rows: input.unscored
      .slice(0, UNSCORED)
      .map(({ name, customer_id, missing }) => [
        html`<bdi>${cleanText(name)}</bdi>`,
        cleanText(customer_id),
        missing.map(named).join(words.list_separator),
      ]),
  });
  return html`${made}${moreNote(context, input.unscored.length, UNSCORED)}`;
}

/** Colours of the strategies, for the dots beside their names. */
export function strategyStyles(): string {
  return STRATEGIES.map(
    (strategy) => `tr[data-strategy=${strategy}] td.strategy::before{background:${STRATEGY[strategy]}}`,
  ).join('');
}

/** Every high-risk customer, or the ten thousand that owe most, to be searched, narrowed down and sorted. */
export function customersSection(context: PageContext): Section {
  const { words, input } = context;
  const body =
    input.customers.length === 0
      ? html`<p class="lead good">${words.captions.nobody_to_place}</p>`
      : customerTable(context);
  const all = input.customers.length <= HELD;
  const note = moreNote(context, input.customers.length, HELD);
  return {
    id: 'customers',
    title: all ? words.sections.customers : words.mail.largest,
    body: html`${note}${body}${unscoredTable(context)}`,
  };
}
