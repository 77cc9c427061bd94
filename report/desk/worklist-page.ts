import type { WorkItem } from '../../core/domain/desk/worklist.ts';
import type { WorklistAsk, WorklistGroup, WorklistView } from '../../core/steps/desk-requests/show-worklist.ts';
import { cleanText } from '../format/clean-text.ts';
import { roundedText } from '../format/round.ts';
import { type Html, html } from '../page/html.ts';
import {
  type Address,
  type DeskContext,
  type DeskPage,
  type DeskReader,
  deskContext,
  deskPage,
  name,
} from './desk-frame.ts';
import { codeText } from './desk-language.ts';

/** The worklist: what to do first in three groups, narrowed as the reader asks. */
export function worklistPage(reader: DeskReader, view: WorklistView, ask: WorklistAsk): DeskPage {
  const context = deskContext(reader);
  const { words } = context;
  const alone = ask.group !== undefined;
  const cards = alone ? '' : html`<div class="cards">${view.groups.map((group) => card(context, group))}</div>`;
  const back = alone
    ? html`<p><a class="back" href="${context.to({ ...reader.address, group: undefined, page: undefined })}">← ${words.list.back}</a></p>`
    : '';
  const done = alone
    ? ''
    : html`<p><a href="${context.to({ ...reader.address, group: 'done' })}">${words.list.show_done}</a></p>`;
  const body = html`<h1>${words.list.title}</h1>${back}${filter(context, view, ask)}${cards}${view.groups.map((group) => section(context, group, alone))}${done}`;
  return deskPage(context, words.list.title, body);
}

function totals({ format }: DeskContext, group: WorklistGroup): string {
  return group.totals.map(({ amount, currency }) => format.money(amount, 'short', currency)).join(' + ');
}

function card(context: DeskContext, group: WorklistGroup): Html {
  const { list } = context.words;
  return html`<a class="card ${group.group}" href="#${group.group}"><b>${list.groups[group.group]}</b><span class="big">${context.format.count(group.count)}</span><small>${totals(context, group)}</small></a>`;
}

function section(context: DeskContext, group: WorklistGroup, alone: boolean): Html {
  const { list } = context.words;
  const count = context.format.count(group.count);
  const owed = group.count === 0 ? '' : totals(context, group);
  const sums = list.sums({ count: list.count({ count }), owed, means: list.means[group.group] });
  const rows = group.items.length === 0 ? html`<p>${list.empty}</p>` : table(context, group);
  const address = { ...context.address, group: group.group };
  const more =
    !alone && group.items.length < group.count
      ? html`<p><a class="button" href="${context.to({ ...address, page: undefined })}">${list.all_of({ count })}</a></p>`
      : '';
  return html`<section class="group" id="${group.group}"><h2>${list.groups[group.group]}</h2><p>${sums}</p>${rows}${more}${pager(context, group, address)}</section>`;
}

function pager(context: DeskContext, { page, pages }: WorklistGroup, address: Address): Html {
  if (pages <= 1) return html``;
  const { list } = context.words;
  const link = (to: number, text: string) =>
    to < 1 || to > pages
      ? ''
      : html`<a class="button" href="${context.to({ ...address, page: String(to) })}">${text}</a>`;
  return html`<nav class="pager" aria-label="${list.pages}">${link(page - 1, list.previous)}<span>${list.page({ page: String(page), pages: String(pages) })}</span>${link(page + 1, list.next)}</nav>`;
}

function table(context: DeskContext, { group, items }: WorklistGroup): Html {
  const { list } = context.words;
  const head = html`<thead><tr><th scope="col">${list.customer}</th><th scope="col" class="num">${list.owes}</th><th scope="col">${list.why}</th><th scope="col" class="num">${list.score}</th><th scope="col">${list.owner}</th><th scope="col">${list.due}</th></tr></thead>`;
  return html`<table class="tasks stack"><caption class="sr">${list.groups[group]}</caption>${head}<tbody>${items.map((item) => row(context, item))}</tbody></table>`;
}

function row(context: DeskContext, { task, group, why }: WorkItem): Html {
  const { words, tasks, messages, format } = context;
  const { list } = words;
  const score = task.score === null ? '–' : roundedText(task.score, 1);
  const late =
    task.status !== 'done' && task.due_date < context.today ? html`<small class="late">${list.overdue}</small>` : '';
  const role = codeText(messages.terms.roles, task.owner_role);
  const owner = role === task.owner ? '' : html`<small>${role}</small>`;
  return html`<tr><th scope="row"><a href="${context.to({ ...context.address, page: undefined, group: undefined, task: task.task_id })}">${name(task.customer_name)}</a><small>${name(task.customer_id)}</small></th><td class="num" data-label="${list.owes}">${format.money(task.outstanding_balance, 'full', task.currency)}</td><td data-label="${list.why}"><span><span class="tag ${group}">${list.reasons[why]}</span><small>${tasks.statuses[task.status]}</small></span></td><td class="num" data-label="${list.score}">${score}</td><td data-label="${list.owner}"><span>${name(task.owner)}${owner}</span></td><td data-label="${list.due}"><span>${format.day(task.due_date)}${late}</span></td></tr>`;
}

function filter(context: DeskContext, view: WorklistView, { filter: asked, group }: WorklistAsk): Html {
  const { words, tasks, messages, link } = context;
  const { list } = words;
  const option = (value: string, text: string, chosen: string | undefined) =>
    html`<option value="${value}"${value === (chosen ?? '') ? html` selected` : ''}>${text}</option>`;
  const select = (field: string, label: string, options: readonly Html[]) =>
    html`<label class="half">${label}<select name="${field}">${options}</select></label>`;
  const owners = view.owners.map((owner) => option(owner, cleanText(owner), asked.owner));
  const roles = view.roles.map((role) => option(role, codeText(messages.terms.roles, role), asked.role));
  const statuses = Object.entries(tasks.statuses).map(([status, text]) => option(status, text, asked.status));
  const hidden = (field: string, value: string | undefined) =>
    value === undefined ? '' : html`<input type="hidden" name="${field}" value="${value}">`;
  const narrowed = Object.values(asked).some((value) => value !== undefined);
  const clear = narrowed ? html`<a href="${context.to({ group })}">${list.clear}</a>` : '';
  return html`<form class="filter" method="get" role="search" aria-label="${list.filter}">${hidden('t', link?.token)}${hidden('lang', context.address['lang'])}${hidden('group', group)}<label>${list.text}<input type="search" name="text" value="${asked.text ?? ''}" maxlength="100"></label>${select('owner', list.owner, [option('', list.any, asked.owner), ...owners])}${select('role', list.role, [option('', list.any, asked.role), ...roles])}${select('status', list.status, [option('', list.any, asked.status), ...statuses])}<button>${list.apply}</button>${clear}</form>`;
}
