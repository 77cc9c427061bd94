import { hasLoans, loanFindings } from '../../findings/loan.ts';
import { loanTables } from '../../findings/loan-tables.ts';
import { findingBlocks } from '../blocks.ts';
import type { Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';
import { sectionTable } from '../section-table.ts';

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
      ...loanTables(speaker).flatMap(sectionTable),
    ],
  };
}
