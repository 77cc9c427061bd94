import type { CollectionTask } from '../contracts/task.ts';
import { letterWriter, settleTask } from '../domain/desk/settle-task.ts';
import type { SendKey, SendStatus } from '../ports/send-ledger.ts';
import type { TaskStore } from '../ports/task-store.ts';

/** How often a task that somebody changes at the same moment is read again. */
const TRIES = 5;

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

/**
 * Writes on the customer's tasks what became of a letter: the contact that says it was sent says now that it arrived, or came back. Where the month
 * that sent it has not closed yet there is no such contact; closing writes it as the send ledger knows it.
 */
export async function recordArrival(
  tasks: Pick<TaskStore, 'list' | 'replaceMany'>,
  { period, recipient }: SendKey,
  status: Exclude<SendStatus, 'PENDING'>,
): Promise<void> {
  const [, scope, stage, customer] = recipient.split(':').map((part) => decodeURIComponent(part));
  const result = arrivalOf(status);
  const by = letterWriter(period);
  const told = (task: CollectionTask): CollectionTask => ({
    ...task,
    contacts: task.contacts.map((each) =>
      each.by === by && each.stage === stage && each.result !== 'bounced' ? { ...each, result } : each,
    ),
  });
  for (let tries = 0; tries < TRIES; tries += 1) {
    const own = (await tasks.list()).filter((task) => task.scope === scope && task.customer_id === customer);
    const changed = own.flatMap((task) => {
      const after = told(task);
      return JSON.stringify(after) === JSON.stringify(task)
        ? []
        : [settleTask({ ...after, version: task.version + 1 })];
    });
    const refused = await tasks.replaceMany(changed.map((task) => ({ task, expectedVersion: task.version - 1 })));
    if (refused.length === 0) return;
  }
}
