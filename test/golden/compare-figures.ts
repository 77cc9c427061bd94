/** What a figure should have been and what it was. `where` is the figure's id, with the row and the column inside a list. */
export interface FigureDifference {
  readonly where: string;
  readonly expected: unknown;
  readonly met: unknown;
}

/** How far a number may be off: of its own size, and for numbers next to nothing (p-values far out) absolutely. */
const RELATIVE = 1e-9;
const ABSOLUTE = 1e-12;

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function closeEnough(expected: number, met: number): boolean {
  const gap = Math.abs(expected - met);
  return gap <= ABSOLUTE || gap <= RELATIVE * Math.max(Math.abs(expected), Math.abs(met));
}

function compareCell(where: string, expected: unknown, met: unknown): readonly FigureDifference[] {
  if (Array.isArray(expected) && Array.isArray(met) && expected.length === met.length) {
    return expected.flatMap((row: unknown, at) => compareCell(`${where}[${at}]`, row, met[at]));
  }
  if (isRow(expected) && isRow(met)) {
    return Object.entries(expected).flatMap(([column, cell]) => compareCell(`${where}.${column}`, cell, met[column]));
  }
  if (typeof expected === 'number' && typeof met === 'number' && closeEnough(expected, met)) return [];
  return Object.is(expected, met) ? [] : [{ where, expected, met }];
}

/**
 * Every expected value that the figures do not have: numbers within 1e-9 of their size, money and texts exact to the last
 * character, lists row by row. Figures, and columns of lists, that nothing was expected of are not looked at.
 */
export function compareFigures(
  expected: Readonly<Record<string, unknown>>,
  figures: Readonly<Record<string, { readonly value: unknown }>>,
): readonly FigureDifference[] {
  return Object.entries(expected).flatMap(([id, value]) => compareCell(id, value, figures[id]?.value));
}
