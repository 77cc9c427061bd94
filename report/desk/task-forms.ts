import {
  type CollectionTask,
  contactChannel,
  recordedCause,
  type TaskOutcome,
  taskOutcome,
} from '../../core/contracts/task.ts';
import { addDays } from '../../core/domain/days.ts';
import { type FormFields, QUICK_PROMISE_DAYS } from '../../core/domain/desk/desk-form.ts';
import { standingOf } from '../../core/domain/desk/settle-task.ts';
import type { TaskView } from '../../core/steps/desk-requests/show-task.ts';
import { type Html, html } from '../page/html.ts';
import type { DeskContext } from './desk-frame.ts';

/** A field's markup, by its name within the form. */
interface Field {
  readonly name: string;
  readonly label: string;
  readonly control:
    | 'text'
    | 'area'
    | 'date'
    | 'amount'
    | 'number'
    | readonly (readonly [value: string, text: string])[];
  readonly required?: boolean;
  readonly value?: string;
  readonly hint?: string;
}

/** Makes the forms of one page: each with a token of its own, with what had been typed where it was refused. */
export interface FormMaker {
  /** A form around its content. */
  readonly form: (verb: string, content: Html) => Html;
  /** Its fields and the button that sends it, folded away under its title until it is needed. */
  readonly folded: (verb: string, title: string, fields: readonly Field[], fixed?: FormFields) => Html;
  /** What had been typed into a field of a form. */
  readonly kept: (verb: string, field: string) => string | undefined;
}

/** Forms for a task as it is shown; `sent` is what was refused. */
export function formMaker(context: DeskContext, view: TaskView, sent: FormFields | undefined): FormMaker {
  const { task } = view.item;
  const action = context.to({ task: task.task_id });
  const sentVerb = sent === undefined ? undefined : sent['quick'] === undefined ? sent['do'] : 'quick';
  const kept = (verb: string, field: string) => (verb === sentVerb ? sent?.[field] : undefined);
  const hidden = (field: string, value: string) => html`<input type="hidden" name="${field}" value="${value}">`;
  const form = (verb: string, content: Html) =>
    html`<form method="post" action="${action}">${hidden('f', view.formToken())}${verb === 'quick' ? '' : hidden('do', verb)}${content}</form>`;
  return {
    form,
    kept,
    folded: (verb, title, fields, fixed = {}) => {
      const typed = fields.map((field) => fieldHtml(field, `${verb}-${field.name}`, kept(verb, field.name)));
      const set = Object.entries(fixed).map(([field, value]) => hidden(field, value));
      const open = verb === sentVerb ? html` open` : '';
      const send = html`<button class="main">${context.words.record.save}</button>`;
      return html`<details${open}><summary>${title}</summary>${form(verb, html`${set}<div class="fields">${typed}${send}</div>`)}</details>`;
    },
  };
}

function fieldHtml({ name, label, control, required, value, hint }: Field, id: string, kept: string | undefined): Html {
  const shown = kept ?? value ?? '';
  const must = required ? html` required` : '';
  const more = hint === undefined ? '' : html`<small id="${id}-hint">${hint}</small>`;
  const described = hint === undefined ? '' : html` aria-describedby="${id}-hint"`;
  const attributes = html`id="${id}" name="${name}"${must}${described}`;
  const input = (): Html => {
    if (typeof control !== 'string') {
      const options = control.map(
        ([of, text]) => html`<option value="${of}"${of === shown ? html` selected` : ''}>${text}</option>`,
      );
      return html`<select ${attributes}>${options}</select>`;
    }
    if (control === 'area') return html`<textarea ${attributes} maxlength="2000" rows="2">${shown}</textarea>`;
    const kind = {
      text: html`type="text" maxlength="200"`,
      date: html`type="date"`,
      amount: html`type="text" inputmode="decimal" autocomplete="off"`,
      number: html`type="number" min="1" max="60"`,
    }[control];
    return html`<input ${kind} ${attributes} value="${shown}">`;
  };
  return html`<label class="${control === 'area' ? 'wide' : ''}" for="${id}">${label}${input()}${more}</label>`;
}

/** What happened, in one click. */
export function quickForm(context: DeskContext, forms: FormMaker, task: CollectionTask): Html {
  const { words, tasks, format, today } = context;
  const said = words.record;
  if (task.status === 'done') return html`<p class="muted">${said.done_task}</p>`;
  const button = (value: string, text: string, pressed?: boolean) =>
    html`<button name="quick" value="${value}"${pressed === undefined ? '' : html` aria-pressed="${String(pressed)}"`}>${text}</button>`;
  const group = (legend: string, buttons: readonly Html[]) =>
    html`<fieldset><legend>${legend}</legend><div class="buttons">${buttons}</div></fieldset>`;
  const calls = [
    button('reached', said.reached),
    button('not_reached', said.not_reached),
    button('says_paid', said.says_paid),
  ];
  const promises = QUICK_PROMISE_DAYS.map((days) =>
    button(`promise:${days}`, said.promise_in({ days: String(days), day: format.day(addDays(today, days)) })),
  );
  const causes = recordedCause.options.map((cause) =>
    button(`cause:${cause}`, tasks.causes[cause], task.cause === cause),
  );
  const note = html`<label for="quick-note">${said.note}<textarea id="quick-note" name="note" rows="2" maxlength="2000">${forms.kept('quick', 'note') ?? ''}</textarea></label>`;
  const content = html`${group(said.phone, calls)}${group(said.promise, promises)}${group(said.cause, causes)}${note}`;
  return html`<section class="quick" aria-labelledby="quick-h"><h2 id="quick-h">${said.title}</h2><p class="muted">${said.hint}</p>${forms.form('quick', content)}</section>`;
}

