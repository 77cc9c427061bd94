import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { taskEventDetail, taskEventOf } from '../../core/contracts/task-event.ts';
import { actInOrder } from '../../core/domain/desk/act-in-order.ts';
import { deskTask } from '../cli/tasks/task-desk.ts';

const ACTOR = { by: 'Wang Li', at: '2025-10-10T08:00:00.000Z', today: '2025-10-10' };

function worked() {
  const result = actInOrder(
    deskTask(),
    [
      { do: 'contact', channel: 'phone', result: 'reached', note: 'spoke to Mrs Chen, mobile 139 0000 0000' },
      { do: 'promise', amount: '5000', due_date: '2025-11-15', note: 'after the fair' },
    ],
    ACTOR,
  );
  if (!result.done) throw new RangeError(result.refused);
  return result.task;
}

describe('what the bus tells of a task', () => {
  it('is as its schema says, of a new task and of a worked one', () => {
    expect(taskEventDetail.parse(taskEventOf(deskTask(), 0))).toMatchObject({
      version: 1,
      changes: [],
      changed_at: null,
    });
    const detail = taskEventDetail.parse(taskEventOf(worked(), 2));
    expect(detail).toMatchObject({
      schema: 1,
      status: 'waiting',
      version: 3,
      promises: [{ id: 'p1', amount: '5000', due_date: '2025-11-15', state: 'open' }],
      changes: ['contact', 'promise'],
      changed_at: ACTOR.at,
    });
  });

  it('holds no names of customers, no notes, and not who wrote them', () => {
    const said = JSON.stringify(taskEventOf(worked(), 2));
    for (const kept of ['Aster Paper', 'Mrs Chen', 'after the fair', 'Wang Li']) expect(said).not.toContain(kept);
  });

  it('tells of words kept, broken and called off', () => {
    const findings = [
      { period: '2025-11', balance: '9000.00', received: '0.00', words: { p1: 'broken' as const }, at_risk: true },
    ];
    const [promise] = worked().promises;
    if (promise === undefined) throw new RangeError('no promise');
    const cancelled = { at: ACTOR.at, by: ACTOR.by, note: null };
    const promises = [promise, { ...promise, id: 'p2', cancelled }];
    expect(taskEventOf(deskTask({ promises, findings }), 0).promises.map(({ state }) => state)).toEqual([
      'broken',
      'cancelled',
    ]);
  });

  it('is described by the published schema', async () => {
    const published = JSON.parse(await readFile(new URL('../../docs/task-event.schema.json', import.meta.url), 'utf8'));
    expect(published).toEqual(z.toJSONSchema(taskEventDetail));
  });
});
