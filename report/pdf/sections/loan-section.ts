import { hasLoans, loanFindings } from '../../findings/loan.ts';
import { type LoanTable, loanTables } from '../../findings/loan-tables.ts';
import { findingBlocks, noteBlock, numbers, tableBlocks, words } from '../blocks.ts';
import type { Block, Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';

/** Columns of words that hold long texts take more of the width. */
const WIDE: Readonly<Partial<Record<LoanTable['id'], readonly number[]>>> = {
  features: [3, 1, 0, 0, 1, 2, 0, 2],
  card: [2, 3],
  interactions: [2, 3],
};

function blocksOf({ id, caption, columns, rows, note }: LoanTable): Block[] {
  const table = tableBlocks(
    columns.map(({ label, numeric }, index) => (numeric ? numbers(label) : words(label, WIDE[id]?.[index] ?? 1))),
    rows,
    id === 'features' || id === 'card',
  );
  return [{ kind: 'heading', text: caption }, ...table, ...(note === undefined ? [] : [noteBlock(note)])];
}

/** The loan scorecard, where the run read loans. */
export function loanSection({ input, speaker, chart }: Writing): Section | null {
  if (!hasLoans(speaker.figures)) return null;
  return {
    id: 'loan',
    title: speaker.messages.words.sections.loan,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, loanFindings(input)),
      ...chart('loan-gains'),
      ...chart('loan-features'),
      ...loanTables(speaker).flatMap(blocksOf),
    ],
  };
}
