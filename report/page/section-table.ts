import { cellPhrase, type SectionTable } from '../findings/section-table.ts';
import { type Html, html } from './html.ts';
import type { PageContext } from './page-context.ts';
import { foldedTable, table } from './table.ts';

/** A table of the findings with its note; folded where one need not read it. */
export function sectionTable(context: PageContext, made: SectionTable): Html {
  const { caption, columns, note } = made;
  const content = {
    caption,
    // Words that take no share of the width are dates.
    columns: columns.map((column) => ({ ...column, kept: !column.numeric && column.share === 0 })),
    rows: made.rows.map((row) => row.map((cell) => context.phrase(cellPhrase(cell)))),
    ...(made.listed ? { className: 'plain stack listed' } : {}),
  };
  const drawn = made.folded ? foldedTable(caption, content) : table(content);
  return html`${drawn}${note === undefined ? '' : html`<p class="aside">${context.phrase(cellPhrase(note))}</p>`}`;
}
