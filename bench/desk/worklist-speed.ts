/*
 * How long the worklist takes to open: `node bench/desk/worklist-speed.ts [tasks]`. A store with so many tasks (5,000), its page asked for over
 * HTTP as `duewatch desk` serves it, in a process that has just started and when it is warm. With a path to Chromium in CHROMIUM, also the
 * browser's own first paint.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { openLocalDesk, worklistLink } from '../../cli/desk/desk-command.ts';
import { serveLocally } from '../../cli/desk/desk-server.ts';
import { type CollectionTask, UNTOUCHED_TASK } from '../../core/contracts/task.ts';
import { deskHandler } from '../../lambdas/desk/handler.ts';

const COUNT = Number(process.argv[2] ?? 5_000);
const WARM = 9;

/** A task with three months of history, as a desk that is in use has them. */
function busyTask(at: number): CollectionTask {
  const mark = { at: '2025-08-02T09:00:00.000Z', by: 'Ana' };
  const id = `C${String(at).padStart(7, '0')}`;
  const balance = `${15_000 + ((at * 7_919) % 900_000)}.25`;
  const promised = at % 3 === 0;
  return {
    task_id: `${id}/high_risk/2025-06`,
    customer_id: id,
    customer_name: `Customer ${at} 有限公司`,
    reason: 'high_risk',
    episode: '2025-06',
    opened_period: '2025-06',
    strategy: 'active_collection',
    band: '60_70',
    owner_role: 'collection_specialist',
    owner: `Owner ${at % 40}`,
    outstanding_balance: balance,
    opened_balance: balance,
    currency: 'USD',
    scope: '*',
    score: (at % 1000) / 10,
    actions: ['demand_in_writing', 'call_within_two_days', 'prepare_escalation'],
    due_date: '2025-10-05',
    ...UNTOUCHED_TASK,
    contacts: [
      { on: '2025-08-02', channel: 'phone', stage: null, result: 'reached', note: 'spoke to accounts', ...mark },
    ],
    promises: promised
      ? [{ id: 'p1', amount: balance, due_date: '2025-08-20', made_on: '2025-08-02', ...mark, cancelled: null }]
      : [],
    findings: ['2025-07', '2025-08', '2025-09'].map((period) => ({
      period,
      balance,
      received: '0.00',
      words: promised && period > '2025-07' ? { p1: 'broken' as const } : {},
      at_risk: true,
    })),
    version: 5,
    history: Array.from({ length: 4 }, () => ({ ...mark, change: 'contact; channel=phone; result=reached' })),
  };
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'duewatch-bench-desk-'));
  try {
    const tables = openTables(folder);
    await new SqliteTaskStore(tables).openMany(Array.from({ length: COUNT }, (_each, at) => busyTask(at)));
    tables.close();
    const { host, close } = await openLocalDesk({ store: folder, today: '2025-10-06' }, { error: console.error });
    const server = await serveLocally(deskHandler(host), 0);
    const link = await worklistLink(host, server.origin, 'bench');
    const times: number[] = [];
    const work: number[] = [];
    let bytes = 0;
    for (let at = 0; at <= WARM; at += 1) {
      const began = performance.now();
      const before = process.cpuUsage();
      bytes = (await (await fetch(link)).arrayBuffer()).byteLength;
      times.push(performance.now() - began);
      const { user, system } = process.cpuUsage(before);
      work.push((user + system) / 1000);
    }
    console.log(`${COUNT} tasks, a page of ${bytes} bytes`);
    console.log(
      `  on the clock: ${summary(times)}; processor time, which other work on the machine does not change: ${summary(work)}`,
    );
    if (process.env['CHROMIUM'] !== undefined) await paint(link, process.env['CHROMIUM']);
    await server.close();
    close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function summary([first = 0, ...warm]: readonly number[]): string {
  const median = warm.toSorted((a, b) => a - b)[Math.floor(warm.length / 2)] ?? 0;
  return `first ${first.toFixed(0)} ms, then ${median.toFixed(0)} ms`;
}

async function paint(link: string, executablePath: string): Promise<void> {
  const { chromium } = await import('playwright-core');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const paints: number[] = [];
  for (let at = 0; at < 5; at += 1) {
    const page = await (await browser.newContext()).newPage();
    await page.goto(link);
    // Where nothing is drawn on a screen the browser may leave the entry out: then the end of loading is taken.
    paints.push(
      await page.evaluate(
        `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.getEntriesByType('navigation')[0].loadEventEnd`,
      ),
    );
  }
  await browser.close();
  console.log(`first contentful paint, from the request on: ${paints.map((ms) => ms.toFixed(0)).join(', ')} ms`);
}

await main();
