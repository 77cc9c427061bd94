import { createReadStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSample } from '../cli/sample/write-sample.ts';
import { writeSection } from './performance-page.ts';
import { growthChart } from './reviews/growth-chart.ts';
import {
  answerSchema,
  type BenchExport,
  type Books,
  bareDuckdb,
  duewatch,
  type Lane,
  pandas,
} from './reviews/lanes.ts';
import { type Measurement, measure } from './reviews/measure.ts';
import { type LaneResult, resultsTable } from './reviews/results-table.ts';

/*
 * `npm run bench [-- --sizes 10k,100k,1m --ledger 1k,10k,100k --lanes duckdb,pandas,duewatch --repeat 1 --limit-seconds 900 --write-docs]`: what
 * the whole monthly review costs beside the bare engine and beside an analyst's script, over marts and over ledgers. A size may say its months of
 * history, as in 1m:11. Every run is a fresh process; of repeated runs the fastest counts. `--write-docs` writes the tables and the charts into
 * docs/performance.md.
 */
const ROOT = join(import.meta.dirname, '..');
const WORK = join(ROOT, '.duewatch', 'bench');
const SEED = 1;
const PERIOD = '2025-09';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10k,100k,1m' },
    ledger: { type: 'string', default: '1k,10k,100k' },
    'write-docs': { type: 'boolean', default: false },
    lanes: { type: 'string', default: 'duckdb,pandas,duewatch' },
    repeat: { type: 'string', default: '1' },
    'limit-seconds': { type: 'string', default: '900' },
  },
});

/** How large an export is; the sample's own months of history where none are said. */
interface Size {
  readonly customers: number;
  readonly months?: number;
}

/** `10k` → 10,000 customers; `1m:11` → 1,000,000 over 11 months. */
function sizeOf(text: string): Size {
  const match = /^(\d+)([km]?)(?::(\d+))?$/i.exec(text.trim());
  if (!match) throw new Error(`a size such as 10k, 1m or 1m:11, not ${JSON.stringify(text)}`);
  const customers = Number(match[1]) * { '': 1, k: 1_000, m: 1_000_000 }[match[2]?.toLowerCase() as '' | 'k' | 'm'];
  return match[3] === undefined ? { customers } : { customers, months: Number(match[3]) };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} takes a number above 0, not ${JSON.stringify(text)}`);
  return value;
}

function lanesOf(names: readonly string[]): readonly Lane[] {
  return names.flatMap((name) => {
    if (name === 'duckdb') return [bareDuckdb];
    if (name === 'duewatch') return [duewatch];
    if (name !== 'pandas') throw new Error(`lanes are duckdb, pandas and duewatch, not ${JSON.stringify(name)}`);
    try {
      return [pandas()];
    } catch (error) {
      console.error(`pandas is left out: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
      return [];
    }
  });
}

/** The table of an export with a row an invoice. */
const INVOICES: Readonly<Record<Books, string>> = {
  marts: 'quickbooks__profitability_analysis.csv',
  ledger: 'invoices.csv',
};

async function exportOf(books: Books, size: Size): Promise<BenchExport & { invoices: number }> {
  const name = [books, size.customers, ...(size.months === undefined ? [] : [`${size.months}-months`])].join('-');
  const dir = join(WORK, `${name}-seed-${SEED}`);
  const begun = performance.now();
  const profile = books === 'ledger' ? { profile: 'ledger' as const } : {};
  const { rulesFile } = await writeSample(dir, { ...profile, ...size, seed: SEED, lastMonth: PERIOD });
  console.error(`${name} written in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  const invoices = (await linesOf(join(dir, INVOICES[books]))) - 1;
  return { books, dir, period: PERIOD, rulesFile, scratch: join(WORK, `${name}-scratch`), invoices };
}

async function linesOf(file: string): Promise<number> {
  let lines = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
  }
  return lines;
}

async function bestOf(lane: Lane, input: BenchExport, repeat: number, limitSeconds: number): Promise<Measurement> {
  let best: Measurement | undefined;
  for (let time = 0; time < repeat; time += 1) {
    await rm(input.scratch, { recursive: true, force: true });
    await mkdir(input.scratch, { recursive: true });
    const measured = await measure(lane.command(input), limitSeconds);
    console.error(`  ${lane.name}: ${measured.failure ?? `${measured.seconds.toFixed(1)} s`}`);
    if (measured.failure !== null) return measured;
    if (best === undefined || measured.seconds < best.seconds) best = measured;
  }
  if (best === undefined) throw new Error('--repeat takes a whole number above 0');
  return best;
}

/** True where every lane that finished found the same group. */
async function agree(lanes: readonly Lane[], results: readonly LaneResult[], input: BenchExport): Promise<boolean> {
  const answers = new Map<string, string>();
  for (const lane of lanes) {
    const measurement = results.find((result) => result.lane === lane.name)?.best;
    if (measurement?.failure !== null) continue;
    answers.set(lane.name, JSON.stringify(answerSchema.parse(await lane.answer(input, measurement))));
  }
  if (new Set(answers.values()).size <= 1) return true;
  console.error(`the lanes disagree: ${[...answers].map(([lane, answer]) => `${lane} ${answer}`).join('; ')}`);
  return false;
}

const lanes = lanesOf(options.lanes.split(','));
const repeat = positive('repeat', options.repeat);
const limitSeconds = positive('limit-seconds', options['limit-seconds']);
const CHARTS: Readonly<Record<Books, string>> = {
  marts: 'A review of marts beside its floor',
  ledger: 'A review of a ledger beside its floor',
};

async function benchOf(books: Books, sizes: readonly Size[]): Promise<LaneResult[]> {
  const results: LaneResult[] = [];
  for (const size of sizes) {
    const { customers } = size;
    const input = await exportOf(books, size);
    const ofSize: LaneResult[] = [];
    for (const lane of lanes) {
      const best = await bestOf(lane, input, repeat, limitSeconds);
      ofSize.push({ customers, rows: input.invoices, lane: lane.name, best });
    }
    if (!(await agree(lanes, ofSize, input))) process.exitCode = 1;
    results.push(...ofSize);
    await rm(input.scratch, { recursive: true, force: true });
  }
  return results;
}

/** The section of one kind of books: its table, and its chart where it is written into the docs. */
async function section(books: Books, results: readonly LaneResult[]): Promise<string> {
  const table = resultsTable(results, bareDuckdb.name);
  if (!options['write-docs']) return `${books}\n\n${table}`;
  await writeFile(join(ROOT, 'docs', 'images', `bench-${books}.svg`), `${growthChart(results, CHARTS[books])}\n`);
  return `### ${books === 'marts' ? 'Marts' : 'Ledgers'}\n\n${table}\n\n![${CHARTS[books]}: seconds by customers](images/bench-${books}.svg)`;
}

const sections: string[] = [];
const busy = loadavg()[0]?.toFixed(1);
for (const [books, sizes] of [
  ['marts', options.sizes],
  ['ledger', options.ledger],
] as const) {
  if (sizes !== '') sections.push(await section(books, await benchOf(books, sizes.split(',').map(sizeOf))));
}
const machine = `${availableParallelism()} cores (load ${busy} before the run), ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
const text = `${machine}; ${repeat === 1 ? 'one run a lane' : `the fastest of ${repeat} runs a lane`}, all in one go.\n\n${sections.join('\n\n')}`;
console.log(text);
if (options['write-docs'] && process.exitCode === undefined) writeSection('reviews', text);
