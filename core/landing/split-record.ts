/** The first record of a text: its cells, and where the next record begins. */
export interface SplitRecord {
  readonly cells: readonly string[];
  /** Index after the record's line end. */
  readonly end: number;
  /** Physical lines the record takes. */
  readonly lines: number;
}

/**
 * Splits the record that begins at `from` (RFC 4180; spaces around a quoted cell are let pass, a quote inside an unquoted
 * cell is itself). With a space as delimiter, several in a row count as one.
 */
export function splitRecord(text: string, delimiter: string, from = 0): SplitRecord {
  const cells: string[] = [];
  let at = from;
  for (;;) {
    const cell = quotedCell(text, delimiter, at) ?? plainCell(text, delimiter, at);
    at = cell.end;
    if (delimiter !== ' ' || cell.value !== '' || cell.quoted) cells.push(cell.value);
    if (text[at] !== delimiter) break;
    at++;
  }
  const end = at + lineEndLength(text, at);
  return { cells, end, lines: countLines(text.slice(from, at)) + 1 };
}

interface Cell {
  readonly value: string;
  readonly end: number;
  readonly quoted: boolean;
}

function quotedCell(text: string, delimiter: string, from: number): Cell | undefined {
  let at = from;
  while (delimiter !== ' ' && text[at] === ' ') at++;
  if (text[at] !== '"') return undefined;
  let close = text.indexOf('"', at + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return undefined;
  let end = close + 1;
  while (delimiter !== ' ' && text[end] === ' ') end++;
  if (end < text.length && text[end] !== delimiter && lineEndLength(text, end) === 0) return undefined;
  return { value: text.slice(at + 1, close).replaceAll('""', '"'), end, quoted: true };
}

function plainCell(text: string, delimiter: string, from: number): Cell {
  let end = from;
  while (end < text.length && text[end] !== delimiter && lineEndLength(text, end) === 0) end++;
  return { value: text.slice(from, end), end, quoted: false };
}

function lineEndLength(text: string, at: number): number {
  if (text[at] === '\n') return 1;
  if (text[at] !== '\r') return 0;
  return text[at + 1] === '\n' ? 2 : 1;
}

function countLines(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
