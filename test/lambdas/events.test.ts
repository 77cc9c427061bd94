import { describe, expect, it } from 'vitest';
import type { SendRow, SendStatus } from '../../core/ports/send-ledger.ts';
import { checkMonthHandler } from '../../lambdas/check-month/handler.ts';
import { recordDeliveryHandler } from '../../lambdas/record-delivery/handler.ts';

const KEY = { period: '2025-09', revision: 1, recipient: 'a@example.com', attempt: 1 };
const SENT: SendRow = { ...KEY, status: 'SENT', messageId: 'm', at: '2025-10-03T06:00:00Z' };

async function told(eventType: string, bounce?: { bounceType: string }, recipient: string = KEY.recipient) {
  const marks: SendStatus[] = [];
  const record = recordDeliveryHandler({
    keyOf: (tags) => (tags['reference'] === undefined ? undefined : { ...KEY, recipient }),
    sends: {
      markEvent: async (_key, status) => {
        marks.push(status);
      },
      tasksOf: async () => [],
    },
    tasks: { get: async () => undefined, replaceMany: async () => [] },
    events: { publish: async () => {} },
  });
  const mail = { timestamp: '2025-10-03T06:00:01Z', messageId: 'm', tags: { reference: ['x'] } };
  await record({ detail: { eventType, mail, ...(bounce === undefined ? {} : { bounce }) } });
  return marks;
}

describe('what the mail service tells', () => {
  it('reaches the ledger: left, bounced for good, complained of', async () => {
    expect(await told('Send')).toEqual(['SENT']);
    expect(await told('Delivery')).toEqual(['SENT']);
    expect(await told('Bounce', { bounceType: 'Permanent' })).toEqual(['BOUNCED']);
    expect(await told('Complaint')).toEqual(['COMPLAINED']);
  });

  it('tells of a letter to a customer that it arrived, because the plan waits for that', async () => {
    expect(await told('Delivery', undefined, 'letter:*:1_30:C1')).toEqual(['DELIVERED']);
  });

  it('changes nothing where a mail may still arrive', async () => {
    expect(await told('Bounce', { bounceType: 'Transient' })).toEqual([]);
    expect(await told('DeliveryDelay')).toEqual([]);
  });
});

describe('the daily check', () => {
  async function check(scheduledAt: string, rows: readonly SendRow[]) {
    const measured: number[] = [];
    const handler = checkMonthHandler({
      sends: { list: async (period) => rows.filter((row) => row.period === period) },
      timeZone: 'Asia/Shanghai',
      deadlineDay: 8,
      measure: (overdue) => measured.push(overdue),
    });
    return { ...(await handler({ scheduledAt })), measured };
  }

  it('calls a month overdue after its deadline where no mail of it was sent, and not before', async () => {
    expect(await check('2025-10-08T12:00:00Z', [])).toMatchObject({ period: '2025-09', overdue: false, measured: [0] });
    // Already the ninth in Shanghai.
    expect(await check('2025-10-08T16:30:00Z', [])).toMatchObject({ period: '2025-09', overdue: true, measured: [1] });
    expect(await check('2025-10-20T00:00:00Z', [SENT])).toMatchObject({ sent: 1, overdue: false, measured: [0] });
  });

  it('does not count mail that bounced or is still pending, nor that of other months', async () => {
    const rows: SendRow[] = [
      { ...SENT, status: 'BOUNCED' },
      { ...SENT, status: 'PENDING', messageId: null },
      { ...SENT, period: '2025-08' },
    ];
    expect(await check('2025-10-20T00:00:00Z', rows)).toMatchObject({ sent: 0, overdue: true, measured: [1] });
  });
});
