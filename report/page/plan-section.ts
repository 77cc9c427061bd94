import { planFindings } from '../findings/plan.ts';
import { planTables } from '../findings/plan-tables.ts';
import { html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { readings, type Section } from './section.ts';
import { sectionTable } from './section-table.ts';

/** The staged plan: who stands where, who acts next, what rests, what the stages brought in. */
export function planSection(context: PageContext): Section {
  const { words, input, speaker } = context;
  const tables = planTables(speaker, input.rules).map((made) => sectionTable(context, made));
  return { id: 'plan', title: words.sections.plan, body: html`${readings(context, planFindings(input))}${tables}` };
}