/** What the next review finds by itself is not offered. */
const SAID_BY_BOOKS: readonly TaskOutcome[] = ['paid', 'cleared', 'no_longer_at_risk'];

/** Everything else that can be written, each folded under its name. */
export function moreForms(context: DeskContext, forms: FormMaker, task: CollectionTask): Html {
  const { forms: titles, record } = context.words;
  const note = forms.folded('note', titles.note, [noteField(context, true)]);
  if (task.status === 'done') {
    const reopen = task.closed === null ? '' : forms.folded('reopen', titles.reopen, [noteField(context)]);
    return html`<div class="more">${reopen}${note}</div>`;
  }
  return html`<div class="more"><h3>${record.more}</h3>${openForms(context, forms, task)}${note}</div>`;
}

function openForms(context: DeskContext, forms: FormMaker, task: CollectionTask): Html {
  const { words, tasks, format, today } = context;
  const { fields, forms: titles } = words;
  const note = noteField(context);
  const on: Field = { name: 'on', label: fields.on, control: 'date', value: today };
  const balance = format.money(task.outstanding_balance, 'full', task.currency);
  const pairs = <T extends string>(codes: readonly T[], said: Readonly<Record<T, string>>) =>
    codes.map((code) => [code, said[code]] as const);
  const { openWords, disputed } = standingOf(task);
  const promised = openWords.filter(({ id }) => id.startsWith('p'));
  const plans = task.plans.filter(({ cancelled }) => cancelled === null);
  const outcomes = taskOutcome.options.filter((outcome) => !SAID_BY_BOOKS.includes(outcome));
  const promise = forms.folded('promise', titles.promise, [
    {
      name: 'amount',
      label: `${fields.amount} (${task.currency})`,
      control: 'amount',
      required: true,
      value: task.outstanding_balance,
    },
    { name: 'due_date', label: fields.due_date, control: 'date', required: true, value: addDays(today, 7) },
    on,
    note,
  ]);
  const contact = forms.folded('contact', titles.contact, [
    { name: 'channel', label: fields.channel, control: pairs(contactChannel.options, tasks.channels) },
    {
      name: 'result',
      label: fields.result,
      control: pairs(['reached', 'not_reached', 'delivered', 'bounced'] as const, tasks.contact_results),
    },
    on,
    note,
  ]);
  const dispute = disputed
    ? forms.folded('settle_dispute', titles.settle_dispute, [
        {
          name: 'result',
          label: fields.result,
          control: pairs(['upheld', 'rejected', 'withdrawn'] as const, words.disputes),
        },
        on,
        note,
      ])
    : forms.folded('dispute', titles.dispute, [
        { name: 'reason', label: fields.reason, control: 'area', required: true },
        {
          name: 'amount',
          label: `${fields.amount} (${task.currency})`,
          control: 'amount',
          hint: words.whole_balance({ amount: balance }),
        },
        on,
      ]);
  const plan = forms.folded('plan', titles.plan, [
    { name: 'first_date', label: fields.first_date, control: 'date', required: true, value: addDays(today, 14) },
    {
      name: 'parts',
      label: fields.parts,
      control: 'number',
      required: true,
      value: '3',
      hint: words.plan_hint({ amount: balance }),
    },
    { name: 'every', label: fields.every, control: pairs(['month', 'fortnight', 'week'] as const, words.every) },
    note,
  ]);
  const promiseText = (word: { amount: string; due_date: string }) =>
    `${format.money(word.amount, 'full', task.currency)}, ${format.day(word.due_date)}`;
  const cancelPromise =
    promised.length === 0
      ? ''
      : forms.folded('cancel_promise', titles.cancel_promise, [
          {
            name: 'promise',
            label: fields.promise,
            control: promised.map((word) => [word.id, promiseText(word)] as const),
          },
          note,
        ]);
  const cancelPlan =
    plans.length === 0
      ? ''
      : forms.folded('cancel_plan', titles.cancel_plan, [
          {
            name: 'plan',
            label: fields.plan,
            control: plans.map(({ id, agreed_on }) => [id, format.day(agreed_on)] as const),
          },
          note,
        ]);
  const rest = [
    forms.folded('assign', titles.assign, [{ name: 'owner', label: fields.owner, control: 'text', required: true }]),
    forms.folded('postpone', titles.postpone, [
      { name: 'due_date', label: fields.due_date, control: 'date', required: true, value: addDays(today, 7) },
      note,
    ]),
    forms.folded('close', titles.close, [
      { name: 'outcome', label: fields.outcome, control: pairs(outcomes, tasks.outcomes) },
      note,
    ]),
  ];
  return html`${promise}${cancelPromise}${contact}${dispute}${plan}${cancelPlan}${rest}`;
}

function noteField({ words }: DeskContext, required = false): Field {
  return { name: 'note', label: required ? words.fields.note : words.record.note, control: 'area', required };
}
