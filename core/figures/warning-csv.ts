import { monthOfIndex } from '../contracts/early-warning.ts';
import { eventsOf } from '../domain/early-warning/back-test.ts';
import { PARTS } from '../domain/early-warning/factors.ts';
import { type CustomerWarning, type Judgement, topParts } from '../domain/early-warning/judgement.ts';
import { SCORE_UNITS } from '../domain/early-warning/points-card.ts';
import { lastDay } from '../domain/month.ts';
import { spreadsheetSafe } from '../domain/spreadsheet-safe.ts';

/** Currency of each row where books can't be added up, by customer index; null where they can. */
export type CurrencyOf = ((customerIndex: number) => string) | null;

/** How much text is gathered before it becomes bytes. */
const CHUNK = 1 << 20;

/** Text that becomes bytes as it grows: a file of tens of millions of lines is more than one text can hold. */
class ByteLines {
  readonly #chunks: Uint8Array[] = [];
  readonly #encoder = new TextEncoder();
  #text = '';

  add(line: string): void {
    this.#text += line;
    if (this.#text.length >= CHUNK) this.#flush();
  }

  bytes(): Uint8Array {
    this.#flush();
    const all = new Uint8Array(this.#chunks.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const chunk of this.#chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return all;
  }

  #flush(): void {
    if (this.#text !== '') this.#chunks.push(this.#encoder.encode(this.#text));
    this.#text = '';
  }
}

/**
 * warnings.csv: everybody with something open at the period's end, by id: score, points of each part, alert, reasons. RFC 4180,
 * UTF-8, LF; text that a spreadsheet would run as a formula is escaped.
 */
export function warningsCsv(judgement: Judgement, currencyOf: CurrencyOf): Uint8Array {
  const lines = new ByteLines();
  const header = ['customer_id', ...(currencyOf === null ? [] : ['currency']), 'score', 'points_base'];
  const columns = [
    ...header,
    ...PARTS.map((part) => `points_${part}`),
    'alert',
    'reasons',
    'since',
    'new',
    'top_factors',
  ];
  lines.add(`${columns.join(',')}\n`);
  for (const customer of judgement.customers) lines.add(`${warningCells(customer, judgement, currencyOf).join(',')}\n`);
  return lines.bytes();
}

function warningCells(customer: CustomerWarning, { card, table }: Judgement, currencyOf: CurrencyOf): string[] {
  const top = topParts(customer.parts).map(({ part, value, points }) => `${part}=${shown(value)} (+${shown(points)})`);
  return [
    cell(customer.customer_id),
    ...(currencyOf === null ? [] : [currencyOf(table.customer[customer.row] ?? 0)]),
    customer.score.toFixed(2),
    shown(card.base),
    ...customer.parts.map(({ points }) => shown(points)),
    customer.reasons.length > 0 ? '1' : '0',
    customer.reasons.join('; '),
    customer.since === null ? '' : monthOfIndex(customer.since),
    customer.fresh ? '1' : '0',
    cell(top.join('; ')),
  ];
}

/** backtest.csv: every customer-month whose outcome is closed, by customer and month: the score of then, and what became of it. */
export function backTestCsv({ table, walk }: Judgement, currencyOf: CurrencyOf): Uint8Array {
  const asOf = new Map(
    walk.months.flatMap(({ monthIndex, judged }) => (judged ? [[monthIndex, lastDay(monthOfIndex(monthIndex))]] : [])),
  );
  const ids = table.ids.map(cell);
  const lines = new ByteLines();
  lines.add(`customer_id,${currencyOf === null ? '' : 'currency,'}as_of,score,event,e1,e2\n`);
  for (let row = 0; row < table.rows; row += 1) {
    const day = asOf.get(table.month[row] ?? 0);
    if (day === undefined) continue;
    const customer = table.customer[row] ?? 0;
    const { late30, slower } = eventsOf(table, row);
    const events = `${late30 || slower ? 1 : 0},${late30 ? 1 : 0},${slower ? 1 : 0}`;
    const currency = currencyOf === null ? '' : `${currencyOf(customer)},`;
    lines.add(
      `${ids[customer] ?? ''},${currency}${day},${((walk.scores[row] ?? 0) / SCORE_UNITS).toFixed(2)},${events}\n`,
    );
  }
  return lines.bytes();
}

/** A number in up to four decimals, nothing for null. */
function shown(value: number | null): string {
  return value === null ? '' : String(Number(value.toFixed(4)) + 0);
}

function cell(text: string): string {
  const safe = spreadsheetSafe(text);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
