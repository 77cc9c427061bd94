import { cellText } from './cell-text.ts';

/** How the cells of one column are written: the style's number in the workbook, text or number, and the formula of its first row. */
export interface StreamedColumn {
  readonly letters: string;
  readonly style: string;
  readonly kind: 'text' | 'number';
  readonly formula?: string;
}

const SPECIAL = /[&<>]/g;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const EDGE_SPACE = /^\s|\s$|\n/;
const DECIMAL = /^-?\d+(\.\d+)?$/;

function entities(text: string): string {
  return text.replace(SPECIAL, (character) => ENTITIES[character] ?? '');
}

function escaped(text: string): string {
  return entities(cellText(text));
}

/** An amount goes in digit by digit as the figures have it, never through binary floating point. */
function numberText(value: string | number | null): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return value !== null && DECIMAL.test(value) ? value : null;
}

function plainCell(start: string, column: StreamedColumn, value: string | number | null): string {
  if (column.kind === 'number') {
    const number = numberText(value);
    return number === null ? `${start}/>` : `${start}><v>${number}</v></c>`;
  }
  if (value === null || value === '') return `${start}/>`;
  const text = escaped(String(value));
  const space = EDGE_SPACE.test(text) ? ' xml:space="preserve"' : '';
  return `${start} t="inlineStr"><is><t${space}>${text}</t></is></c>`;
}

/** The formula is written once, in its first row, and shared by the rows below: the file is a third smaller for it. */
function formulaCell(
  start: string,
  column: StreamedColumn,
  index: number,
  rows: RowRange,
  row: number,
  value: string | number | null,
): string {
  const { letters, formula = '' } = column;
  const shared =
    row === rows.first
      ? `<f t="shared" ref="${letters}${rows.first}:${letters}${rows.last}" si="${index}">${entities(formula)}</f>`
      : `<f t="shared" si="${index}"/>`;
  const number = column.kind === 'number' ? numberText(value) : null;
  if (number !== null) return `${start}>${shared}<v>${number}</v></c>`;
  return `${start} t="str">${shared}<v>${value === null ? '' : escaped(String(value))}</v></c>`;
}

/** First and last row of the list, counted from 1. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

/** The XML of one row of the list. */
export function rowXml(
  columns: readonly StreamedColumn[],
  rows: RowRange,
  row: number,
  values: readonly (string | number | null)[],
): string {
  let xml = `<row r="${row}">`;
  for (const [index, column] of columns.entries()) {
    const value = values[index] ?? null;
    const start = `<c r="${column.letters}${row}" s="${column.style}"`;
    xml +=
      column.formula === undefined
        ? plainCell(start, column, value)
        : formulaCell(start, column, index, rows, row, value);
  }
  return `${xml}</row>`;
}
