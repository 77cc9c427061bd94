import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';
import type { Actor } from '../../core/domain/desk/act-on-task.ts';
import type { EventBus } from '../../core/ports/event-bus.ts';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import type { TaskStore } from '../../core/ports/task-store.ts';
import { realDate } from './real-date.ts';

/** Which desk: a store on this machine, or a deployed review. */
export interface DeskOptions {
  readonly store: string;
  readonly remote?: boolean;
  readonly stage?: string;
  readonly region?: string;
  readonly json?: boolean;
}

/** Who writes, and which day counts as today. */
export interface ActorOptions {
  readonly by?: string;
  readonly today?: string;
}

/** The tasks and the bus on which changes are announced. */
export interface Desk {
  readonly tasks: TaskStore;
  readonly events: EventBus;
  /** The store's objects: the customers' sheets of the newest published review. */
  readonly store: Pick<ObjectStore, 'list' | 'read'>;
  close(): Promise<void>;
}

/** Opens the desk, does the work, and closes it whatever happens. */
export async function atDesk<T>(options: DeskOptions, work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk =
    options.remote === true
      ? await (await import('../remote/remote-desk.ts')).openRemoteDesk(options)
      : localDesk(options.store);
  try {
    return await work(desk);
  } finally {
    await desk.close();
  }
}

function localDesk(folder: string): Desk {
  if (!existsSync(join(folder, 'duewatch.sqlite'))) {
    throw new WrongUsage(`${folder} is not a store: no run has been made there; name one with --store`);
  }
  const tables = openTables(folder);
  return {
    tasks: new SqliteTaskStore(tables),
    events: new SqliteEventBus(tables),
    store: new FolderObjectStore(folder),
    close: async () => tables.close(),
  };
}

/** The person at the terminal: the name given, else the one they are signed in with. Today is this machine's calendar day. */
export function actorOf({ by, today }: ActorOptions): Actor {
  const now = new Date();
  const day = today === undefined ? localDay(now) : realDate(today, '--today');
  return { by: by ?? signedInName(), at: now.toISOString(), today: day };
}

function localDay(now: Date): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

function signedInName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'command line';
  }
}
