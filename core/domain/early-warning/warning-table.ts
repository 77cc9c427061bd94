import type { Rules } from '../../contracts/config.ts';
import { BEHAVIOUR_FACTS, FACT } from '../../contracts/early-warning.ts';
import { ownText } from '../own-text.ts';
import { compositeOf } from './composite.ts';
import { FACTORS, measureFactors, overdueShare, PARTS } from './factors.ts';
import { classEdges, classOf, dynamicCard, scoreUnits } from './points-card.ts';
import type { PortfolioMonth } from './portfolio.ts';
import { ruleBits } from './rules.ts';

/** Bits of what became of a customer-month. */
export const EVENT = { late30: 1, slower: 2 } as const;
/** Marks a day that is not known. */
export const NO_DAYS = -1;

/** Who a customer is, and who looks after it. */
export interface Person {
  readonly name: string | null;
  readonly accountManager: string | null;
}

/** What a customer-month at the period's end is shown with. */
export interface LatestValues {
  readonly row: number;
  readonly person: Person;
  readonly composite: number;
  /** In the order of FACTORS. */
  readonly values: Float64Array;
}

const NOBODY: Person = { name: null, accountManager: null };

/** Every customer-month in columns, a customer's months one after the other; a score costs two bytes, a class one. */
export class WarningTable {
  readonly ids: string[] = [];
  readonly customer: Uint32Array;
  readonly month: Int32Array;
  readonly event: Uint8Array;
  readonly lateDays: Int16Array;
  readonly openAmount: Float64Array;
  readonly overdueShare: Float64Array;
  readonly meanDaysLate: Float64Array;
  readonly dynamic: Uint16Array;
  /** Class of each part, in the order of PARTS. */
  readonly classes: readonly Uint8Array[];
  readonly entering: Uint8Array;
  readonly staying: Uint8Array;
  readonly latest: LatestValues[] = [];
  rows = 0;
  #portfolio: ReadonlyMap<number, PortfolioMonth> = new Map();
  readonly #rules: Rules;
  readonly #latestMonth: number;
  readonly #edges: readonly Float64Array[];
  readonly #card: readonly Float64Array[];
  readonly #facts = new Float64Array(BEHAVIOUR_FACTS.length);
  readonly #values = new Float64Array(FACTORS.length);
  #customerId: string | null = null;

  /** A table with room for the customers of every month of the portfolio. `latestMonth` is the period's. */
  constructor(portfolio: readonly PortfolioMonth[], rules: Rules, latestMonth: number) {
    const room = portfolio.reduce((sum, { customers }) => sum + customers, 0);
    this.beginScope(portfolio);
    this.#rules = rules;
    this.#latestMonth = latestMonth;
    this.#edges = classEdges(rules.early_warning);
    this.#card = dynamicCard(rules.early_warning).points;
    this.customer = new Uint32Array(room);
    this.month = new Int32Array(room);
    this.event = new Uint8Array(room);
    this.lateDays = new Int16Array(room);
    this.openAmount = new Float64Array(room);
    this.overdueShare = new Float64Array(room);
    this.meanDaysLate = new Float64Array(room);
    this.dynamic = new Uint16Array(room);
    this.classes = PARTS.map(() => new Uint8Array(room));
    this.entering = new Uint8Array(room);
    this.staying = new Uint8Array(room);
  }

  /** Adds the next customer-month. Rows come by customer and month. */
  add(customerId: string, facts: string, person: Person = NOBODY): void {
    readFacts(facts, this.#facts);
    const monthIndex = this.#facts[FACT.month_index] ?? 0;
    const portfolio = this.#portfolio.get(monthIndex);
    if (portfolio === undefined || this.rows >= this.month.length) return;
    if (customerId !== this.#customerId) {
      this.#customerId = ownText(customerId);
      this.ids.push(this.#customerId);
    }
    measureFactors(this.#facts, portfolio, this.#values);
    this.#put(this.rows, monthIndex, person);
    this.rows += 1;
  }

  /** Begins the customers of another currency: measured against their own portfolio, and others even where the id is the same. */
  beginScope(portfolio: readonly PortfolioMonth[]): void {
    this.#portfolio = new Map(portfolio.map((month) => [month.monthIndex, month]));
    this.#customerId = null;
  }

  #put(row: number, monthIndex: number, person: Person): void {
    const facts = this.#facts;
    const of = (index: number) => facts[index] ?? Number.NaN;
    this.customer[row] = this.ids.length - 1;
    this.month[row] = monthIndex;
    this.event[row] =
      (of(FACT.event_late_30) === 1 ? EVENT.late30 : 0) | (of(FACT.event_slower) === 1 ? EVENT.slower : 0);
    this.lateDays[row] = Number.isNaN(of(FACT.event_late_30_days)) ? NO_DAYS : of(FACT.event_late_30_days);
    this.openAmount[row] = of(FACT.open_amount);
    this.overdueShare[row] = overdueShare(facts);
    this.meanDaysLate[row] = of(FACT.settled) === 0 ? 0 : of(FACT.late_days) / of(FACT.settled);
    const composite = compositeOf(facts, this.#rules.score.weights);
    let score = this.#rules.early_warning.base;
    PARTS.forEach((part, index) => {
      const value = part === 'composite' ? composite : (this.#values[index - 1] ?? Number.NaN);
      const found = classOf(this.#edges[index] ?? new Float64Array(0), value);
      const column = this.classes[index];
      if (column !== undefined) column[row] = found;
      score += this.#card[index]?.[found] ?? 0;
    });
    this.dynamic[row] = scoreUnits(score);
    const bits = ruleBits(facts, this.#values, this.#rules);
    this.entering[row] = bits.entering;
    this.staying[row] = bits.staying;
    if (monthIndex === this.#latestMonth)
      this.latest.push({ row, person: ownPerson(person), composite, values: Float64Array.from(this.#values) });
  }
}

function ownPerson({ name, accountManager }: Person): Person {
  return {
    name: name === null ? null : ownText(name),
    accountManager: accountManager === null ? null : ownText(accountManager),
  };
}

/** Reads numbers separated by commas; nothing between two commas is NaN. */
export function readFacts(text: string, into: Float64Array): void {
  let start = 0;
  for (let index = 0; index < into.length; index += 1) {
    let end = text.indexOf(',', start);
    if (end === -1) end = text.length;
    into[index] = start >= end ? Number.NaN : Number(text.slice(start, end));
    start = end + 1;
  }
}
