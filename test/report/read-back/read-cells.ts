import type { Locale } from '../../../core/contracts/config.ts';
import type { FigureCell, Figures } from '../../../core/contracts/figure.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import type { ReadCell, ReadSheet } from '../workbook/read-workbook.ts';
import type { Explainer } from './explainer.ts';
import { tokensOf } from './written-forms.ts';

/** What the texts of a workbook are judged by: an explainer a language, and what the pages of these languages say. */
export interface BookReading {
  readonly input: ReportInput;
  readonly explainers: ReadonlyMap<Locale, Explainer>;
  /** Text of the pages that were read back before, without blanks. */
  readonly said: readonly string[];
  /** False where the run's figures were made up apart from each other, so that nothing computed from some gives the others. */
  readonly consistent: boolean;
}

const NUMBER = /^-?\d+(\.\d+)?$/;
/** Values are compared to the last digit that a sum of cents or a mean of floats can keep. */
const key = (value: number) => Number(value.toPrecision(11));

function numbersOf(figures: Figures): number[] {
  const cells = Object.values(figures).flatMap(({ value }): FigureCell[] => {
    if (!Array.isArray(value)) return [value as FigureCell];
    return value.flatMap((row) => (typeof row === 'object' && row !== null ? Object.values(row) : [row]));
  });
  return cells.flatMap((cell) =>
    typeof cell === 'number' || (typeof cell === 'string' && NUMBER.test(cell)) ? [Number(cell)] : [],
  );
}

/** Every number of the run: figures, last month's figures, customers' lines, what was landed, settings. */
function knownNumbers({ input }: BookReading): ReadonlySet<number> {
  const settings: number[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value))) settings.push(Number(value));
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(input.rules);
  const lines = input.customers.flatMap((line) => [
    ...[
      line.payment_rate_pct,
      Number(line.outstanding_balance),
      line.credit_score ?? 0,
      line.stability ?? 0,
      line.score ?? 0,
    ],
    ...line.reasons.flatMap(({ value, points }) => [value, points]),
  ]);
  const landed = input.landing.flatMap((table) => Object.values(table).filter((value) => typeof value === 'number'));
  const numbers = [
    ...numbersOf(input.figures),
    ...numbersOf(input.previous?.figures ?? {}),
    ...lines,
    ...landed,
    ...settings,
  ];
  return new Set(numbers.map(key));
}

/** The scale of each factor of the score and the lower limits of the bands: parts of the score's definition. */
const DEFINED = new Set([0, 50, 60, 70, 100, 850]);

interface Place {
  readonly address: string;
  readonly cell: ReadCell;
  readonly row: readonly ReadCell[];
}

const column = (address: string) => address.replace(/\d+$/, '');
const line = (address: string) => Number(address.replace(/^[A-Z]+/, ''));

/** What a simple formula gives over the cells of its sheet: a sum, a difference, a share. Null where it is none of these. */
function recomputed(formula: string, sheet: ReadSheet): number | null {
  const at = (address: string) => Number(sheet.cells.get(address)?.value ?? Number.NaN);
  const sum = /^SUM\(([A-Z]+)(\d+):([A-Z]+)(\d+)\)$/.exec(formula);
  if (sum) {
    const [, from = '', first = '', to = '', last = ''] = sum;
    const inside = [...sheet.cells].filter(([address]) => {
      const [letters, row] = [column(address), line(address)];
      return (
        letters.length === from.length &&
        letters >= from &&
        letters <= to &&
        row >= Number(first) &&
        row <= Number(last)
      );
    });
    return inside.reduce((total, [, cell]) => total + Number(cell.value || 0), 0);
  }
  const quotient = /([A-Z]+\d+)\/([A-Z]+\d+)\)?$/.exec(formula);
  if (quotient) return at(quotient[1] ?? '') / at(quotient[2] ?? '');
  const difference = /(?:ROUND\()?([A-Z]+\d+)-([A-Z]+\d+)(?:,\d+\))?\)?$/.exec(formula);
  return difference ? at(difference[1] ?? '') - at(difference[2] ?? '') : null;
}

function figureInRow({ row }: Place, { input }: BookReading): number[] | null {
  const ids = row.map((cell) => cell.value).filter((value) => Object.hasOwn(input.figures, value));
  if (ids.length === 0) return null;
  return ids.flatMap((id) =>
    [input.figures[id]?.value, input.previous?.figures[id]?.value].flatMap((value) =>
      typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value)) ? [Number(value)] : [],
    ),
  );
}

