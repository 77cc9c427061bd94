import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { StoreUnavailable } from '../../adapters/aws/aws-errors.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { expectRecovery, leaveLocks } from './death.ts';
import { noteFaults } from './fault-matrix.ts';
import { EFFECTS, type Hook, type Point } from './hooked-ports.ts';
import { type DisturbedMonth, PERIOD, reviewStory } from './month-of-story.ts';
import { outcomeOf } from './outcome.ts';
import { faultKit } from './story-store.ts';

const kit = await faultKit();
afterAll(() => kit.close());

const STATES = [...new Set(kit.effects.map(({ state }) => state))];
/** A query that can't read or write fails as a query of Athena does, by its own name, and is not tried again. */
const RETRIED: ReadonlySet<string> = new Set(STATES.filter((state) => state !== 'Athena'));

/** Reviews with a fault that the review itself gets over, and holds what it leaves against an undisturbed one. */
async function expectUnharmed(
  name: string,
  context: Pick<TestContext, 'task'>,
  fault: string,
  disturbed: Pick<DisturbedMonth, 'hook' | 'ports'>,
  struck: ReadonlySet<string>,
): Promise<void> {
  const place = await kit.freshStore(name);
  expect(await reviewStory({ ...place, ...disturbed })).toHaveProperty('closed');
  noteFaults(
    context,
    ...[...struck].map((state) => ({ fault, state, outcome: 'the same review goes on, as undisturbed' })),
  );
  expect((await outcomeOf(place.store, PERIOD)).found).toEqual(kit.undisturbed.found);
  expect(kit.told(name)).toBe(1);
  await kit.forget(name);
}

describe('a service that fails once', () => {
  it('and did nothing: at the first read and the first effect of every state, the state is tried again', async (context) => {
    const failed = new Set<string>();
    const struck = new Set<string>();
    const hook: Hook = async ({ state, call }, make) => {
      const kind = `${state} ${EFFECTS.has(call)}`;
      if (failed.has(kind) || call === 'chat.post' || !RETRIED.has(state)) return make();
      failed.add(kind);
      struck.add(state);
      throw new StoreUnavailable(`${call}: SlowDown: asked too often`);
    };
    await expectUnharmed('fails-once', context, 'throttled, once a state', { hook }, struck);
    expect([...struck].sort()).toEqual([...RETRIED].sort());
  });

  it('and did what was asked, only the answer was lost: at every kind of effect of every state', async (context) => {
    const lost = new Set<string>();
    const struck = new Set<string>();
    const hook: Hook = async ({ state, call }, make) => {
      const result = await make();
      const kind = `${state} ${call}`;
      if (lost.has(kind) || !EFFECTS.has(call) || call === 'chat.post' || !RETRIED.has(state)) return result;
      lost.add(kind);
      struck.add(state);
      throw new StoreUnavailable(`${call}: TimeoutError: no answer`);
    };
    await expectUnharmed('answer-lost', context, 'done, but the answer is lost', { hook }, struck);
    expect(lost.size).toBeGreaterThan(STATES.length);
  });

  it('or answers slowly: nothing changes', async (context) => {
    const hook: Hook = async ({ call }, make) => {
      if (call === 'store.read' || call === 'exports.localFile') await new Promise((done) => setTimeout(done, 20));
      return make();
    };
    await expectUnharmed('slow', context, 'slow bodies', { hook }, new Set(['every state']));
  });
});

