import type { PageChart } from '../charts/page-charts.ts';
import type { Finding } from '../findings/finding.ts';
import { type Content, type Html, html, trusted } from './html.ts';
import type { PageContext } from './page-context.ts';

/** A section of the page: its anchor, its heading, what stands in it. */
export interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Content;
}

/** Readings as text: the first leads, the others follow as a list; a mark at each says how it is meant. */
export function readings(context: PageContext, findings: readonly Finding[]): Html | null {
  const [first, ...rest] = findings;
  if (!first) return null;
  const lead = html`<p class="lead ${first.tone}">${context.finding(first)}</p>`;
  if (rest.length === 0) return lead;
  return html`${lead}<ul class="readings">${rest.map((item) => html`<li class="${item.tone}">${context.finding(item)}</li>`)}</ul>`;
}

/** The figures a chart shows: each opens its definition. */
function behindChart({ figures, behind }: PageChart): Html {
  const items = figures.map(
    ({ id, label }) => html`<li><button type="button" class="fig" data-source="${id}">${label}</button></li>`,
  );
  return html`<details class="behind"><summary>${behind}</summary><ul>${items}</ul></details>`;
}

/** A chart with title, key and source in the page's own type; the drawing that suits the screen. */
export function chartFigure(chart: PageChart | undefined): Html | null {
  if (!chart || chart.empty) return null;
  const key = chart.legend.map(
    ({ label, color }) =>
      html`<li><svg width="11" height="11" viewBox="0 0 11 11" aria-hidden="true"><rect width="11" height="11" rx="2" fill="${color}"/></svg>${label}</li>`,
  );
  return html`<figure class="chart" id="chart-${chart.name}"><h3>${chart.title}</h3><p class="key">${chart.subtitle}</p>${key.length > 0 ? html`<ul class="key">${key}</ul>` : ''}<div class="wide">${trusted(chart.drawings.wide)}</div><div class="narrow">${trusted(chart.drawings.narrow)}</div><figcaption>${chart.source}${behindChart(chart)}</figcaption></figure>`;
}

/** The section as markup. */
export function sectionHtml({ id, title, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-h"><h2 id="${id}-h">${title}</h2>${body}</section>`;
}
