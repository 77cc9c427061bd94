import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownerIsAlive, SCRATCH, SessionMark } from '../../adapters/embedded/session-mark.ts';
import { SqliteRunLedger } from '../../adapters/embedded/sqlite-run-ledger.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { sweepDeadRuns } from '../../adapters/embedded/sweep-dead-runs.ts';

const ADAPTERS = new URL('../../adapters/embedded/', import.meta.url);
const MONTH = '2025-09';
const AT = '2025-10-03T06:00:00Z';

let store = '';
beforeEach(async () => {
  store = await mkdtemp(join(tmpdir(), 'duewatch-session-'));
});
afterEach(() => rm(store, { recursive: true, force: true }));

/** A process of its own that takes the month's lock, and then does nothing until it is killed. */
async function atWork(): Promise<{ session: string; kill: () => Promise<void> }> {
  const code = `
    import { openTables } from '${ADAPTERS}sqlite-tables.ts';
    import { SessionMark } from '${ADAPTERS}session-mark.ts';
    import { SqliteRunLedger } from '${ADAPTERS}sqlite-run-ledger.ts';
    const tables = openTables(process.argv[1]);
    const mark = SessionMark.take(process.argv[1], tables);
    const runs = new SqliteRunLedger(tables, { pid: process.pid, session: mark.id });
    await runs.acquire('${MONTH}', 'first', '${AT}');
    console.log(mark.id);
    setInterval(() => mark.id, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code, store], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const session = await new Promise<string>((done) => child.stdout.once('data', (line) => done(String(line).trim())));
  const kill = () =>
    new Promise<void>((done) => {
      child.once('close', () => done());
      child.kill('SIGKILL');
    });
  return { session, kill };
}

describe('a session at work on a store', () => {
  it('holds its month and its folder until its process is killed, then neither', async () => {
    const tables = openTables(store);
    const { session, kill } = await atWork();
    const mark = SessionMark.take(store, tables);
    const second = new SqliteRunLedger(tables, { pid: process.pid, session: mark.id });
    expect(await second.acquire(MONTH, 'second', AT)).toMatchObject({ owner: 'first' });
    await sweepDeadRuns(store, tables);
    expect(existsSync(join(store, SCRATCH, session))).toBe(true);
    await kill();
    await sweepDeadRuns(store, tables);
    expect(await readdir(join(store, SCRATCH))).toEqual([mark.id]);
    expect(await second.acquire(MONTH, 'second', AT)).toBeUndefined();
    mark.release();
    tables.close();
  });

  it('is not taken for another process that was given the same number', async () => {
    const tables = openTables(store);
    // A killed run whose number this very process has now, as the first process of a container always has.
    const left = `${process.pid}-0123abcd`;
    await mkdir(join(store, SCRATCH, left), { recursive: true });
    await writeFile(join(store, SCRATCH, left, 'alive'), '');
    const killed = new SqliteRunLedger(tables, { pid: process.pid, session: left });
    await killed.acquire(MONTH, 'first', AT);
    await killed.put({
      ...{ period: MONTH, runId: `${MONTH}-aa`, revision: 1, status: 'running', startedAt: AT, endedAt: null },
      ...{ prefix: `runs/${MONTH}/${MONTH}-aa/`, version: '1' },
    });
    await sweepDeadRuns(store, tables);
    expect(await killed.listPeriod(MONTH)).toMatchObject([{ status: 'failed' }]);
    expect(await readdir(join(store, SCRATCH))).toEqual([]);
    const next = new SqliteRunLedger(tables, { pid: process.pid, session: `${process.pid}-4567abcd` });
    expect(await next.acquire(MONTH, 'second', AT)).toBeUndefined();
    tables.close();
  });

  it('is seen by other sessions of its own process as well', () => {
    const tables = openTables(store);
    const [one, other] = [SessionMark.take(store, tables), SessionMark.take(store, tables)];
    const alive = ({ id }: SessionMark) => ownerIsAlive(store, { pid: process.pid, session: id });
    expect([alive(one), alive(other), alive(one)]).toEqual([true, true, true]);
    one.release();
    expect([alive(one), alive(other)]).toEqual([false, true]);
    other.release();
    tables.close();
  });
});
