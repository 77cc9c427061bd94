import { z } from 'zod';
import { DuewatchError } from '../contracts/errors.ts';
import type { RunRef } from '../contracts/states.ts';
import type { CollectionTask } from '../contracts/task.ts';
import { ASKED_BY } from '../domain/desk/approval-request.ts';
import { letterWriter, movedIn, settleTask } from '../domain/desk/settle-task.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { SendKey, SendLedger } from '../ports/send-ledger.ts';
import type { TaskStore } from '../ports/task-store.ts';
import type { LetterMail } from './desk/plan-letters.ts';
import { arrivalOf, letterLine, saidLast } from './record-arrival.ts';
import { type Delivery, sendOnce } from './send-once.ts';
import { readWork, writeWork } from './work-files.ts';
import { type OwnChange, oneByOne, writeOnTasks } from './write-on-tasks.ts';

const letterMail = z.object({
  path: z.string(),
  from: z.string(),
  to: z.string(),
  sendAs: z.string(),
  stage: z.string(),
  tasks: z.array(z.string()),
});

/** How many letters left, and how many had left before. */
export interface LetterDeliveries {
  readonly sent: number;
  readonly already_sent: number;
  readonly dry_run: number;
}

/** Leaves the letters that the rules let leave for the state that delivers. */
export async function writeLetterMails(store: ObjectStore, run: RunRef, mails: readonly LetterMail[]): Promise<void> {
  await writeWork(store, run, 'letters.json', mails);
}

/**
 * Sends each letter once a period, whatever the revision and whoever asks for mails again: the reader is a customer. Returns what became of them,
 * and the addresses of which nobody can tell.
 */
export async function sendLetters(
  ports: { store: ObjectStore; sends: SendLedger; mailer: Mailer },
  run: RunRef,
): Promise<{ letters: LetterDeliveries; unresolved: readonly string[] }> {
  const outcomes: Delivery[] = [];
  for (const mail of await readLetterMails(ports.store, run)) {
    if (run.dryRun) {
      outcomes.push({ recipient: mail.to, outcome: 'dry_run', messageId: null });
      continue;
    }
    const raw = await ports.store.read(run.prefix + mail.path);
    if (raw === undefined) throw new DuewatchError(`${run.prefix}${mail.path} is gone: run ReviewDesk again`);
    outcomes.push(
      await sendOnce(ports, run, keyOf(run, mail), { from: mail.from, to: mail.to, raw, tasks: mail.tasks }),
    );
  }
  const count = (outcome: Delivery['outcome']) => outcomes.filter((each) => each.outcome === outcome).length;
  return {
    letters: { sent: count('sent'), already_sent: count('already_sent'), dry_run: count('dry_run') },
    unresolved: outcomes.filter(({ outcome }) => outcome === 'unresolved').map(({ recipient }) => recipient),
  };
}

/**
 * Writes the letters that have left on their customers' tasks, as contacts of which nobody may know yet whether they arrived. Safe to do again: a
 * contact that is there is not written twice, but announced where a killed attempt may not have. A task that somebody changes every time is left as it is; the send ledger knows.
 */
export async function recordLetters(
  ports: { store: ObjectStore; sends: SendLedger; tasks: Pick<TaskStore, 'get' | 'replaceMany'>; events: EventBus },
  run: RunRef,
): Promise<number> {
  const mails = await readLetterMails(ports.store, run);
  if (run.dryRun || mails.length === 0) return 0;
  const rows = new Map((await ports.sends.list(run.period)).map((row) => [row.recipient, row]));
  const left = new Map<string, OwnChange>();
  for (const { sendAs, stage, tasks } of mails) {
    const row = rows.get(sendAs);
    if (row === undefined || row.status === 'PENDING') continue;
    const letter = { stage, result: arrivalOf(row.status) };
    const change: OwnChange = {
      after: (task) => withLetter(task, letter, run),
      isNewest: (task) => saidLast(task, letterLine(letter)),
    };
    for (const task of tasks) left.set(task, change);
  }
  return (await writeOnTasks({ ...ports, read: oneByOne(ports.tasks) }, left)).written;
}

interface Contact {
  readonly stage: string;
  readonly result: 'sent' | 'delivered' | 'bounced';
}

function withLetter(task: CollectionTask, letter: Contact, run: RunRef): CollectionTask {
  const by = letterWriter(run.period);
  if (task.contacts.some((each) => each.by === by && each.stage === letter.stage)) return task;
  const at = run.startedAt;
  const contact = { on: at.slice(0, 10), channel: 'mail' as const, ...letter, note: null, at, by };
  const settled = settleTask({ ...task, contacts: [...task.contacts, contact], version: task.version + 1 });
  const change = letterLine(letter) + movedIn(task, settled);
  return { ...settled, history: [...task.history, { at, by: ASKED_BY, change }] };
}

function keyOf({ period }: RunRef, { sendAs }: LetterMail): SendKey {
  return { period, revision: 0, recipient: sendAs, attempt: 1 };
}

async function readLetterMails(store: ObjectStore, run: RunRef): Promise<readonly LetterMail[]> {
  const bytes = await store.read(`${run.work}letters.json`);
  return bytes === undefined ? [] : readWork(store, run, 'letters.json', z.array(letterMail));
}
