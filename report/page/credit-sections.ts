import { creditFindings } from '../findings/credit.ts';
import { creditTables, escalationTables, type PolicyTable } from '../findings/credit-tables.ts';
import { escalationFindings } from '../findings/escalation.ts';
import { type Html, html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { readings, type Section } from './section.ts';
import { foldedTable, table } from './table.ts';

/** Tables that one may want but need not read. */
const FOLDED: readonly PolicyTable['id'][] = [
  'new_customers',
  'gates',
  'assumptions',
  'plan_owners',
  'plan_measures',
  'plan_rests',
];

/** A table of the desk's side of the report. */
export function drawn(context: PageContext, { id, caption, columns, rows, note }: PolicyTable): Html {
  const content = {
    caption,
    columns,
    rows: rows.map((row) =>
      row.map((cell) => {
        if (typeof cell === 'string') return cell;
        return 'text' in cell ? context.said(cell) : context.phrase(cell);
      }),
    ),
    ...(id === 'limits' || id === 'steps' || id === 'plan_steps' ? { className: 'plain stack' } : {}),
  };
  const made = FOLDED.includes(id) ? foldedTable(caption, content) : table(content);
  return html`${made}${note === undefined ? '' : html`<p class="aside">${note}</p>`}`;
}

/** Limits, holds, proposals and the rules for new customers. */
export function creditSection(context: PageContext): Section {
  const { words, input, speaker } = context;
  const body = html`${readings(context, creditFindings(input))}${creditTables(speaker, input.rules).map((made) => drawn(context, made))}`;
  return { id: 'credit', title: words.sections.credit, body };
}

/** What should leave the desk, with the arithmetic of each way. */
export function escalationSection(context: PageContext): Section {
  const { words, input, speaker } = context;
  const body = html`${readings(context, escalationFindings(input))}${escalationTables(speaker, input.rules).map((made) => drawn(context, made))}`;
  return { id: 'escalation', title: words.sections.escalation, body };
}
