import { cp, mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import type { TaskAction } from '../../core/domain/desk/task-action.ts';
import { changeTask } from '../../core/steps/change-task.ts';
import { STORY_BOOKS } from '../desk/story-books.ts';
import { splitTable } from '../sample/split-table.ts';
import { EFFECTS, type Point } from './hooked-ports.ts';
import { type DisturbedMonth, PERIOD, reviewStory } from './month-of-story.ts';
import { outcomeOf } from './outcome.ts';

/** Where faults are tried: a store whose tasks of August were worked on, and what an undisturbed September leaves. */
export interface FaultKit {
  readonly folder: string;
  readonly exports: string;
  readonly undisturbed: Awaited<ReturnType<typeof outcomeOf>>;
  /** Every call of the undisturbed September that leaves something outside the process. */
  readonly effects: readonly Point[];
  /** A store of its own, as it was before September; and the room that its reviews tell. */
  freshStore(name: string): Promise<{ readonly store: string; readonly exports: string; readonly room: string }>;
  /** How often the room of a store was told. */
  told(name: string): number;
  /** Takes a store away whose case has gone well. */
  forget(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Makes the kit: reviews August, lets people work, reviews September undisturbed. */
export async function faultKit(): Promise<FaultKit> {
  const folder = await mkdtemp(join(await quickFolder(), 'duewatch-faults-'));
  const exports = join(folder, 'export');
  await mkdir(exports);
  for (const [name, text] of Object.entries(STORY_BOOKS)) await writeFile(join(exports, name), text);
  await splitTable(exports, 'payments', 2);
  const rooms = await receiver();
  const base = join(folder, 'base');
  const august: DisturbedMonth = { store: base, exports, room: `${rooms.origin}/base`, period: '2025-08' };
  const ended = await reviewStory(august);
  if ('failure' in ended) throw ended.failure;
  await workInSeptember(base);
  const freshStore = async (name: string) => {
    const store = join(folder, name);
    await cp(base, store, { recursive: true });
    return { store, exports, room: `${rooms.origin}/${name}` };
  };
  const september = await freshStore('undisturbed');
  const effects: Point[] = [];
  const review = await reviewStory({
    ...september,
    hook: (point, call) => {
      if (EFFECTS.has(point.call)) effects.push(point);
      return call();
    },
  });
  if ('failure' in review) throw review.failure;
  return {
    folder,
    exports,
    effects,
    undisturbed: await outcomeOf(september.store, PERIOD),
    freshStore,
    forget: (name) => rm(join(folder, name), { recursive: true, force: true }),
    told: (name) => rooms.posts.get(name) ?? 0,
    close: async () => {
      await rooms.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Does something at a task of a customer, as a person at the desk. */
export async function actAt(store: string, customer: string, action: TaskAction, by = 'Ann'): Promise<void> {
  const tables = openTables(store);
  try {
    const ports = { tasks: new SqliteTaskStore(tables), events: new SqliteEventBus(tables) };
    const task = (await ports.tasks.list()).find(
      ({ customer_id, reason }) => customer_id === customer && reason === 'high_risk',
    );
    const actor = { by, at: '2025-09-10T09:00:00.000Z', today: '2025-09-10' };
    const result = await changeTask(ports, { taskId: task?.task_id ?? '', action, actor });
    if (!result.done) throw new Error(`not written: ${result.refused}`);
  } finally {
    tables.close();
  }
}

async function workInSeptember(store: string): Promise<void> {
  await actAt(store, 'A', { do: 'promise', amount: '6000.00', due_date: '2025-09-20' });
  await actAt(store, 'B', { do: 'cause', cause: 'financial_difficulty' });
  await actAt(store, 'B', { do: 'promise', amount: '5000.00', due_date: '2025-09-15' });
  await actAt(store, 'C', { do: 'dispute', reason: 'Two pallets were broken', amount: '8000.00' });
}

const MEMORY = '/dev/shm';

/** Memory, where the system has it as a folder with room: hundreds of reviews wait for the disk more than for anything else. */
async function quickFolder(): Promise<string> {
  const room = await statfs(MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return room > 2 ** 31 ? MEMORY : tmpdir();
}

/** A chat's server that counts what each room was told. */
async function receiver() {
  const posts = new Map<string, number>();
  const server = createServer((request, response) => {
    const room = (request.url ?? '/').slice(1);
    posts.set(room, (posts.get(room) ?? 0) + 1);
    request.resume().once('end', () => response.writeHead(200).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { posts, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
