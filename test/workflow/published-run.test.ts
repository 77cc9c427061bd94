import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { SYSTEM_CLOCK } from '../../adapters/embedded/local-ports.ts';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { SqliteRunLedger } from '../../adapters/embedded/sqlite-run-ledger.ts';
import { SqliteSendLedger } from '../../adapters/embedded/sqlite-send-ledger.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { reviewPublishedDetail } from '../../core/contracts/review-event.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import { closeRun } from '../../core/steps/close-run.ts';
import { failRun } from '../../core/steps/fail-run.ts';
import { duewatch, testFolder } from './command.ts';

const PERIOD = '2025-09';
const KILLED = { Error: 'Killed', Cause: 'somebody stopped the execution' };

let store = '';
let exports = '';

beforeEach(async () => {
  const folder = await testFolder();
  store = join(folder, 'store');
  exports = join(folder, 'export');
  await writeSample(exports, { customers: 60, months: 13, lastMonth: PERIOD });
  expect(await review()).toMatchObject({ status: 0 });
});

async function review(...more: string[]) {
  return duewatch('run', '--exports', exports, '--store', store, '--locale', 'en', ...more);
}

/** The ports of the states that end a run, over the store; whoever calls owns the locks of this very process. */
function closing() {
  const tables = openTables(store);
  return {
    store: new FolderObjectStore(store),
    runs: new SqliteRunLedger(tables, { pid: process.pid, session: null }),
    sends: new SqliteSendLedger(tables),
    tasks: new SqliteTaskStore(tables),
    events: new SqliteEventBus(tables),
    journal: { states: async () => [] },
    clock: SYSTEM_CLOCK,
    versions: {},
  };
}

async function publishedRun(): Promise<RunRef> {
  const [record] = await closing().runs.listPeriod(PERIOD);
  if (record === undefined) throw new Error('nothing was run');
  return {
    id: record.runId,
    period: PERIOD,
    revision: record.revision,
    prefix: record.prefix,
    work: `work/${record.runId}/`,
    exports: '',
    startedAt: record.startedAt,
    owner: String(process.pid),
    dryRun: false,
    resend: false,
    version: record.version,
  };
}

async function statuses() {
  const { runs } = closing();
  const [record] = await runs.listPeriod(PERIOD);
  const story = JSON.parse(await readFile(join(store, record?.prefix ?? '', 'run.json'), 'utf8'));
  return { ledger: record?.status, story: story.status, inputs: story.inputs.length };
}

describe('a run that is published', () => {
  it('is announced once, also when it is closed again, with where its artefacts lie; a rehearsal is not', async () => {
    const announced = () =>
      openTables(store).prepare("SELECT id, detail FROM events WHERE type = 'MonthlyReviewPublished'").all();
    const run = await publishedRun();
    const [event, ...others] = announced();
    expect(others).toEqual([]);
    expect(event?.['id']).toBe(`published/${run.id}/1`);
    const detail = reviewPublishedDetail.parse(JSON.parse(String(event?.['detail'])));
    expect(detail).toMatchObject({ run: run.id, period: PERIOD, status: 'done', synthetic: true, prefix: run.prefix });
    const pointer = await readFile(join(store, `history/scores/current/${PERIOD}.json`), 'utf8');
    expect(JSON.parse(pointer)).toMatchObject({ run: run.id, synthetic: true });
    await closeRun(closing(), { run });
    await review('--dry-run');
    expect(announced()).toHaveLength(1);
    expect(JSON.parse(await readFile('docs/review-event.schema.json', 'utf8'))).toEqual(
      z.toJSONSchema(reviewPublishedDetail),
    );
  });

  it('stays published when the month is rehearsed', async () => {
    expect(await review('--dry-run')).toMatchObject({ status: 0 });
    expect(await statuses()).toMatchObject({ ledger: 'done' });
  });

  it('stays published when its execution was stopped while the last function still worked, and the operators are told', async () => {
    await failRun(closing(), { run: await publishedRun(), error: KILLED });
    expect(await statuses()).toMatchObject({ ledger: 'done', story: 'done' });
    const told = openTables(store).prepare("SELECT detail FROM events WHERE type = 'MonthlyReviewFailed'").all();
    expect(told).toHaveLength(1);
  });

  it('can be closed again by a redrive, even where the failure was written down after the work folder was cleared', async () => {
    const ports = closing();
    const run = await publishedRun();
    const before = await statuses();
    const record = JSON.parse(await readFile(join(store, run.prefix, 'run.json'), 'utf8'));
    await ports.store.write(
      `${run.prefix}run.json`,
      new TextEncoder().encode(JSON.stringify({ ...record, status: 'failed' })),
    );
    expect(await closeRun(ports, { run })).toMatchObject({ status: 'done', prefix: run.prefix });
    expect(await statuses()).toEqual(before);
  });
});
