import type { NamedRange } from 'hucre';
import type { FigureUnit } from '../../core/contracts/figure.ts';
import type { ReportInput } from '../../core/contracts/report-input.ts';
import { type FigureReader, figureReader } from '../format/figure-reader.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { type Bilingual, createBilingual } from './bilingual.ts';
import { numberStyle, type Origin, STYLES } from './cell-styles.ts';
import { formulaCell, type GridCell, numberCell, textCell } from './grid.ts';
import { type LiveTotals, liveTotals } from './live-totals.ts';

/** What every sheet of the workbook is made from. */
export interface Book {
  readonly input: ReportInput;
  readonly words: Bilingual;
  readonly figures: FigureReader;
  readonly earlier: FigureReader;
  /** Digits after the point of an amount. */
  readonly digits: number;
  /** False where balances are in several currencies without rates: they are never added then. */
  readonly summable: boolean;
  /** What the formulas over the list of customers give. */
  readonly totals: LiveTotals;
  /** Names that formulas use instead of addresses; sheets add theirs. */
  readonly names: NamedRange[];
}

/** The input and its words, ready for the sheets. */
export function createBook(input: ReportInput): Book {
  const figures = figureReader(input.figures);
  const money = new Intl.NumberFormat('en', { style: 'currency', currency: input.run.currency });
  return {
    input,
    words: createBilingual(input),
    figures,
    earlier: figureReader(input.previous?.figures ?? {}),
    digits: money.resolvedOptions().maximumFractionDigits ?? 2,
    summable: figures.get('selection.high_risk.outstanding_total')?.reason !== 'several_currencies',
    totals: liveTotals(input.customers),
    names: [],
  };
}

/** What a figure is called, in the languages of the workbook. */
export function figureName(book: Book, id: string): string {
  return book.words.say((tongue) => figureLabel(id, tongue.messages));
}

/** Why a figure has no value. */
export function whyNot(book: Book, id: string): string {
  return book.words.say(
    ({ messages, speaker }) => `${messages.terms.not_computed}${messages.words.colon}${speaker.why(id)}`,
  );
}

/** A figure's value as a cell: a number where it is one, words where there is none. */
export function figureCell(book: Book, id: string, origin: Origin = 'computed'): GridCell {
  const figure = book.figures.get(id);
  if (!figure) return null;
  if (figure.value === null) return textCell(whyNot(book, id), STYLES.quiet);
  return valueCell(book, figure.value, figure.unit, origin);
}

/** Any value by its unit: numbers and money as numbers, months and texts as text. */
export function valueCell(book: Book, value: unknown, unit: FigureUnit, origin: Origin = 'computed'): GridCell {
  const style = numberStyle(unit, book.digits, origin);
  if (typeof value === 'number') return numberCell(value, style);
  if (unit === 'money' && typeof value === 'string' && value !== '') return numberCell(Number(value), style);
  if (typeof value === 'string') return textCell(value, style);
  return typeof value === 'boolean' ? { value, style } : { style };
}

/** The unit of a figure in words; amounts are in the run's currency. */
export function unitName(book: Book, unit: FigureUnit): string {
  return unit === 'money' ? book.input.run.currency : book.words.say((tongue) => tongue.book.units[unit]);
}

/** What was computed here less what the report says; empty where one of them is missing. */
export function differenceCell(
  book: Book,
  live: string,
  reported: string,
  values: readonly (number | null)[],
  unit: FigureUnit,
): GridCell {
  const [here = null, there = null] = values;
  const result = here === null || there === null ? null : here - there;
  return formulaCell(
    `IF(COUNT(${live},${reported})<2,"",ROUND(${live}-${reported},6))`,
    result === null ? null : Number(result.toFixed(6)),
    numberStyle(unit === 'pct' ? 'pp' : unit, book.digits),
  );
}
