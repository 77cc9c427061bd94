import { TasksBusy } from '../contracts/errors.ts';
import type { CollectionTask } from '../contracts/task.ts';
import { ASKED_BY } from '../domain/desk/approval-request.ts';
import { letterWriter, movedIn, settleTask } from '../domain/desk/settle-task.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { SendKey, SendStatus } from '../ports/send-ledger.ts';
import type { TaskStore } from '../ports/task-store.ts';
import { type OwnChange, oneByOne, writeOnTasks } from './write-on-tasks.ts';

/** True for a row of the send ledger that is a letter to a customer. */
export function isLetter(recipient: string): boolean {
  return recipient.startsWith('letter:');
}

/** What a letter's row says of its arrival. */
export function arrivalOf(status: Exclude<SendStatus, 'PENDING'>): 'sent' | 'delivered' | 'bounced' {
  if (status === 'SENT') return 'sent';
  // Who complains of a letter has got it.
  return status === 'BOUNCED' ? 'bounced' : 'delivered';
}

/** The line of history of a letter that left, or arrived, or came back. */
export function letterLine(letter: { readonly stage: string; readonly result: string }): string {
  return `contact; channel=mail; result=${letter.result}; stage=${letter.stage}`;
}

/** What the mail service tells of a letter: when, and on which tasks it stands. */
export interface Arrival {
  readonly status: Exclude<SendStatus, 'PENDING'>;
  /** ISO time. */
  readonly at: string;
  readonly tasks: readonly string[];
}

/**
 * Writes on the customer's tasks what became of a letter: the contact that says it was sent says now that it arrived, or came back, with a line of
 * history, and the change is announced. Where the month that sent it has not closed yet there is no such contact; closing writes it as the send
 * ledger knows it. Safe to do again: what an attempt that was killed had written is announced.
 *
 * @throws {TasksBusy} when a task was changed by others every time.
 */
export async function recordArrival(
  ports: { readonly tasks: Pick<TaskStore, 'get' | 'replaceMany'>; readonly events: EventBus },
  { period, recipient }: SendKey,
  { status, at, tasks }: Arrival,
): Promise<void> {
  const stage = decodeURIComponent(recipient.split(':')[2] ?? '');
  const letter = { stage, result: arrivalOf(status), by: letterWriter(period) };
  const told = { letter, at };
  const change: OwnChange = {
    after: (task) => withArrival(task, told),
    isNewest: (task) => saidLast(task, letterLine(letter)),
  };
  const written = await writeOnTasks(
    { ...ports, read: oneByOne(ports.tasks) },
    new Map(tasks.map((id) => [id, change])),
  );
  if (written.busy.length > 0)
    throw new TasksBusy(
      `${written.busy.join(', ')} is being changed by others: what became of its letter is told again`,
    );
}

interface Told {
  readonly letter: { readonly stage: string; readonly result: ReturnType<typeof arrivalOf>; readonly by: string };
  readonly at: string;
}

/** Whether a line of the product's own is the newest on a task: an attempt that was killed has written it and may not have announced it. */
export function saidLast({ history }: CollectionTask, line: string): boolean {
  const last = history.at(-1);
  return last?.by === ASKED_BY && (last.change === line || last.change.startsWith(`${line}; status `));
}

/** The task with the letter's contact as it is now known; the same task where it knew. */
function withArrival(task: CollectionTask, { letter: { stage, result, by }, at }: Told): CollectionTask {
  const isTold = (each: CollectionTask['contacts'][number]) =>
    each.by === by && each.stage === stage && each.result !== 'bounced' && each.result !== result;
  if (!task.contacts.some(isTold)) return task;
  const contacts = task.contacts.map((each) => (isTold(each) ? { ...each, result } : each));
  const settled = settleTask({ ...task, contacts, version: task.version + 1 });
  const change = letterLine({ stage, result }) + movedIn(task, settled);
  return { ...settled, history: [...task.history, { at, by: ASKED_BY, change }] };
}
