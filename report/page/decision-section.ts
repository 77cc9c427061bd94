import { type Decision, type DecisionAct, decisions } from '../findings/decision.ts';
import { type KeyFigure, keyFigures } from '../findings/key-figures.ts';
import { standingFindings } from '../findings/standing.ts';
import { figureLabel } from '../messages/figure-label.ts';
import { type Html, html } from './html.ts';
import type { PageContext } from './page-context.ts';

function lastMonth(context: PageContext, { id, style }: KeyFigure): Html | null {
  const { input, speaker, words } = context;
  const earlier = input.previous?.figures[id];
  if (!input.previous || !earlier || earlier.value === null || typeof earlier.value === 'object') return null;
  const text = speaker.format.value(earlier.value, earlier.unit, style) ?? '';
  const said = context.said({ text, value: earlier.value, previous: id });
  return html`<p class="before">${words.last_month({ month: speaker.format.month(input.previous.period) })}${words.colon}${said}</p>`;
}

function keyFigureList(context: PageContext): Html {
  const wanted = keyFigures(context.speaker.figures);
  const cells = wanted.map((key) => {
    const label = figureLabel(key.id, context.speaker.messages);
    return html`<div class="kpi"><dt>${label}</dt><dd>${context.said(context.speaker.figure(key.id, key.style))}${lastMonth(context, key)}</dd></div>`;
  });
  return html`<dl class="kpis">${cells}</dl>`;
}

function dueText(context: PageContext, due: string): string {
  return context.speaker.format.day(due);
}

function act(context: PageContext, { what, owner, due }: DecisionAct): Html {
  const { words, speaker } = context;
  const who = owner && html`<span class="owner">${speaker.messages.terms.roles[owner]}</span>`;
  const when = due && html`<span class="due">${words.due_by({ day: dueText(context, due) })}</span>`;
  return html`<li><p>${context.finding(what)}</p>${who || when ? html`<p class="who">${who}${when}</p>` : ''}</li>`;
}

function decision(context: PageContext, item: Decision): Html {
  const because = item.because.map((finding) => html`<p class="because">${context.finding(finding)}</p>`);
  const acts =
    item.acts.length > 0 &&
    html`<div class="acts"><h3>${context.words.decision.act}</h3><ul>${item.acts.map((one) => act(context, one))}</ul></div>`;
  return html`<li class="decision"><div class="know"><h3 class="${item.know.tone}">${context.finding(item.know)}</h3>${because}</div>${acts}</li>`;
}

/** What must be known before reading on: unreliable figures, made-up data, a revision. */
export function standingHtml(context: PageContext): Html | null {
  const found = standingFindings(context.input);
  if (found.length === 0) return null;
  return html`<div class="standing">${found.map((item) => html`<p class="${item.tone}" role="note">${context.finding(item)}</p>`)}</div>`;
}

/** The decision page: four numbers, then three things to know and do, each with owner and date. */
export function decisionHtml(context: PageContext): Html {
  const items = decisions(context.input).map((item) => decision(context, item));
  return html`<section id="decision" aria-labelledby="decision-h"><h2 id="decision-h" class="sr">${context.words.sections.decision}</h2>${keyFigureList(context)}<ol class="decisions">${items}</ol></section>`;
}
