import { type CollectionPart, collectionPart } from '../../core/contracts/collection-plan.ts';
import type { CustomerSheet } from '../../core/contracts/customer-sheet.ts';
import { cleanText } from '../format/clean-text.ts';
import { type Html, html } from '../page/html.ts';
import { type DeskContext, name } from './desk-frame.ts';
import { codeText } from './desk-language.ts';
import { part } from './task-record.ts';

/** Where the customer stands in the collection plan: `brief` the next step alone, `whole` everything with the letter. */
export function collectionPartHtml(context: DeskContext, sheet: CustomerSheet | null, how: 'brief' | 'whole'): Html {
  const read = collectionPart.safeParse(sheet?.parts['collection']);
  if (sheet === null || !read.success) return html``;
  if (how === 'brief') return briefHtml(context, read.data);
  const { plan } = context.words;
  const rows = planRows(context, read.data, sheet.currency).map(
    ([label, text]) => html`<dt>${label}</dt><dd>${text}</dd>`,
  );
  return part(
    'plan',
    plan.title,
    html`<dl class="rows">${rows}</dl>${measuresHtml(context, read.data, sheet.currency)}${letterHtml(context, read.data)}`,
  );
}

function briefHtml(context: DeskContext, of: CollectionPart): Html {
  const { plan } = context.words;
  const text = of.paused === null ? nextText(context, of) : pausedText(context, of);
  return text === null ? html`` : html`<h3>${of.paused === null ? plan.next : plan.paused}</h3><p>${text}</p>`;
}

function nextText({ words, tasks, format }: DeskContext, { next_step: next }: CollectionPart): string | null {
  if (next === null) return null;
  return words.plan.next_text({
    channel: tasks.channels[next.channel],
    template: words.plan.templates[next.template],
    owner: cleanText(next.owner),
    day: format.day(next.due_date),
  });
}

function pausedText({ words, format }: DeskContext, { paused, paused_until }: CollectionPart): string | null {
  if (paused === null) return null;
  const until = paused_until === null ? '' : ` (${words.plan.until({ day: format.day(paused_until) })})`;
  return words.plan.pauses[paused] + until;
}

function planRows(context: DeskContext, of: CollectionPart, currency: string): (readonly [string, Html | string])[] {
  const { words, format } = context;
  const { plan } = words;
  const money = (amount: string) => format.money(amount, 'full', currency);
  const [next, paused] = [nextText(context, of), pausedText(context, of)];
  const delivered = of.delivered.map(({ stage, on }) => `${plan.stages[stage]} (${format.day(on)})`);
  return [
    [plan.stage, of.stage === null ? plan.none : plan.stages[of.stage]],
    [plan.overdue, money(of.overdue_amount)],
    ...(Number(of.disputed_amount) > 0 ? [[words.parts.disputed, money(of.disputed_amount)] as const] : []),
    ...(Number(of.due_soon_amount) > 0 ? [[plan.due_soon, money(of.due_soon_amount)] as const] : []),
    ...(next === null ? [] : [[plan.next, next] as const]),
    ...(paused === null ? [] : [[plan.paused, paused] as const]),
    ...(delivered.length === 0
      ? []
      : [[plan.delivered, delivered.join(context.messages.words.list_separator)] as const]),
    ...(of.paid_per_month === null ? [] : [[plan.pays, money(of.paid_per_month)] as const]),
  ];
}

function measuresHtml(context: DeskContext, of: CollectionPart, currency: string): Html {
  const { plan } = context.words;
  const { format } = context;
  const money = (amount: string) => format.money(amount, 'full', currency);
  const measures = of.measures.map(({ kind, because, months, instalment }) => {
    const term =
      months === null
        ? ''
        : instalment === null
          ? `: ${plan.for_months({ months: String(months) })}`
          : `: ${plan.instalments({ months: String(months), amount: money(instalment) })}`;
    const why = because.map((each) => plan.because[each]).join(context.messages.words.list_separator);
    return html`<li>${plan.measure[kind]}${term} <small>${why}</small></li>`;
  });
  const promises = of.promises.map(
    ({ amount, due_date, per_month, reading }) =>
      html`<li>${money(amount)}, ${format.day(due_date)} · ${plan.per_month({ amount: money(per_month) })} · ${plan.readings[reading]}</li>`,
  );
  const list = (title: string, items: readonly Html[]) =>
    items.length === 0 ? '' : html`<h3>${title}</h3><ul class="log">${items}</ul>`;
  const through = of.exhausted ? html`<p>${plan.exhausted}</p>` : '';
  return html`${through}${list(plan.measures, measures)}${list(plan.solvency, promises)}`;
}

function letterHtml(context: DeskContext, { letter, not_drafted }: CollectionPart): Html {
  const { plan } = context.words;
  if (letter === null)
    return not_drafted === null ? html`` : html`<p class="muted">${codeText(plan.not_drafted, not_drafted)}</p>`;
  const drafts = letter.drafts.map(({ locale, subject, text }) => {
    const open = locale === letter.locale ? html` open` : '';
    const lines = text.split(/\r?\n/).map(cleanText).join('\n');
    return html`<details${open} lang="${locale}"><summary>${plan.letter} · ${locale}</summary><p>${plan.subject}: <bdi>${cleanText(subject)}</bdi></p><pre class="letter" dir="auto">${lines}</pre></details>`;
  });
  const to = letter.to === null ? '' : html`<p>${plan.letter_to}: ${name(letter.to)}</p>`;
  return html`<h3>${plan.letter}</h3>${to}${drafts}`;
}
