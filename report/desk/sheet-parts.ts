import type { CustomerSheet } from '../../core/contracts/customer-sheet.ts';
import { AGE } from '../charts/palette.ts';
import { cleanText } from '../format/clean-text.ts';
import { roundedText } from '../format/round.ts';
import { type Html, html } from '../page/html.ts';
import { type DeskContext, name } from './desk-frame.ts';
import { codeText } from './desk-language.ts';
import { scoreChart } from './score-chart.ts';
import { part } from './task-record.ts';

/** Invoices, ageing, score history and what the score is made of: parts of which the books say nothing are left out. */
export function sheetParts(context: DeskContext, sheet: CustomerSheet): Html {
  return html`${invoicesHtml(context, sheet)}${ageingHtml(context, sheet)}${historyHtml(context, sheet)}${reasonsHtml(context, sheet)}`;
}

function invoicesHtml(context: DeskContext, { invoices, invoices_total }: CustomerSheet): Html {
  if (invoices === null || invoices.length === 0) return html``;
  const { words, format } = context;
  const said = words.parts;
  const rows = invoices.map((invoice) => {
    const money = (amount: string) => format.money(amount, 'full', invoice.currency);
    return html`<tr><th scope="row">${name(invoice.invoice_id)}${invoice.disputed ? html` <span class="tag hold">${said.disputed}</span>` : ''}</th><td data-label="${said.invoiced}">${format.day(invoice.invoice_date)}</td><td data-label="${said.due}">${format.day(invoice.due_date)}</td><td class="num" data-label="${said.total}">${money(invoice.total_amount)}</td><td class="num" data-label="${said.open}">${money(invoice.open_amount)}</td><td class="num${invoice.days_overdue > 0 ? ' late' : ''}" data-label="${said.days}">${format.count(invoice.days_overdue)}</td></tr>`;
  });
  const total = invoices_total ?? invoices.length;
  const caption =
    total > invoices.length
      ? html`<caption>${said.invoices_shown({ shown: format.count(invoices.length), total: format.count(total) })}</caption>`
      : html`<caption class="sr">${said.invoices}</caption>`;
  const head = html`<thead><tr><th scope="col">${said.invoice}</th><th scope="col">${said.invoiced}</th><th scope="col">${said.due}</th><th scope="col" class="num">${said.total}</th><th scope="col" class="num">${said.open}</th><th scope="col" class="num">${said.days}</th></tr></thead>`;
  return part('invoices', said.invoices, html`<table class="stack">${caption}${head}<tbody>${rows}</tbody></table>`);
}

function ageingHtml(context: DeskContext, { ageing, currency }: CustomerSheet): Html {
  if (ageing === null) return html``;
  const { words, messages, format } = context;
  const known = Object.keys(AGE).filter((age) => Object.hasOwn(ageing, age));
  const others = Object.keys(ageing).filter((age) => !known.includes(age));
  const amounts = [...known, ...others].map((age) => ({ age, amount: ageing[age] ?? '0' }));
  const total = amounts.reduce((sum, { amount }) => sum + Math.max(0, Number(amount)), 0);
  let x = 0;
  const bars = amounts.flatMap(({ age, amount }) => {
    const width = total === 0 ? 0 : (Math.max(0, Number(amount)) / total) * 100;
    const at = x;
    x += width;
    const colour = Object.entries(AGE).find(([of]) => of === age)?.[1] ?? AGE.current;
    return width === 0
      ? []
      : [html`<rect x="${at.toFixed(2)}" width="${width.toFixed(2)}" y="0" height="4" fill="${colour}"></rect>`];
  });
  const rows = amounts.map(
    ({ age, amount }) =>
      html`<dt>${codeText(messages.terms.ageing, age)}</dt><dd>${format.money(amount, 'full', currency)}</dd>`,
  );
  const picture =
    total === 0
      ? ''
      : html`<svg class="ages" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>`;
  return part('ageing', words.parts.ageing, html`${picture}<dl class="rows">${rows}</dl>`);
}

function historyHtml(context: DeskContext, { history, currency }: CustomerSheet): Html {
  if (history.length === 0) return html``;
  const { words, format } = context;
  const said = words.parts;
  const rows = history
    .toReversed()
    .map(
      ({ period, score, balance }) =>
        html`<tr><th scope="row">${format.month(period)}</th><td class="num" data-label="${words.task.score}">${score === null ? '–' : roundedText(score, 1)}</td><td class="num" data-label="${said.balance}">${format.money(balance, 'full', currency)}</td></tr>`,
    );
  const head = html`<thead><tr><th scope="col">${said.month}</th><th scope="col" class="num">${words.task.score}</th><th scope="col" class="num">${said.balance}</th></tr></thead>`;
  return part(
    'history',
    said.history,
    html`${scoreChart(context, history)}<table class="stack">${head}<tbody>${rows}</tbody></table>`,
  );
}

function reasonsHtml(context: DeskContext, { reasons, warning }: CustomerSheet): Html {
  const { words, messages, format } = context;
  const { terms } = messages;
  const said = words.parts;
  const line = (label: string, points: number) =>
    html`<dt>${cleanText(label)}</dt><dd>${roundedText(points, 1)} <small>${said.points}</small></dd>`;
  const score =
    reasons.length === 0
      ? ''
      : part(
          'reasons',
          said.reasons,
          html`<dl class="rows">${reasons.map(({ code, points }) => line(codeText(terms.score_reasons, code), points))}</dl>`,
        );
  if (warning === null) return html`${score}`;
  const why = warning.reasons
    .map((reason) => codeText(terms.warning_reasons, reason))
    .join(messages.words.list_separator);
  const factors = warning.factors.map(({ part: of, points }) => line(codeText(terms.warning_parts, of), points));
  const alert = html`<p>${words.task.warning_score} ${roundedText(warning.score, 1)} · ${said.warning_since({ month: format.month(warning.since) })} · ${why}</p><dl class="rows">${factors}</dl>`;
  return html`${score}${part('warning', said.warning, alert)}`;
}
