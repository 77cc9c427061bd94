import stringWidth from 'string-width';
import { printable } from './terminal.ts';

const segments = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Text from data in a column of the terminal: one line, cut with … where it is wider; a Chinese character is two columns wide. */
export function inColumn(text: string, columns: number): string {
  const line = oneLine(text);
  const width = stringWidth(line);
  if (width <= columns) return line + ' '.repeat(columns - width);
  let cut = '';
  let used = 0;
  for (const { segment } of segments.segment(line)) {
    const next = stringWidth(segment);
    if (used + next > columns - 1) break;
    cut += segment;
    used += next;
  }
  return `${cut}…${' '.repeat(columns - 1 - used)}`;
}

/** The same at the right edge of the column, never cut: for amounts. */
export function atRight(text: string, columns: number): string {
  const line = oneLine(text);
  return ' '.repeat(Math.max(0, columns - stringWidth(line))) + line;
}

/** Text from data on one line, without anything that a terminal takes for a command. */
export function oneLine(text: string): string {
  return printable(text.replace(/\s+/g, ' ')).trim();
}
