import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CollectionPart } from '../../contracts/collection-plan.ts';
import type { Locale, Rules } from '../../contracts/config.ts';
import type { Letter } from '../../contracts/letter.ts';
import { locale as localeOf } from '../../contracts/role.ts';
import { type LetterSubject, letterFacts, letterLocale } from '../../domain/collection-plan/letter-facts.ts';
import { contactsCountAfter } from '../../domain/collection-plan/place-customer.ts';
import { freeFrom, planContacts } from '../../domain/collection-plan/plan-contacts.ts';
import { stepFor } from '../../domain/collection-plan/plan-step.ts';
import type { LetterWriter } from '../../ports/letter-writer.ts';

/** A letter that the rules let leave by itself: a mail of the run folder, once a period, stage and customer. */
export interface LetterMail {
  readonly path: string;
  readonly from: string;
  readonly to: string;
  /** Under what the send ledger knows it. */
  readonly sendAs: string;
  readonly stage: string;
  /** Tasks on which it is recorded as a contact. */
  readonly tasks: readonly string[];
}

/** What letters are written with. */
export interface LetterDesk {
  readonly writer: LetterWriter;
  readonly rules: Rules;
  readonly period: string;
  readonly periodEnd: string;
  readonly scope: string;
  /** False where no further letter may leave: figures are not reliable, or the most that may leave is reached. */
  readonly maySend: boolean;
  /** ISO time at which the run started: the date of its mails. */
  readonly startedAt: string;
}

/** A drafted letter with where it is filed. */
export interface DraftedLetter {
  readonly letter: NonNullable<CollectionPart['letter']>;
  readonly file: string | null;
  /** Line of letters.ndjson. */
  readonly line: string;
  readonly files: readonly (readonly [path: string, bytes: Uint8Array])[];
  readonly mail: LetterMail | null;
}

const address = z.email();
const LOCALES: readonly Locale[] = localeOf.options;

/** True for a text that a mail can be addressed to. */
export function isAddress(text: string): boolean {
  return address.safeParse(text).success;
}

/** The letter of a customer's next step in every language, filed as a mail where it is to be sent or among the first drafts. */
export async function draftLetter(subject: LetterSubject, desk: LetterDesk): Promise<DraftedLetter> {
  const { writer, rules } = desk;
  const { debtor } = subject.customer;
  const facts = letterFacts(subject, desk);
  const locale = letterLocale(rules.plans, subject.customer);
  const letters = new Map(LOCALES.map((each): [Locale, Letter] => [each, writer.write(facts, each)]));
  const own = letters.get(locale) ?? writer.write(facts, locale);
  const sent = desk.maySend && mayLeave(subject) && hasRested(subject, desk);
  const filed = sent || debtor.place <= rules.plans.drafts_as_mail;
  const path = filed ? pathOf(subject, desk, sent) : null;
  const files: [string, Uint8Array][] =
    path === null ? [] : [[path, await writer.mail(own, envelopeOf(subject, desk, { locale, sent }))]];
  return {
    letter: {
      locale,
      to: debtor.email,
      invoices: facts.invoices.length,
      drafts: [...letters].map(([each, { subject: title, text }]) => ({ locale: each, subject: title, text })),
    },
    file: path,
    line: lineOf(subject, desk, { locale, letter: own, sent }),
    files,
    mail: sent && path !== null && debtor.email !== null ? mailOf(subject, desk, { path, to: debtor.email }) : null,
  };
}

/** `always`, or `reviewed` and somebody has taken up a task of the customer; by mail, to an address. */
function mayLeave({ customer, step }: LetterSubject): boolean {
  if (step.channel !== 'mail' || customer.debtor.email === null) return false;
  if (step.send === 'reviewed')
    return customer.tasks.some(({ started, status }) => started !== null && status !== 'done');
  return step.send === 'always';
}

/**
 * Whether the interval since the last contact had passed at the period's end: a letter leaves on a day of the run, which no run may depend on,
 * but never before that one.
 */
function hasRested({ customer, step }: LetterSubject, { rules: { plans }, periodEnd }: LetterDesk): boolean {
  const { debtor, group, cause, tasks } = customer;
  const contacts = planContacts(
    tasks.flatMap((task) => task.contacts),
    contactsCountAfter(plans, { periodEnd, oldestDays: debtor.oldestDays }),
  );
  const free = freeFrom(contacts, stepFor(plans, { stage: step.stage, group, cause }).min_interval_days);
  return free === null || free <= periodEnd;
}

/** A name inside the run folder that no customer's id can lead out of. */
function pathOf({ customer: { debtor }, step }: LetterSubject, { scope }: LetterDesk, sent: boolean): string {
  const name = debtor.customerId.replace(/[^A-Za-z0-9_-]/g, '_').slice(0, 60);
  const number = String(debtor.place).padStart(5, '0');
  const currency = scope === '*' ? '' : `.${scope.replace(/[^A-Z]/g, '')}`;
  return `${sent ? 'outbox/letters' : `letters/${step.stage}`}/${number}-${name}${currency}.eml`;
}

function mailOf(
  { customer, step }: LetterSubject,
  { scope, rules }: LetterDesk,
  { path, to }: { path: string; to: string },
): LetterMail {
  return {
    path,
    from: rules.people.sender.email,
    to,
    sendAs: `letter:${[scope, step.stage, customer.debtor.customerId].map((part) => encodeURIComponent(part)).join(':')}`,
    stage: step.stage,
    tasks: customer.tasks.filter(({ status }) => status !== 'done').map(({ task_id }) => task_id),
  };
}

function envelopeOf(
  { customer: { debtor }, step }: LetterSubject,
  { rules, period, scope, startedAt }: LetterDesk,
  { locale, sent }: { locale: Locale; sent: boolean },
) {
  const { sender, desks } = rules.people;
  const { name, email } = desks[step.owner_role];
  const identity = createHash('sha256').update(JSON.stringify([period, scope, step.stage, debtor.customerId]));
  return {
    from: sender,
    replyTo: email === undefined ? null : { name, email },
    to: debtor.email === null ? null : { name: debtor.name, email: debtor.email },
    locale,
    messageId: `${identity.digest('hex').slice(0, 32)}.letter@${sender.email.split('@').at(-1) ?? ''}`,
    date: startedAt,
    draft: !sent,
  };
}

function lineOf(
  { customer: { debtor }, step }: LetterSubject,
  { scope }: LetterDesk,
  { locale, letter, sent }: { locale: Locale; letter: Letter; sent: boolean },
): string {
  const { subject, text } = letter;
  const { stage, channel, due_date } = step;
  const line = { customer_id: debtor.customerId, name: debtor.name, scope, stage, channel, due_date };
  return `${JSON.stringify({ ...line, to: debtor.email, locale, leaves_by_itself: sent, subject, text })}\n`;
}
