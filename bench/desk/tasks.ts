import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import type { RunRef } from '../../core/contracts/states.ts';
import { worklistOf } from '../../core/domain/desk/worklist.ts';
import { writeFindings } from '../../core/steps/desk-findings.ts';
import { openTasks } from '../../core/steps/open-tasks.ts';
import { writePlannedTasks } from '../../core/steps/planned-tasks.ts';
import { renderTaskSheet } from '../../report/task-sheet/render-task-sheet.ts';
import { newTask, RUN } from './new-task.ts';

/*
 * How long a laptop takes to put a large company's tasks on the desks, as the state OpenTasks does, and to open a worklist of 5,000.
 *
 *   node bench/desk/tasks.ts [tasks]
 */
const TASKS = Number(process.argv[2] ?? 100_000);
const WORKLIST = 5_000;

async function timed<T>(what: string, work: () => Promise<T> | T): Promise<T> {
  const began = performance.now();
  const result = await work();
  process.stdout.write(`${what.padEnd(52)} ${((performance.now() - began) / 1000).toFixed(2)} s\n`);
  return result;
}

const folder = await mkdtemp(join(tmpdir(), 'duewatch-bench-'));
try {
  const store = new FolderObjectStore(folder);
  const database = openTables(folder);
  const ports = { store, tasks: new SqliteTaskStore(database), events: new SqliteEventBus(database) };
  const tasks = Array.from({ length: TASKS }, (_task, at) => newTask(at));
  await writePlannedTasks(store, RUN, tasks);
  await writeFindings(store, RUN, [], []);
  await timed(`OpenTasks, ${TASKS} new tasks`, () => openTasks(ports, { run: RUN }));
  await timed('OpenTasks again, all of them there', () => openTasks(ports, { run: RUN }));
  const next: RunRef = { ...RUN, period: '2025-10', startedAt: '2025-11-03T06:00:00.000Z' };
  const finding = { period: '2025-10', balance: '9000.00', received: '6000.00', words: {}, at_risk: true };
  const found = tasks.map((before) => ({ before, after: before, finding }));
  await writeFindings(store, next, found, []);
  await timed(`OpenTasks next month, news on ${TASKS} tasks`, () => openTasks(ports, { run: next }));
  const all = await timed(`all ${TASKS} tasks read`, () => ports.tasks.list());
  const some = all.slice(0, WORKLIST);
  await timed(`worklist of ${some.length}`, () =>
    worklistOf(some, { today: '2025-10-10', scoreThreshold: 70, smallAmount: '1000' }),
  );
  const sheet = await timed(`workbook of ${some.length} tasks`, () => renderTaskSheet(some, '2025-10-10'));
  process.stdout.write(`${(sheet.length / 1e6).toFixed(1)} MB\n`);
  database.close();
} finally {
  await rm(folder, { recursive: true, force: true });
}
