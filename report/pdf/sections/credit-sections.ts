import { creditFindings, hasCredit } from '../../findings/credit.ts';
import { creditTables, escalationTables } from '../../findings/credit-tables.ts';
import { escalationFindings, hasEscalation } from '../../findings/escalation.ts';
import { findingBlocks } from '../blocks.ts';
import type { Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';
import { sectionTable } from '../section-table.ts';

/** Limits, holds, proposals and the rules for new customers. */
export function creditSection({ input, speaker }: Writing): Section | null {
  if (!hasCredit(speaker.figures)) return null;
  return {
    id: 'credit',
    title: speaker.messages.words.sections.credit,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, creditFindings(input)),
      ...creditTables(speaker, input.rules).flatMap(sectionTable),
    ],
  };
}

/** What should leave the desk, with the arithmetic of each way. */
export function escalationSection({ input, speaker }: Writing): Section | null {
  if (!hasEscalation(speaker.figures)) return null;
  return {
    id: 'escalation',
    title: speaker.messages.words.sections.escalation,
    own_page: false,
    blocks: [
      ...findingBlocks(speaker, escalationFindings(input)),
      ...escalationTables(speaker, input.rules).flatMap(sectionTable),
    ],
  };
}
