import type { Cell, CellStyle, RowDef, WriteSheet } from 'hucre';
import { cellText } from './cell-text.ts';

/** One cell, or an empty place. */
export type GridCell = Partial<Cell> | null;

/** A sheet being filled from the top. Rows are numbered from 1, as formulas name them. */
export interface Grid {
  /** Adds a row and returns its number. */
  readonly add: (cells: readonly GridCell[], height?: number) => number;
  /** Leaves a row empty. */
  readonly gap: () => void;
  /** The number that the next row gets. */
  readonly next: () => number;
  readonly sheet: (name: string, rest?: Omit<WriteSheet, 'name' | 'rows' | 'data' | 'cells' | 'rowDefs'>) => WriteSheet;
}

export function createGrid(): Grid {
  const cells = new Map<string, Partial<Cell>>();
  const rowDefs = new Map<number, RowDef>();
  let filled = 0;
  return {
    add: (row, height) => {
      for (const [column, cell] of row.entries()) if (cell) cells.set(`${filled},${column}`, cell);
      if (height !== undefined) rowDefs.set(filled, { height });
      filled += 1;
      return filled;
    },
    gap: () => {
      filled += 1;
    },
    next: () => filled + 1,
    sheet: (name, rest = {}) => ({ name, cells, rowDefs, ...rest }),
  };
}

/** The letters of a column counted from 0: 0 → A, 26 → AA. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}

/** A sheet's name as formulas quote it. */
export function quotedSheet(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

// The library turns a text that is the name of an error (#N/A) into that error; a run of rich text stays text.
const ERROR_NAME = /^#[A-Z0-9/_]+[!?]?$/;

/** A text, whatever it holds. */
export function textCell(text: string, style: CellStyle): GridCell {
  const value = cellText(text);
  if (value === '') return { style };
  return ERROR_NAME.test(value) ? { richText: [{ text: value }], style } : { value, style };
}

/** A number; an empty cell of the same look where there is none. */
export function numberCell(value: number | null, style: CellStyle): GridCell {
  return value === null || !Number.isFinite(value) ? { style } : { value, style };
}

/** A formula with the value it has now, for readers that do not compute. A formula that gives nothing gives an empty text. */
export function formulaCell(formula: string, result: number | string | null, style: CellStyle): GridCell {
  return { formula, formulaResult: result ?? '', style };
}
