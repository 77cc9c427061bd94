import type { z } from 'zod';
import type { CollectionTask } from '../../contracts/task.ts';
import { recordedCause } from '../../contracts/task.ts';
import { addDays } from '../days.ts';
import { instalmentsOf } from './instalments.ts';
import { type TaskAction, taskAction } from './task-action.ts';

/** What a person sent in with a form: texts by field name. */
export type FormFields = Readonly<Record<string, string>>;

/** Why a form could not be read; `field` is where. The words are in report/messages. */
export interface FormProblem {
  readonly problem: 'missing' | 'not_a_date' | 'not_an_amount' | 'too_long' | 'not_a_choice';
  readonly field: string;
}

/** What the desk's forms are read with. */
export interface FormContext {
  readonly task: CollectionTask;
  /** Calendar day in the company's zone. */
  readonly today: string;
  /** What is noted where a customer says that it has paid. */
  readonly saysPaid: string;
}

/** A form read: what it asks for, in order, or what is wrong with it. */
export type FormReading =
  | { readonly read: true; readonly actions: readonly TaskAction[] }
  | ({ readonly read: false } & FormProblem);

/** Days from today for which one click notes a promise of the full balance. */
export const QUICK_PROMISE_DAYS = [7, 14] as const;

/**
 * What a form of the desk asks for. One click is a whole entry: reached or not, a promise of the full balance in so many days, a cause, or
 * that the customer says it has paid (noted as said: the next review finds the payment, or does not). Fields left empty are left out.
 */
export function readFormFields(fields: FormFields, context: FormContext): FormReading {
  const asked = rawAction(fields, context);
  if ('problem' in asked) return { read: false, ...asked };
  const checked = taskAction.safeParse(asked.raw);
  if (checked.success) return { read: true, actions: [checked.data] };
  return { read: false, ...problemOf(checked.error.issues[0], asked.raw) };
}

/** An action as the fields have it, to be checked. */
type Asked = { readonly raw: Readonly<Record<string, unknown>> } | FormProblem;

function rawAction(fields: FormFields, context: FormContext): Asked {
  const quick = fields['quick'];
  if (quick !== undefined) return quickAction(quick, fields, context);
  const { do: verb = '' } = fields;
  if (verb === 'plan') return planAction(fields, context);
  const wanted = FIELDS.get(verb);
  if (wanted === undefined) return { problem: 'not_a_choice', field: 'do' };
  const given = wanted.flatMap((name) => {
    const value = (fields[name] ?? '').trim();
    return value === '' ? [] : [[name, value] as const];
  });
  const approved = verb === 'decide' ? { approved: decision(fields['approved']) } : {};
  return { raw: { do: verb, ...Object.fromEntries(given), ...approved } };
}

/** Fields of each form, as they are named in the action. */
const FIELDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['note', ['note']],
  ['cause', ['cause', 'note']],
  ['contact', ['channel', 'result', 'stage', 'on', 'note']],
  ['promise', ['amount', 'due_date', 'on', 'note']],
  ['cancel_promise', ['promise', 'note']],
  ['dispute', ['reason', 'amount', 'on']],
  ['settle_dispute', ['result', 'on', 'note']],
  ['cancel_plan', ['plan', 'note']],
  ['assign', ['owner']],
  ['postpone', ['due_date', 'note']],
  ['decide', ['approval', 'note']],
  ['close', ['outcome', 'note']],
  ['reopen', ['note']],
]);

function decision(text: string | undefined): boolean | undefined {
  return text === 'yes' ? true : text === 'no' ? false : undefined;
}

function quickAction(quick: string, fields: FormFields, { task, today, saysPaid }: FormContext): Asked {
  const note = (fields['note'] ?? '').trim();
  const said = note === '' ? {} : { note };
  const [verb = '', detail = ''] = quick.split(':');
  if (verb === 'reached' || verb === 'not_reached') {
    return { raw: { do: 'contact', channel: 'phone', result: verb, ...said } };
  }
  if (verb === 'says_paid') {
    const noted = [saysPaid, note].filter(Boolean).join(' · ');
    return { raw: { do: 'contact', channel: 'phone', result: 'reached', note: noted } };
  }
  if (verb === 'cause' && recordedCause.safeParse(detail).success) {
    return { raw: { do: 'cause', cause: detail, ...said } };
  }
  const days = QUICK_PROMISE_DAYS.find((each) => String(each) === detail);
  if (verb !== 'promise' || days === undefined) return { problem: 'not_a_choice', field: 'quick' };
  return { raw: { do: 'promise', amount: task.outstanding_balance, due_date: addDays(today, days), ...said } };
}

function planAction(fields: FormFields, { task }: FormContext): Asked {
  const first = (fields['first_date'] ?? '').trim();
  const parts = (fields['parts'] ?? '').trim();
  const every = fields['every'];
  if (first === '') return { problem: 'missing', field: 'first_date' };
  if (!isDate(first)) return { problem: 'not_a_date', field: 'first_date' };
  if (!/^([1-9]|[1-5]\d|60)$/.test(parts)) return { problem: 'not_a_choice', field: 'parts' };
  if (every !== 'week' && every !== 'fortnight' && every !== 'month')
    return { problem: 'not_a_choice', field: 'every' };
  const note = (fields['note'] ?? '').trim();
  const { outstanding_balance: balance, currency } = task;
  const instalments = instalmentsOf({ balance, currency, first, parts: Number(parts), every });
  return { raw: { do: 'plan', instalments, ...(note === '' ? {} : { note }) } };
}

function isDate(text: string): boolean {
  return taskAction.safeParse({ do: 'postpone', due_date: text }).success;
}

const DATES = ['due_date', 'on'];

function problemOf(issue: z.core.$ZodIssue | undefined, raw: Readonly<Record<string, unknown>>): FormProblem {
  const field = String(issue?.path[0] ?? 'do');
  const given = raw[field];
  if (given === undefined) return { problem: 'missing', field };
  if (issue?.code === 'too_big') return { problem: 'too_long', field };
  if (field === 'instalments') return { problem: 'not_a_date', field: 'first_date' };
  if (DATES.includes(field)) return { problem: 'not_a_date', field };
  return { problem: field === 'amount' ? 'not_an_amount' : 'not_a_choice', field };
}
