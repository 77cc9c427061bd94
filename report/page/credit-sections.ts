import { creditFindings } from '../findings/credit.ts';
import { creditTables, escalationTables } from '../findings/credit-tables.ts';
import { escalationFindings } from '../findings/escalation.ts';
import { html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { readings, type Section } from './section.ts';
import { sectionTable } from './section-table.ts';

/** Limits, holds, proposals and the rules for new customers. */
export function creditSection(context: PageContext): Section {
  const { words, input, speaker } = context;
  const body = html`${readings(context, creditFindings(input))}${creditTables(speaker, input.rules).map((made) => sectionTable(context, made))}`;
  return { id: 'credit', title: words.sections.credit, body };
}

/** What should leave the desk, with the arithmetic of each way. */
export function escalationSection(context: PageContext): Section {
  const { words, input, speaker } = context;
  const body = html`${readings(context, escalationFindings(input))}${escalationTables(speaker, input.rules).map((made) => sectionTable(context, made))}`;
  return { id: 'escalation', title: words.sections.escalation, body };
}
