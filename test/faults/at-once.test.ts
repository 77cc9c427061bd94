import { afterAll, describe, expect, it } from 'vitest';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { expectRecovery, killedAt } from './death.ts';
import { noteFaults } from './fault-matrix.ts';
import type { Hook } from './hooked-ports.ts';
import { PERIOD, reviewStory } from './month-of-story.ts';
import { outcomeOf } from './outcome.ts';
import { actAt, faultKit } from './story-store.ts';

const kit = await faultKit();
afterAll(() => kit.close());

/** A point that no review comes to. */
const NOWHERE = { point: { state: 'nothing', call: '', n: 0, args: [] }, when: 'before' } as const;

async function tasksOf(store: string) {
  const tables = openTables(store);
  try {
    return await new SqliteTaskStore(tables).list();
  } finally {
    tables.close();
  }
}

describe('what happens at the same time', () => {
  it('two processes review one month: one does, the other is told who is at work', async (context) => {
    const place = await kit.freshStore('twice');
    const [first, second] = await Promise.all([killedAt(place, NOWHERE), killedAt(place, NOWHERE)]);
    const errors = [first?.err ?? '', second?.err ?? ''].filter((err) => err !== '');
    // Where one ended before the other began there is no quarrel: the second finds everything done.
    expect(errors.every((err) => err.startsWith('RunLocked: another run of 2025-09'))).toBe(true);
    expect(errors.length).toBeLessThan(2);
    await expectRecovery(kit, 'twice', place, context, { fault: 'two reviews of a month at once', state: 'OpenRun' });
  });

  it('a review is started again when it has ended: nothing happens twice', async (context) => {
    const place = await kit.freshStore('again');
    expect(await reviewStory(place)).toHaveProperty('closed');
    await expectRecovery(kit, 'again', place, context, { fault: 'started again after its end', state: 'whole' });
  });

  it('every function is triggered twice with the same input: nothing happens twice', async (context) => {
    const place = await kit.freshStore('triggered');
    noteFaults(context, { fault: 'every trigger comes twice', state: 'every state', outcome: 'as undisturbed' });
    expect(await reviewStory({ ...place, twice: true })).toHaveProperty('closed');
    expect((await outcomeOf(place.store, PERIOD)).found).toEqual(kit.undisturbed.found);
    expect(kit.told('triggered')).toBe(1);
    await kit.forget('triggered');
  });

  it('the clock jumps to and fro while a review runs: it shows in times and in nothing else', async (context) => {
    const place = await kit.freshStore('jumping');
    noteFaults(context, {
      fault: 'the clock jumps by a year, to and fro',
      state: 'every state',
      outcome: 'as undisturbed',
    });
    let asked = 0;
    const clock = { now: () => (++asked % 2 === 0 ? '2024-10-02T06:00:00.000Z' : '2026-10-02T06:00:00.000Z') };
    expect(await reviewStory({ ...place, ports: (ports) => ({ ...ports, clock }) })).toHaveProperty('closed');
    expect(asked).toBeGreaterThan(0);
    expect((await outcomeOf(place.store, PERIOD)).found).toEqual(kit.undisturbed.found);
    await kit.forget('jumping');
  });

  it('the clock is set forward between a review that stopped and the next one', async (context) => {
    const place = await kit.freshStore('forward');
    const hook: Hook = async ({ call, n }, make) => {
      if (call === 'mailer.send' && n === 2) throw new Error('broken');
      return make();
    };
    expect(await reviewStory({ ...place, hook })).toHaveProperty('failure.error', 'Error');
    expect(await reviewStory({ ...place, startedAt: '2025-10-03T11:00:00.000Z' })).toHaveProperty('closed');
    await expectRecovery(kit, 'forward', place, context, {
      fault: 'clock set forward by a day',
      state: 'DeliverReport',
    });
  });

  it('the clock is set back between a review that stopped and the next one', async (context) => {
    const place = await kit.freshStore('clock');
    const hook: Hook = async ({ call, n }, make) => {
      if (call === 'mailer.send' && n === 2) throw new Error('broken');
      return make();
    };
    expect(await reviewStory({ ...place, hook })).toHaveProperty('failure.error', 'Error');
    const earlier = await reviewStory({ ...place, startedAt: '2025-09-30T22:00:00.000Z' });
    expect(earlier).toHaveProperty('closed');
    await expectRecovery(kit, 'clock', place, context, { fault: 'clock set back by two days', state: 'DeliverReport' });
  });

  it('a person writes on a task between ReviewDesk and OpenTasks: both stand', async (context) => {
    const place = await kit.freshStore('person');
    noteFaults(context, { fault: 'a person writes meanwhile', state: 'OpenTasks', outcome: 'both stand' });
    let written = false;
    const hook: Hook = async ({ call }, make) => {
      if (call === 'tasks.replaceMany' && !written) {
        written = true;
        await actAt(place.store, 'D', { do: 'note', note: 'Rang: nobody there' });
      }
      return make();
    };
    expect(await reviewStory({ ...place, hook })).toHaveProperty('closed');
    const task = (await tasksOf(place.store)).find(({ task_id }) => task_id.startsWith('D/high_risk/'));
    expect(task).toMatchObject({ note: 'Rang: nobody there', version: 3 });
    expect(task?.findings.map(({ period }) => period)).toEqual([PERIOD]);
    expect(task?.history.map(({ by }) => by)).toEqual(['Ann', 'duewatch']);
    const { found } = await outcomeOf(place.store, PERIOD);
    expect(found.figures).toBe(kit.undisturbed.found.figures);
    expect(found.unbroken).toEqual([]);
  });

  it('a person writes on a task at every try: the review ends as TasksBusy, the next one goes through, all stands', async (context) => {
    const place = await kit.freshStore('busy');
    noteFaults(context, {
      fault: 'a person writes at every try',
      state: 'OpenTasks',
      outcome: 'ends as TasksBusy, lock given back; the next review goes through, all stands',
    });
    let tries = 0;
    const hook: Hook = async ({ call }, make) => {
      if (call === 'tasks.replaceMany') await actAt(place.store, 'D', { do: 'note', note: `Try ${++tries}` });
      return make();
    };
    expect(await reviewStory({ ...place, hook })).toHaveProperty('failure.error', 'TasksBusy');
    expect((await outcomeOf(place.store, '2025-08')).found.locks).toEqual([]);
    expect(await reviewStory(place)).toHaveProperty('closed');
    const task = (await tasksOf(place.store)).find(({ task_id }) => task_id.startsWith('D/high_risk/'));
    expect(task).toMatchObject({ note: `Try ${tries}`, version: tries + 2 });
    expect(task?.findings).toHaveLength(1);
    const { found } = await outcomeOf(place.store, PERIOD);
    expect(found.figures).toBe(kit.undisturbed.found.figures);
    expect(found.mails).toEqual(kit.undisturbed.found.mails);
    expect(found.unbroken).toEqual([]);
  });
});
