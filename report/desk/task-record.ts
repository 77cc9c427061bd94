import type { CollectionTask, TaskApproval } from '../../core/contracts/task.ts';
import { ASKED_BY } from '../../core/domain/desk/approval-request.ts';
import { wordsOf } from '../../core/domain/desk/settle-task.ts';
import { cleanText } from '../format/clean-text.ts';
import { type Html, html } from '../page/html.ts';
import { changeText } from './change-text.ts';
import { around, type DeskContext, minute, name } from './desk-frame.ts';
import { proposalLines } from './proposal-text.ts';
import type { FormMaker } from './task-forms.ts';

/** A part of the page under its title. */
export function part(id: string, title: string, content: Html): Html {
  return html`<section class="part" id="${id}"><h2>${title}</h2>${content}</section>`;
}

/** Promises and instalments, and what became of each. */
export function wordsHtml(context: DeskContext, task: CollectionTask): Html {
  const { words, format } = context;
  const said = words.parts;
  const found = task.findings.at(-1)?.words ?? {};
  const made = new Map([...task.promises, ...task.plans].map(({ id, by }) => [id, by]));
  const rows = wordsOf(task).map((word) => {
    const state = found[word.id] ?? 'open';
    const standing = state === 'open' && word.due_date <= context.today ? 'due' : state;
    const by = made.get(word.id.split('.')[0] ?? '') ?? '';
    const kind = word.id.startsWith('l') ? said.instalment : said.promise;
    return html`<tr><th scope="row">${format.day(word.due_date)}</th><td class="num" data-label="${words.fields.amount}">${format.money(word.amount, 'full', task.currency)}</td><td data-label="${kind}"><span class="tag ${standing}">${said.standing[standing]}</span></td><td data-label="${kind}"><small>${kind} · ${around((place) => said.made({ day: format.day(word.made_on), by: place }), by)}</small></td></tr>`;
  });
  if (rows.length === 0) return html``;
  return part('words', said.words, html`<table class="stack"><tbody>${rows}</tbody></table>`);
}

/** What the customer contests. */
export function disputesHtml(context: DeskContext, task: CollectionTask): Html {
  const { words, format } = context;
  const said = words.parts;
  if (task.disputes.length === 0) return html``;
  const items = task.disputes.map(({ reason, amount, opened_on, settled, by }) => {
    const much = amount === null ? said.whole : format.money(amount, 'full', task.currency);
    const state =
      settled === null
        ? html`<span class="tag hold">${said.dispute_running({ day: format.day(opened_on) })}</span>`
        : html`<span class="tag">${said.dispute_settled({ result: words.disputes[settled.result], day: format.day(settled.on) })}</span>`;
    return html`<li><bdi>${cleanText(reason)}</bdi> · ${much} · ${state} <small>${name(by)}</small></li>`;
  });
  return part('disputes', said.disputes, html`<ul class="log">${items}</ul>`);
}

/** When the customer was tried, how, and whether it was reached; the newest first. */
export function contactsHtml(context: DeskContext, task: CollectionTask): Html {
  const { words, tasks, format } = context;
  if (task.contacts.length === 0) return html``;
  const items = task.contacts.toReversed().map(({ on, channel, result, note, by }) => {
    const text = note === null ? '' : html` · <bdi class="note">${cleanText(note)}</bdi>`;
    return html`<li><time datetime="${on}">${format.day(on)}</time>${tasks.channels[channel]}: ${tasks.contact_results[result]}${text} <small>${name(by)}</small></li>`;
  });
  return part('contacts', words.parts.contacts, html`<ul class="log">${items}</ul>`);
}

/** Steps that a person must approve, with what was recommended. */
export function approvalsHtml(context: DeskContext, task: CollectionTask, forms: FormMaker): Html {
  if (task.approvals.length === 0) return html``;
  const items = task.approvals.toReversed().map((approval) => approvalHtml(context, task, approval, forms));
  return part('approvals', context.words.forms.decide, html`${items}`);
}

function approvalHtml(context: DeskContext, task: CollectionTask, approval: TaskApproval, forms: FormMaker): Html {
  const { words, format } = context;
  const { id, kind, period, decided } = approval;
  const rows = proposalLines(context, approval, task).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`);
  const sentence = decided?.approved ? words.approval_given : words.approval_refused;
  const waits =
    task.status === 'done'
      ? html`<span class="tag">${words.approval_void}</span>`
      : html`<span class="tag at_risk">${words.approval_waiting}</span>`;
  const lapsed = decided?.by === ASKED_BY;
  const state =
    decided === null
      ? waits
      : lapsed
        ? html`<span class="tag">${words.escalation.reasons.not_decided_in_time}</span>`
        : html`<span class="tag">${sentence({ by: cleanText(decided.by), day: format.day(decided.at.slice(0, 10)) })}</span>${decided.note === null ? '' : html` <bdi>${cleanText(decided.note)}</bdi>`}`;
  const note = html`<label class="wide" for="decide-${id}">${words.record.note}<textarea id="decide-${id}" name="note" rows="2" maxlength="2000">${forms.kept('decide', 'note') ?? ''}</textarea></label>`;
  const buttons = html`<div class="buttons"><button class="main" name="approved" value="yes">${words.approve}</button><button name="approved" value="no">${words.reject}</button></div>`;
  const form =
    decided !== null || task.status === 'done'
      ? ''
      : forms.form(
          'decide',
          html`<input type="hidden" name="approval" value="${id}"><div class="fields">${note}${buttons}</div>`,
        );
  return html`<h3>${words.approvals[kind]} · ${format.month(period)} ${state}</h3><dl class="rows">${rows}</dl>${form}`;
}

/** What each month's books said of the task. */
export function findingsHtml(context: DeskContext, task: CollectionTask): Html {
  const { words, format } = context;
  const said = words.parts;
  if (task.findings.length === 0) return html``;
  const money = (amount: string) => format.money(amount, 'full', task.currency);
  const items = task.findings.toReversed().map(({ period, balance, received }) => {
    const owes = balance === null ? said.found_gone : said.found_owes({ amount: money(balance) });
    const got = received === null ? '' : html` · ${said.found_received({ amount: money(received) })}`;
    return html`<li><time datetime="${period}">${format.month(period)}</time>${owes}${got}</li>`;
  });
  return part('findings', said.findings, html`<ul class="log">${items}</ul>`);
}

/** Everything that was ever written, who and when; the newest first. */
export function logHtml(context: DeskContext, task: CollectionTask): Html {
  const { parts } = context.words;
  const lines = task.history
    .toReversed()
    .map(
      ({ at, by, change }) =>
        html`<li><time datetime="${at}">${minute(at, context)}</time>${name(by)}${context.messages.words.colon}${logLine(context, change, task.currency)}</li>`,
    );
  const content =
    lines.length === 0 ? html`<p class="muted">${parts.log_empty}</p>` : html`<ul class="log">${lines}</ul>`;
  return part('log', parts.log, content);
}

/** A line of history in words: what was done and what was said, and where the task stands by it. */
export function logLine(context: DeskContext, change: string, currency: string): Html {
  const { what, details, moved } = changeText(context, change, currency);
  const text = details === '' ? '' : html` · <bdi>${details}</bdi>`;
  const status = moved === null ? '' : html` <small>(${moved.from} → ${moved.to})</small>`;
  return html`${what}${text}${status}`;
}
