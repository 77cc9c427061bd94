import type { Evidence, Figure, FigureRow, FigureUnit, FigureValue } from '../contracts/figure.ts';
import type { LedgerQueryName } from '../contracts/ledger-rows.ts';
import { NOTES, type NoteCode } from '../contracts/notes.ts';
import type { QueryName } from '../contracts/rows.ts';
import { Decimal } from '../domain/decimal.ts';
import { exactToDecimal } from '../domain/exact.ts';
import { currencyDigits, formatMoney } from '../domain/money.ts';
import { isMissing, known, type Quantity } from '../domain/quantity.ts';

/** A number as the domain hands it over. */
export type Numeric = number | Decimal;
/** Units whose value is a JSON number. */
export type NumberUnit = Exclude<FigureUnit, 'money' | 'month' | 'text' | 'flag' | 'list'>;

/** Makes the figures of one section: each says its unit and how it comes from the rows of the section's query. */
export interface FigureKit {
  /** A number, unrounded. */
  readonly number: (unit: NumberUnit, value: Numeric | Quantity<Numeric>, formula: string) => Figure;
  /** An amount, rounded once, half away from zero, to the currency's digits. */
  readonly money: (value: Decimal | bigint | Quantity<Decimal>, formula: string) => Figure;
  readonly text: (unit: 'text' | 'month', value: string | Quantity<string>, formula: string) => Figure;
  readonly list: (value: readonly FigureRow[], formula: string, caveat?: NoteCode) => Figure;
  /** The text an amount has in a figure. */
  readonly amount: (value: Decimal) => string;
}

/** Figures made from the rows of one query, or of a file of the run folder, in one currency. */
export function figureKit(currency: string, from: QueryName | LedgerQueryName | { readonly rows: string }): FigureKit {
  const digits = currencyDigits(currency);
  const source = typeof from === 'string' ? { query: `queries/${from}.sql`, rows: `rows/${from}.csv` } : from;
  const amount = (value: Decimal) => formatMoney(value, digits);
  const make = (unit: FigureUnit, quantity: Quantity<FigureValue & NonNullable<unknown>>, formula: string) =>
    figureOf(unit, quantity, { ...source, formula });
  return {
    number: (unit, value, formula) => make(unit, jsonNumber(value), formula),
    money: (value, formula) => {
      const quantity = typeof value === 'bigint' ? known(exactToDecimal(value)) : asQuantity(value);
      return make('money', isMissing(quantity) ? quantity : { ...quantity, value: amount(quantity.value) }, formula);
    },
    text: (unit, value, formula) => make(unit, typeof value === 'string' ? known(value) : value, formula),
    list: (value, formula, caveat) => make('list', known(value, caveat), formula),
    amount,
  };
}

/** A figure that has no value, for a reason. */
export function missingFigure(unit: FigureUnit, reason: NoteCode, evidence: Evidence = {}): Figure {
  return { value: null, unit, note: NOTES[reason], reason, evidence };
}

/** A finite number for JSON: never NaN, an infinity or −0, which have no text that reads back. */
export function finite(value: Numeric): number | null {
  const number = value instanceof Decimal ? value.toNumber() : value;
  return Number.isFinite(number) ? number + 0 : null;
}

function figureOf(
  unit: FigureUnit,
  { value, reason }: Quantity<FigureValue & NonNullable<unknown>>,
  evidence: Evidence,
): Figure {
  return reason === undefined ? { value, unit, evidence } : { value, unit, note: NOTES[reason], reason, evidence };
}

function asQuantity<T extends NonNullable<unknown>>(value: T | Quantity<T>): Quantity<T> {
  return isQuantity(value) ? value : known(value);
}

function isQuantity<T extends NonNullable<unknown>>(value: T | Quantity<T>): value is Quantity<T> {
  return typeof value === 'object' && 'value' in value;
}

function jsonNumber(value: Numeric | Quantity<Numeric>): Quantity<number> {
  const quantity = asQuantity<Numeric>(value);
  if (isMissing(quantity)) return quantity;
  const number = finite(quantity.value);
  return number === null ? { value: null, reason: 'not_finite' } : { ...quantity, value: number };
}