function numberFault(place: Place, sheet: ReadSheet, reading: BookReading, known: ReadonlySet<number>): string | null {
  const { cell, address } = place;
  if (cell.formula !== null && !reading.consistent) return null;
  const value = Number(cell.value);
  const computed = cell.formula === null ? null : recomputed(cell.formula, sheet);
  if (computed !== null && Math.abs(computed - value) < 0.005) return null;
  const own = figureInRow(place, reading);
  // A row that names a figure holds that figure, and what is computed for it.
  if (own !== null && cell.formula === null && column(address) !== 'A')
    return own.some((each) => key(each) === key(value))
      ? null
      : `${sheet.name} ${address} is ${value}, the figure in its row is not`;
  if (known.has(key(value)) || DEFINED.has(value)) return null;
  const near = [...known].some((each) => Math.abs(each - value) < 1e-6 * Math.max(1, Math.abs(value)));
  return near ? null : `${sheet.name} ${address} is ${value}: no number of the run`;
}

/** The label of a band, made of its limits; an id with a place left open; how many rows a list has. */
function isOwnText({ cell, row }: Place, { input }: BookReading): boolean {
  const band = /^(\d+) – (\d+)$/.exec(cell.value);
  if (band) return DEFINED.has(Number(band[1])) && DEFINED.has(Number(band[2]));
  const open = /^([a-z]\w*(?:\.\w+)*\.)\*?[\w.*, ]*$/.exec(cell.value)?.[1];
  if (open !== undefined) return Object.keys(input.figures).some((id) => id.startsWith(open));
  const rows = /^(\d+) /.exec(cell.value)?.[1];
  const list = row.map(({ value }) => input.figures[value]?.value).find((value) => Array.isArray(value));
  return rows !== undefined && Array.isArray(list) && list.length === Number(rows);
}

function textFaults(place: Place, sheet: ReadSheet, reading: BookReading): string[] {
  const { explainers, said } = reading;
  if (isOwnText(place, reading)) return [];
  if ([...explainers.values()].some((explainer) => explainer.strangers(place.cell.value).length === 0)) return [];
  const parts = place.cell.value.split(/\n| · |→|(?<=[。）])|(?<=\.) |[()（）]|: /);
  return parts.flatMap((part) => {
    const squeezed = part.replace(/\s+/g, '').replace(/[,，.。]$/, '');
    if (!/\d/.test(part) || said.some((page) => page.includes(squeezed))) return [];
    const fine = [...explainers.values()].some((explainer) => {
      const rest = explainer.cut(part);
      return tokensOf(rest).every((token) => explainer.isWritten(rest, token));
    });
    return fine ? [] : [`${sheet.name} ${place.address} says “${part}”`];
  });
}

/** A flag is the figure's of its row. */
function flagFault({ cell, row, address }: Place, sheet: ReadSheet, { input }: BookReading): string[] {
  const id = row.map(({ value }) => value).find((value) => typeof input.figures[value]?.value === 'boolean');
  const same = id !== undefined && input.figures[id]?.value === (cell.value === '1');
  return same ? [] : [`${sheet.name} ${address} is ${cell.value}, and no flag of the run`];
}

/** Lists hold one cell of a list figure a row: id, number of the row, field, value. */
function listFaults(sheet: ReadSheet, { input }: BookReading): string[] {
  const rows = Map.groupBy(sheet.cells, ([address]) => line(address));
  return [...rows.values()].flatMap((cells) => {
    const [id = '', row = '', field = '', value = ''] = ['A', 'B', 'C', 'D'].map(
      (letters) => cells.find(([address]) => column(address) === letters)?.[1].value,
    );
    const list = input.figures[id]?.value;
    if (!Array.isArray(list)) return [];
    const held: unknown = list[Number(row) - 1];
    const cell: unknown = typeof held === 'object' && held !== null ? Reflect.get(held, field) : held;
    const same =
      cell === null
        ? value === ''
        : typeof cell === 'number' || NUMBER.test(String(cell))
          ? Number(value) === Number(cell)
          : true;
    return same ? [] : [`${sheet.name} ${id} [${row}] ${field} is ${String(cell)} but shows ${value}`];
  });
}

/** Numbers of a workbook, in cells and in texts, that are no number of the run. */
export function workbookFaults(sheets: readonly ReadSheet[], reading: BookReading): string[] {
  const known = knownNumbers(reading);
  return sheets.flatMap((sheet) => {
    const rows = Map.groupBy(sheet.cells, ([address]) => line(address));
    if (sheet.name.includes('Lists')) return listFaults(sheet, reading);
    return [...sheet.cells].flatMap(([address, cell]) => {
      if (!/\d/.test(cell.value)) return [];
      const place: Place = { address, cell, row: (rows.get(line(address)) ?? []).map(([, each]) => each) };
      if (cell.type === 'b') return flagFault(place, sheet, reading);
      const numeric = cell.type === 'n' || NUMBER.test(cell.value);
      return numeric ? [numberFault(place, sheet, reading, known) ?? []].flat() : textFaults(place, sheet, reading);
    });
  });
}
