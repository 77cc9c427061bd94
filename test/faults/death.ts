import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, type TestContext } from 'vitest';
import { noteFaults } from './fault-matrix.ts';
import type { Hook, Point } from './hooked-ports.ts';
import { PERIOD, reviewStory } from './month-of-story.ts';
import { outcomeOf } from './outcome.ts';
import type { FaultKit } from './story-store.ts';

const SCRIPT = fileURLToPath(new URL('review-and-die.ts', import.meta.url));

/** Where a review dies: just before or just after a call to the outside world. */
export interface Death {
  readonly point: Point;
  readonly when: 'before' | 'after';
}

/** A death in few words, as file name and as title. */
export function nameOf({ point, when }: Death): string {
  return `${point.state}-${when}-${point.call}-${point.n}`;
}

type Place = Awaited<ReturnType<FaultKit['freshStore']>>;

/** Reviews in a process of its own, which is killed at the point, as by a power cut. */
export function killedAt(place: Place, { point, when }: Death): Promise<{ signal: string | null; err: string }> {
  const { store, exports, room } = place;
  const args = [SCRIPT, store, exports, room, point.state, point.call, String(point.n), when];
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.once('close', (_code, signal) => resolve({ signal, err }));
  });
}

/**
 * Reviews in this process, where from the point on no call to the outside world is made or comes back; the lock is left to nobody. False where
 * the review ended without coming to the point.
 */
export async function haltedAt(place: Place, { point, when }: Death): Promise<boolean> {
  const never = new Promise<never>(() => undefined);
  const dead = Promise.withResolvers<never>();
  let halted = false;
  const halt = () => {
    halted = true;
    dead.reject(new Halted());
    return never;
  };
  const hook: Hook = async ({ state, call, n }, make) => {
    if (halted) return never;
    const here = state === point.state && call === point.call && n === point.n;
    if (here && when === 'before') return halt();
    const result = await make();
    return here ? halt() : halted ? never : result;
  };
  const ended = await reviewStory({ ...place, hook, died: dead.promise }).catch((error: unknown) => error);
  leaveLocks(place.store);
  if (ended instanceof Halted) return true;
  expect(ended).toHaveProperty('closed');
  return false;
}

/** What the end of a process means to the locks it holds: they are left to nobody. */
export function leaveLocks(store: string): void {
  const database = new DatabaseSync(join(store, 'duewatch.sqlite'));
  database.exec(`UPDATE locks SET pid = ${NOBODY}, session = NULL`);
  database.close();
}

class Halted extends Error {
  override name = 'Halted';
}

/** A process that is not there: more than any system numbers. */
const NOBODY = 2 ** 30;

/** Reviews again, and holds what that leaves against an undisturbed review. */
export async function expectRecovery(
  kit: FaultKit,
  name: string,
  place: Place,
  context: Pick<TestContext, 'task'>,
  fault: { readonly fault: string; readonly state: string },
): Promise<void> {
  noteFaults(context, { ...fault, outcome: 'as undisturbed' });
  expect(await reviewStory(place)).toHaveProperty('closed');
  const { found, rooms } = await outcomeOf(place.store, PERIOD);
  expect(found).toEqual(kit.undisturbed.found);
  // A chat can't be asked whether it took a message: it is told once at most, and where nobody knows, the ledger says so.
  const row = rooms.find(({ period }) => period === PERIOD);
  if (row?.['status'] === 'SENT') expect(kit.told(name)).toBe(1);
  else expect([row?.['status'], kit.told(name) <= 1]).toEqual(['PENDING', true]);
}
