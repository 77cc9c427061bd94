import { describe, expect, it } from 'vitest';
import type { RunLedger, RunRecord, RunStatus } from '../../../core/ports/run-ledger.ts';

const AT = '2025-10-03T06:00:00Z';

/** A ledger, and a way to end an owner without its giving anything back. */
export interface LedgerUnderTest {
  readonly ledger: RunLedger;
  /** The ledger as a second owner's process sees it. */
  readonly other: RunLedger;
  readonly end: (owner: string) => void;
}

function run(
  period: string,
  runId: string,
  revision: number,
  status: RunStatus,
  endedAt: string | null = AT,
): RunRecord {
  return { period, runId, revision, status, startedAt: AT, endedAt, prefix: `runs/${period}/${runId}/`, version: '1' };
}

/** What every run ledger does. */
export function runLedgerContract(name: string, open: () => Promise<LedgerUnderTest>): void {
  describe(`a run ledger: ${name}`, () => {
    it('admits one run of a period and tells the second who is at work', async () => {
      const { ledger, other } = await open();
      expect(await ledger.acquire('2025-09', 'one', AT)).toBeUndefined();
      expect(await other.acquire('2025-09', 'two', AT)).toEqual({ period: '2025-09', owner: 'one', acquiredAt: AT });
      expect(await other.acquire('2025-10', 'two', AT)).toBeUndefined();
    });

    it('gives the lock to its owner again, and only its owner gives it back', async () => {
      const { ledger, other } = await open();
      await ledger.acquire('2025-09', 'one', AT);
      expect(await ledger.acquire('2025-09', 'one', '2025-10-03T07:00:00Z')).toBeUndefined();
      await other.release('2025-09', 'two');
      expect(await other.acquire('2025-09', 'two', AT)).toMatchObject({ owner: 'one' });
      await ledger.release('2025-09', 'one');
      expect(await other.acquire('2025-09', 'two', AT)).toBeUndefined();
    });

    it('takes over the lock of an owner that is gone', async () => {
      const { ledger, other, end } = await open();
      await ledger.acquire('2025-09', 'one', AT);
      end('one');
      expect(await other.acquire('2025-09', 'two', AT)).toBeUndefined();
      expect(await ledger.acquire('2025-09', 'three', AT)).toMatchObject({ owner: 'two' });
    });

    it('lists the runs of a period by revision, each as it was last written', async () => {
      const { ledger } = await open();
      await ledger.put(run('2025-09', '2025-09-bb', 2, 'running', null));
      await ledger.put(run('2025-09', '2025-09-aa', 1, 'done'));
      await ledger.put(run('2025-09', '2025-09-bb', 2, 'flagged'));
      await ledger.put(run('2025-08', '2025-08-aa', 1, 'done'));
      expect(await ledger.listPeriod('2025-09')).toEqual([
        run('2025-09', '2025-09-aa', 1, 'done'),
        run('2025-09', '2025-09-bb', 2, 'flagged'),
      ]);
    });

    it('knows the newest finished run of each earlier month', async () => {
      const { ledger } = await open();
      await ledger.put(run('2025-07', 'a', 1, 'done'));
      await ledger.put(run('2025-08', 'b', 1, 'done'));
      await ledger.put(run('2025-08', 'c', 2, 'flagged'));
      await ledger.put(run('2025-08', 'd', 3, 'failed'));
      await ledger.put(run('2025-09', 'e', 1, 'done'));
      expect((await ledger.listPublishedBefore('2025-09')).map(({ runId }) => runId)).toEqual(['c', 'a']);
    });

    it('knows the run that finished last; refused, failed and rehearsed ones do not count', async () => {
      const { ledger } = await open();
      expect(await ledger.latest()).toBeUndefined();
      await ledger.put(run('2025-09', 'a', 1, 'done', '2025-10-03T08:00:00Z'));
      await ledger.put(run('2025-08', 'b', 2, 'done', '2025-10-04T08:00:00Z'));
      for (const status of ['refused', 'failed', 'rehearsed', 'running'] as const) {
        await ledger.put(run('2025-09', status, 3, status, '2025-10-05T08:00:00Z'));
      }
      expect((await ledger.latest())?.runId).toBe('b');
    });
  });
}
