import { BEHAVIOUR_FACTS, monthOfIndex } from '../contracts/early-warning.ts';
import { eventsOf } from '../domain/early-warning/back-test.ts';
import { PARTS } from '../domain/early-warning/factors.ts';
import { type CustomerWarning, type Judgement, topParts } from '../domain/early-warning/judgement.ts';
import { SCORE_UNITS } from '../domain/early-warning/points-card.ts';
import { lastDay } from '../domain/month.ts';
import { ByteLines, csvCell } from './byte-lines.ts';

/** Currency of each row where books can't be added up, by customer index; null where they can. */
export type CurrencyOf = ((customerIndex: number) => string) | null;

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
  const { parts } = customer;
  const top = topParts(parts).map(({ part, value, points }) => `${part}=${shown(value)} (+${shown(points)})`);
  return [
    csvCell(customer.customer_id),
    ...(currencyOf === null ? [] : [currencyOf(table.customer[customer.row] ?? 0)]),
    customer.score.toFixed(2),
    shown(card.base),
    ...parts.map(({ points }) => shown(points)),
    customer.reasons.length > 0 ? '1' : '0',
    customer.reasons.join('; '),
    customer.since === null ? '' : monthOfIndex(customer.since),
    customer.fresh ? '1' : '0',
    csvCell(top.join('; ')),
  ];
}

/** backtest.csv: every customer-month whose outcome is closed, by customer and month: the score of then, and what became of it. */
export function backTestCsv({ table, walk, alerts }: Judgement, currencyOf: CurrencyOf): Uint8Array {
  const asOf = new Map(
    walk.months.flatMap(({ monthIndex, judged }) => (judged ? [[monthIndex, lastDay(monthOfIndex(monthIndex))]] : [])),
  );
  const ids = table.ids.map(csvCell);
  const lines = new ByteLines();
  lines.add(`customer_id,${currencyOf === null ? '' : 'currency,'}as_of,score,event,e1,e2,alert\n`);
  for (let row = 0; row < table.rows; row += 1) {
    const day = asOf.get(table.month[row] ?? 0);
    if (day === undefined) continue;
    const customer = table.customer[row] ?? 0;
    const { late30, slower } = eventsOf(table, row);
    const events = `${late30 || slower ? 1 : 0},${late30 ? 1 : 0},${slower ? 1 : 0}`;
    const currency = currencyOf === null ? '' : `${currencyOf(customer)},`;
    lines.add(
      `${ids[customer] ?? ''},${currency}${day},${((walk.scores[row] ?? 0) / SCORE_UNITS).toFixed(2)},${events},${(alerts.reasons[row] ?? 0) === 0 ? 0 : 1}\n`,
    );
  }
  return lines.bytes();
}

/** A number in up to four decimals, nothing for null. */
function shown(value: number | null): string {
  return value === null ? '' : String(Number(value.toFixed(4)) + 0);
}

/**
 * What one month's scores were computed from: a line a customer with something open, the facts in columns. Lines come by customer; those
 * of other months are left out.
 */
export class MonthFactsCsv {
  readonly #lines = new ByteLines();
  readonly #month: string;

  constructor(monthIndex: number) {
    this.#month = `${monthIndex},`;
    this.#lines.add(`customer_id,${BEHAVIOUR_FACTS.join(',')}\n`);
  }

  add(customerId: string, facts: string): void {
    if (facts.startsWith(this.#month)) this.#lines.add(`${csvCell(customerId)},${facts}\n`);
  }

  bytes(): Uint8Array {
    return this.#lines.bytes();
  }
}
