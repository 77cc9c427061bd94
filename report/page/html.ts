/** Markup that is safe to put into a page as it stands. Only `html` and `trusted` make it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What can stand in a template: text is escaped, markup is not, lists are joined, nothing is nothing. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}

function rendered(content: Content): string {
  if (content instanceof Html) return content.text;
  if (isList(content)) return content.map(rendered).join('');
  if (content === null || content === undefined || content === false) return '';
  return escapeHtml(String(content));
}

/** Tag of every template of the page and the mail: whatever is filled in is escaped unless it is markup already. Attributes are quoted. */
export function html(markup: TemplateStringsArray, ...fillings: readonly Content[]): Html {
  return new Html(markup.map((piece, index) => piece + rendered(fillings[index])).join(''));
}

/** Markup this program wrote itself: style sheets, scripts, drawings. Never anything that comes from data. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

/** JSON inside a script element: no character in it can end the element or begin a comment. */
export function jsonScript(id: string, data: unknown): Html {
  const text = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return html`<script type="application/json" id="${id}">${trusted(text)}</script>`;
}
