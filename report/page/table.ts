import { type Content, type Html, html } from './html.ts';

/** A column: its heading, and whether it holds numbers, which are set flush right. */
interface Column {
  readonly label: string;
  /** The heading as markup where figures stand in it; the label says the same in words. */
  readonly head?: Html;
  readonly numeric?: boolean;
  /** Its cells are dates and the like, never broken over two lines. */
  readonly kept?: boolean;
}

/** A data table: what it shows, its columns, its rows. The first cell of a row names it. */
export interface Table {
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Content[])[];
  readonly className?: string;
  /** Says what it shows only to those who hear the page: a heading right above says it already. */
  readonly quiet?: true;
}

function cell(content: Content, column: Column | undefined, index: number): Html {
  const style = column?.numeric ? html` class="num"` : column?.kept ? html` class="kept"` : '';
  if (index === 0) return html`<th scope="row"${style}>${content}</th>`;
  return html`<td${style} data-label="${column?.label ?? ''}">${content}</td>`;
}

/** The table as markup, scrollable where the screen is too narrow. Nothing where there are no rows. */
export function table({ caption, columns, rows, className, quiet }: Table): Html | null {
  if (rows.length === 0) return null;
  const heads = columns.map(
    ({ label, head, numeric }) => html`<th scope="col"${numeric ? html` class="num"` : ''}>${head ?? label}</th>`,
  );
  const lines = rows.map((row) => html`<tr>${row.map((content, index) => cell(content, columns[index], index))}</tr>`);
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table class="${className ?? 'plain'}"><caption${quiet ? html` class="sr"` : ''}>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

/** The same behind a disclosure, for numbers one may want but need not read. */
export function foldedTable(summary: string, content: Table): Html | null {
  const made = table(content);
  return made && html`<details class="fold"><summary>${summary}</summary>${made}</details>`;
}