/** Reviews with a fault that lasts: the review ends by a name, the lock is given back, and the next one goes through. */
async function expectNamedFailure(
  name: string,
  context: Pick<TestContext, 'task'>,
  fault: { readonly fault: string; readonly state: string },
  disturbed: Pick<DisturbedMonth, 'hook' | 'ports'>,
  error: string,
): Promise<void> {
  const place = await kit.freshStore(name);
  const outcome = await reviewStory({ ...place, ...disturbed });
  expect('failure' in outcome ? [outcome.failure.error, outcome.failure.message] : outcome).toEqual([
    error,
    expect.stringMatching(/\w/),
  ]);
  // A review that was never opened leaves its lock to be taken over; any other gives it back.
  const unopened = fault.state === 'OpenRun';
  if (unopened) leaveLocks(place.store);
  else expect((await outcomeOf(place.store, '2025-08')).found.locks).toEqual([]);
  await expectRecovery(kit, name, place, context, fault);
  context.task.meta.faults =
    context.task.meta.faults?.map((line) => ({
      ...line,
      outcome: `ends as ${error}, lock ${unopened ? 'taken over' : 'given back'}; the next review as undisturbed`,
    })) ?? [];
  await kit.forget(name);
}

describe('a service that stays away', () => {
  it.for(STATES.map((state) => ({ state })))('in $state: the review ends by name', async ({ state }, context) => {
    const hook: Hook = async (point, make) => {
      if (point.state !== state || point.call === 'chat.post') return make();
      throw new StoreUnavailable(`${point.call}: ServiceUnavailable: come back later`);
    };
    const fault = { fault: 'a service stays away', state };
    const error = RETRIED.has(state) ? 'StoreUnavailable' : 'States.TaskFailed';
    await expectNamedFailure(`away-${state}`, context, fault, { hook }, error);
  });
});

describe('a disk that is full', () => {
  const writing = ['OpenRun', 'LandTable', 'CollectRows', 'ReviewDesk', 'DrawCharts', 'CloseRun'] as const;
  it.for(writing.map((state) => ({ state })))('in $state: the review ends by name', async ({ state }, context) => {
    let point: Point | undefined;
    const full = { store: '' };
    const name = `full-${state}`;
    full.store = join(kit.folder, name);
    // The device that is always full, in the place of the file that would be written; of a session that nobody keeps.
    const store = new FolderObjectStore(full.store, (_path, bytes) => writeFile('/dev/full', bytes), '1-00000000');
    const hook: Hook = async (at, make) => {
      const key = String(at.args[0]);
      if (at.state !== state || at.call !== 'store.write') return make();
      point = at;
      return store.write(key, new Uint8Array(10));
    };
    await expectNamedFailure(name, context, { fault: 'the disk is full', state }, { hook }, 'StoreFull');
    expect(point?.call).toBe('store.write');
  });

  it('when tasks are to be written in the tables: the review ends by name', async (context) => {
    const name = 'full-tables';
    const hook: Hook = async ({ call }, make) => {
      if (call !== 'tasks.replaceMany') return make();
      const database = new DatabaseSync(join(kit.folder, name, 'duewatch.sqlite'));
      const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
      database.exec(`PRAGMA max_page_count = ${pages}; CREATE TABLE IF NOT EXISTS filler (text TEXT)`);
      try {
        database.exec(`INSERT INTO filler SELECT hex(randomblob(1000000))`);
      } finally {
        database.exec('DROP TABLE IF EXISTS filler');
        database.close();
      }
      return make();
    };
    const fault = { fault: 'the disk is full (tables)', state: 'OpenTasks' };
    await expectNamedFailure(name, context, fault, { hook }, 'StoreFull');
  });
});

describe('what lies in the store is cut short', () => {
  it.for([
    { file: 'analysis-plan.json', state: 'ScoreCustomers' },
    { file: 'mails.json', state: 'DeliverReport' },
    { file: 'desk-findings.json', state: 'OpenTasks' },
  ])('$file: the review ends by name', async ({ file, state }, context) => {
    const hook: Hook = async ({ call, args }, make) => {
      const result = await make();
      const cut = call === 'store.read' && String(args[0]).endsWith(`/${file}`) && result instanceof Uint8Array;
      return cut ? result.slice(0, Math.floor(result.length / 2)) : result;
    };
    const fault = { fault: 'a work file is cut short', state };
    await expectNamedFailure(`cut-${file}`, context, fault, { hook }, 'WorkFileBroken');
  });
});
