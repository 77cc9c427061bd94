import { cellPhrase, type SectionTable } from '../findings/section-table.ts';
import { noteBlock, numbers, tableBlocks, words } from './blocks.ts';
import type { Block } from './document-model.ts';

/** Customers of a list that the document shows; the page and the workbook have more. */
const LISTED = 10;

/** A table of the findings under its own heading, with its note. */
export function sectionTable({ caption, columns, rows, note, listed }: SectionTable): Block[] {
  const table = tableBlocks(
    columns.map(({ label, numeric, share }) => (numeric ? numbers(label, share) : words(label, share))),
    listed ? rows.slice(0, LISTED) : rows,
    listed,
  );
  return [{ kind: 'heading', text: caption }, ...table, ...(note === undefined ? [] : [noteBlock(cellPhrase(note))])];
}
