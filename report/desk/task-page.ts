import type { CustomerSheet } from '../../core/contracts/customer-sheet.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import type { FormFields } from '../../core/domain/desk/desk-form.ts';
import { ALERT_TASK } from '../../core/domain/early-warning/alert-task.ts';
import type { TaskView } from '../../core/steps/desk-requests/show-task.ts';
import type { Refused } from '../../core/steps/desk-requests/submit-form.ts';
import { cleanText } from '../format/clean-text.ts';
import { roundedText } from '../format/round.ts';
import { type Html, html } from '../page/html.ts';
import { creditPartHtml } from './credit-part.ts';
import { type DeskContext, type DeskPage, type DeskReader, deskContext, deskPage, name } from './desk-frame.ts';
import { codeText } from './desk-language.ts';
import { escalationPartHtml } from './escalation-part.ts';
import { doneHtml, refusedHtml } from './message.ts';
import { collectionPartHtml } from './plan-part.ts';
import { sheetParts } from './sheet-parts.ts';
import { type FormMaker, formMaker, moreForms, quickForm } from './task-forms.ts';
import { approvalsHtml, contactsHtml, disputesHtml, findingsHtml, logHtml, wordsHtml } from './task-record.ts';

/** What else a page of a task says. */
export interface TaskAnswer {
  /** Version that the reader's own change made: it is confirmed. */
  readonly written?: number | undefined;
  /** Why nothing was written, and what the reader had typed. */
  readonly refused?: { readonly why: Refused; readonly fields: FormFields } | undefined;
}

/** A task: who and how much, what to do, one click to record what happened, and all that is known of the customer. */
export function taskPage(reader: DeskReader, view: TaskView, answer: TaskAnswer = {}): DeskPage {
  const context = deskContext(reader);
  const { words } = context;
  const { item, sheet } = view;
  const { task } = item;
  const forms = formMaker(context, view, answer.refused?.fields);
  const back = reader.link?.worklist
    ? html`<a class="back" href="${context.to({ lang: reader.address['lang'] })}">← ${words.task.back}</a>`
    : '';
  const said = [
    answer.written === task.version ? doneHtml(context, task) : '',
    answer.refused === undefined ? '' : refusedHtml(context, answer.refused.why, task.currency),
  ];
  const title = cleanText(task.customer_name);
  const as = sheet === null ? words.no_sheet : words.as_of({ month: context.format.month(sheet.period) });
  const top = html`${back}<h1>${name(task.customer_name)}</h1><p class="muted">${name(task.customer_id)} · <span class="tag ${item.group}">${words.list.reasons[item.why]}</span> · ${as}</p>`;
  const body = html`${top}${said}${facts(context, view)}<div class="two"><div>${quickForm(context, forms, task)}${moreForms(context, forms, task)}</div><div>${before(context, task, sheet)}</div></div>${record(context, task, forms)}${known(context, sheet)}${findingsHtml(context, task)}${logHtml(context, task)}`;
  return deskPage(context, title, body);
}

function facts(context: DeskContext, { item: { task }, sheet }: TaskView): Html {
  const { words, tasks, messages, format } = context;
  const said = words.task;
  const money = (amount: string) => format.money(amount, 'full', task.currency);
  const fact = (label: string, value: Html | string, more: Html | string = '') =>
    html`<div><dt>${label}</dt><dd>${value}${more === '' ? '' : html`<br><small>${more}</small>`}</dd></div>`;
  const [reason = ''] = task.reason.split('.');
  const big = html`<span class="big">${money(task.outstanding_balance)}</span>`;
  const status =
    task.outcome === null
      ? tasks.statuses[task.status]
      : `${tasks.statuses[task.status]}: ${tasks.outcomes[task.outcome]}`;
  const late =
    task.status !== 'done' && task.due_date < context.today
      ? html` <span class="late">${words.list.overdue}</span>`
      : '';
  const role = codeText(messages.terms.roles, task.owner_role);
  const manager = sheet?.account_manager ?? null;
  const strategy =
    task.strategy === null
      ? ''
      : fact(
          said.strategy,
          html`<span class="strategy ${task.strategy}">${messages.terms.strategies[task.strategy]}</span>`,
        );
  return html`<dl class="facts">${fact(said.owes, big, said.opened_with({ amount: money(task.opened_balance) }))}${fact(said.status, status, said.since({ month: format.month(task.opened_period) }))}${fact(said.due, html`${format.day(task.due_date)}${late}`)}${fact(said.owner, name(task.owner), role === task.owner ? '' : role)}${fact(said.reason, ...reasonOf(context, task))}${task.score === null ? '' : fact(reason === ALERT_TASK ? said.warning_score : said.score, roundedText(task.score, 1))}${fact(said.cause, task.cause === null ? said.cause_unknown : tasks.causes[task.cause])}${strategy}${manager === null ? '' : fact(said.manager, name(manager))}</dl>`;
}

/** What the task was opened for, and since which month that holds: longer, it may be, than the task is on the desk. */
function reasonOf({ words, format }: DeskContext, task: CollectionTask): readonly [string, string] {
  const [reason = ''] = task.reason.split('.');
  const since = { month: format.month(task.episode) };
  return [
    codeText(words.task.task_reasons, reason),
    reason === ALERT_TASK ? words.parts.warning_since(since) : words.task.high_risk_since(since),
  ];
}

/** What to know before picking up the phone. */
function before(context: DeskContext, task: CollectionTask, sheet: CustomerSheet | null): Html {
  const { words, messages } = context;
  const steps = task.actions.map((action) => html`<li>${codeText(messages.terms.task_actions, action)}</li>`);
  const email = sheet?.email ?? null;
  const reach = email === null ? '' : html`<h3>${words.task.contact}</h3><p>${mailLink(email)}</p>`;
  const note = task.note === null ? '' : html`<h3>${words.fields.note}</h3><p class="note">${multiline(task.note)}</p>`;
  return html`${steps.length === 0 ? '' : html`<h3>${words.task.first_steps}</h3><ul>${steps}</ul>`}${reach}${note}${collectionPartHtml(context, sheet, 'brief')}`;
}

/** An address of the books: a link where it can be nothing else, text where it can. */
function mailLink(email: string): Html {
  const text = cleanText(email);
  return /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(text) ? html`<a href="mailto:${text}">${text}</a>` : name(text);
}

function multiline(text: string): string {
  return text.split(/\r?\n/).map(cleanText).join('\n');
}

/** What people wrote and what is waited for. */
function record(context: DeskContext, task: CollectionTask, forms: FormMaker): Html {
  return html`${approvalsHtml(context, task, forms)}${wordsHtml(context, task)}${disputesHtml(context, task)}${contactsHtml(context, task)}`;
}

/** What the books say of the customer. */
function known(context: DeskContext, sheet: CustomerSheet | null): Html {
  if (sheet === null) return html``;
  return html`${sheetParts(context, sheet)}${collectionPartHtml(context, sheet, 'whole')}${creditPartHtml(context, sheet)}${escalationPartHtml(context, sheet)}`;
}
