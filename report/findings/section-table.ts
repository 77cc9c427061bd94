import { cleanText } from '../format/clean-text.ts';
import type { Phrase, Said } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';

/** A cell: words, a figure or setting as said, or words with these in them. */
export type TableCell = string | Said | Phrase;

/** A column; of what the widths of numbers leave, words take their share. */
export interface TableColumn {
  readonly label: string;
  readonly numeric: boolean;
  readonly share: number;
}

/** A table of words and figures, the same for page, PDF and workbook. */
export interface SectionTable {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly (readonly TableCell[])[];
  /** What one must know to read it. */
  readonly note?: Phrase | string;
  /** One may want it but need not read it: the page folds it. */
  readonly folded?: true;
  /** A row a customer: on a phone each is a block of its own, and the PDF shows the first. */
  readonly listed?: true;
}

/** A column of words. */
export const word = (label: string, share = 2): TableColumn => ({ label, numeric: false, share });
/** A column of numbers. */
export const number = (label: string, share = 0): TableColumn => ({ label, numeric: true, share });

/** A cell as a phrase. */
export function cellPhrase(cell: TableCell): Phrase {
  if (typeof cell === 'string') return [cell];
  return 'text' in cell ? [cell] : cell;
}

/** A cell of a list, a dash where it is empty. */
export function cellOr(speaker: Speaker, id: string, index: number, field: string): TableCell {
  const value = speaker.figures.rows(id)[index]?.[field] ?? null;
  return value === null ? '–' : speaker.cell(id, index, field);
}

/** The customer of a line, name and number, in the language's own brackets. */
export function customer(speaker: Speaker, row: Readonly<Record<string, unknown>>): string {
  const [what, count] = [cleanText(String(row['name'])), cleanText(String(row['customer_id']))];
  return speaker.messages.words.counted({ what, count });
}
