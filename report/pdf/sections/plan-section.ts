import { hasPlan, planFindings } from '../../findings/plan.ts';
import { planTables } from '../../findings/plan-tables.ts';
import { findingBlocks } from '../blocks.ts';
import type { Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';
import { sectionTable } from '../section-table.ts';

/** The staged plan: who stands where, who acts next, what rests, what the stages brought in. */
export function planSection({ input, speaker }: Writing): Section | null {
  if (!hasPlan(speaker.figures)) return null;
  return {
    id: 'plan',
    title: speaker.messages.words.sections.plan,
    own_page: false,
    blocks: [...findingBlocks(speaker, planFindings(input)), ...planTables(speaker, input.rules).flatMap(sectionTable)],
  };
}
