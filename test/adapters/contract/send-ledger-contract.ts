import { describe, expect, it } from 'vitest';
import type { SendKey, SendLedger } from '../../../core/ports/send-ledger.ts';

const AT = '2025-10-03T06:00:00Z';
const LATER = '2025-10-03T06:01:00Z';
const KEY: SendKey = { period: '2025-09', revision: 1, recipient: 'cfo+due@example.com', attempt: 1 };

/** What every send ledger does. */
export function sendLedgerContract(name: string, open: () => Promise<SendLedger>): void {
  describe(`a send ledger: ${name}`, () => {
    it('reserves a mail once and shows the row to whoever comes second', async () => {
      const ledger = await open();
      expect(await ledger.reserve(KEY, AT)).toBeUndefined();
      expect(await ledger.reserve(KEY, LATER)).toEqual({ ...KEY, status: 'PENDING', messageId: null, at: AT });
    });

    it('of many that reserve at the same time, one may send', async () => {
      const ledger = await open();
      const answers = await Promise.all(Array.from({ length: 8 }, () => ledger.reserve(KEY, AT)));
      expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
    });

    it('remembers what was sent, and when', async () => {
      const ledger = await open();
      await ledger.reserve(KEY, AT);
      await ledger.markSent(KEY, 'message-1', LATER);
      expect(await ledger.reserve(KEY, LATER)).toEqual({ ...KEY, status: 'SENT', messageId: 'message-1', at: LATER });
    });

    it('lists a period by recipient, revision and attempt', async () => {
      const ledger = await open();
      const keys: SendKey[] = [
        { ...KEY, revision: 10 },
        { ...KEY, revision: 2, attempt: 2 },
        { ...KEY, revision: 2 },
        { ...KEY, recipient: 'a@example.com' },
        { ...KEY, period: '2025-08' },
      ];
      for (const key of keys) await ledger.reserve(key, AT);
      const listed = await ledger.list('2025-09');
      expect(listed.map(({ recipient, revision, attempt }) => [recipient, revision, attempt])).toEqual([
        ['a@example.com', 1, 1],
        ['cfo+due@example.com', 2, 1],
        ['cfo+due@example.com', 2, 2],
        ['cfo+due@example.com', 10, 1],
      ]);
      expect(await ledger.list('2020-01')).toEqual([]);
    });
  });
}
