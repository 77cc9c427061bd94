import { creditFindings, hasCredit } from '../../findings/credit.ts';
import { creditTables, escalationTables, type PolicyTable } from '../../findings/credit-tables.ts';
import { escalationFindings, hasEscalation } from '../../findings/escalation.ts';
import { findingBlocks, noteBlock, numbers, tableBlocks, words } from '../blocks.ts';
import type { Block, Section } from '../document-model.ts';
import type { Writing } from '../pdf-input.ts';

/** Lines of a list that the document shows; the page and the workbook have more. */
const SHOWN = 10;

/** A table of the desk's side of the report. */
export function blocksOf({ id, caption, columns, rows, note }: PolicyTable): Block[] {
  const table = tableBlocks(
    columns.map(({ label, numeric, share }) => (numeric ? numbers(label, share) : words(label, share))),
    rows.slice(0, SHOWN),
    id === 'limits' || id === 'steps' || id === 'plan_steps',
  );
  return [{ kind: 'heading', text: caption }, ...table, ...(note === undefined ? [] : [noteBlock([note])])];
}

/** Limits, holds, proposals and the rules for new customers. */
export function creditSection({ input, speaker }: Writing): Section | null {
  if (!hasCredit(speaker.figures)) return null;
  return {
    id: 'credit',
    title: speaker.messages.words.sections.credit,
    own_page: false,
    blocks: [...findingBlocks(speaker, creditFindings(input)), ...creditTables(speaker, input.rules).flatMap(blocksOf)],
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
      ...escalationTables(speaker, input.rules).flatMap(blocksOf),
    ],
  };
}
