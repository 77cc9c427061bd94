import { type MailEvent, mailEvent } from '../../core/contracts/mail-event.ts';
import type { SendKey, SendStatus } from '../../core/ports/send-ledger.ts';

/** What the handler needs: the mail's row by its tags, and the ledger. */
export interface RecordDeliveryPorts {
  readonly keyOf: (tags: Readonly<Record<string, readonly string[]>>) => SendKey | undefined;
  readonly sends: {
    markEvent(key: SendKey, status: Exclude<SendStatus, 'PENDING'>, messageId: string, at: string): Promise<void>;
  };
}

/**
 * Writes what the mail service tells into the send ledger: that a mail left, that it bounced, that its reader complained. A mail that bounces
 * for a passing reason may still arrive and stays SENT.
 */
export function recordDeliveryHandler({ keyOf, sends }: RecordDeliveryPorts) {
  return async (event: unknown): Promise<{ recorded: string }> => {
    const { detail } = mailEvent.parse(event);
    const key = keyOf(detail.mail.tags);
    const status = statusOf(detail);
    if (key === undefined || status === undefined) return { recorded: 'nothing' };
    await sends.markEvent(key, status, detail.mail.messageId, detail.mail.timestamp);
    return { recorded: status };
  };
}

function statusOf(detail: MailEvent['detail']): Exclude<SendStatus, 'PENDING'> | undefined {
  switch (detail.eventType) {
    case 'Send':
    case 'Delivery':
      return 'SENT';
    case 'Bounce':
      return detail.bounce?.bounceType === 'Transient' ? undefined : 'BOUNCED';
    case 'Complaint':
      return 'COMPLAINED';
    default:
      return undefined;
  }
}
