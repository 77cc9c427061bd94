import { type MailEvent, mailEvent } from '../../core/contracts/mail-event.ts';
import type { EventBus } from '../../core/ports/event-bus.ts';
import type { SendKey, SendStatus } from '../../core/ports/send-ledger.ts';
import type { TaskStore } from '../../core/ports/task-store.ts';
import { isLetter, recordArrival } from '../../core/steps/record-arrival.ts';

/** What the handler needs: the mail's row by its tags, and the ledger. */
export interface RecordDeliveryPorts {
  readonly keyOf: (tags: Readonly<Record<string, readonly string[]>>) => SendKey | undefined;
  readonly sends: {
    markEvent(key: SendKey, status: Exclude<SendStatus, 'PENDING'>, messageId: string, at: string): Promise<void>;
    /** The tasks on which a letter is recorded. */
    tasksOf(key: SendKey): Promise<readonly string[]>;
  };
  readonly tasks: Pick<TaskStore, 'get' | 'replaceMany'>;
  readonly events: EventBus;
}

/**
 * Writes what the mail service tells into the send ledger: that a mail left, that it bounced, that its reader complained; of a letter to a
 * customer also on the customer's tasks, because the plan's next stage waits for it. A mail that bounces
 * for a passing reason may still arrive and stays SENT. Where others change a task every time, the error has the event delivered again.
 */
export function recordDeliveryHandler({ keyOf, sends, tasks, events }: RecordDeliveryPorts) {
  return async (event: unknown): Promise<{ recorded: string }> => {
    const { time, detail } = mailEvent.parse(event);
    const key = keyOf(detail.mail.tags);
    if (key === undefined) return { recorded: 'nothing' };
    const status = statusOf(detail, isLetter(key.recipient));
    if (status === undefined) return { recorded: 'nothing' };
    await sends.markEvent(key, status, detail.mail.messageId, detail.mail.timestamp);
    if (isLetter(key.recipient) && status !== 'SENT')
      await recordArrival({ tasks, events }, key, {
        status,
        at: time ?? detail.mail.timestamp,
        tasks: await sends.tasksOf(key),
      });
    return { recorded: status };
  };
}

function statusOf(detail: MailEvent['detail'], letter: boolean): Exclude<SendStatus, 'PENDING'> | undefined {
  switch (detail.eventType) {
    case 'Send':
      return 'SENT';
    case 'Delivery':
      return letter ? 'DELIVERED' : 'SENT';
    case 'Bounce':
      return detail.bounce?.bounceType === 'Transient' ? undefined : 'BOUNCED';
    case 'Complaint':
      return 'COMPLAINED';
    default:
      return undefined;
  }
}
