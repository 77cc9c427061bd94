import { mkdir, readFile, rm } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeSample } from '../cli/sample/write-sample.ts';
import { answerSchema, type BenchExport, bareDuckdb, duewatch, type Lane, pandas } from './marts/lanes.ts';
import { type Measurement, measure } from './marts/measure.ts';
import { type LaneResult, resultsTable } from './marts/results-table.ts';

/*
 * `npm run bench [-- --sizes 10k,100k,1m --lanes duckdb,pandas,duewatch --repeat 1 --limit-seconds 900]`: what the whole monthly review costs
 * beside the bare engine and beside an analyst's script. Every run is a fresh process; of repeated runs the fastest counts.
 */
const ROOT = join(import.meta.dirname, '..');
const WORK = join(ROOT, '.duewatch', 'bench');
const SEED = 1;
const PERIOD = '2025-09';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10k,100k,1m' },
    lanes: { type: 'string', default: 'duckdb,pandas,duewatch' },
    repeat: { type: 'string', default: '1' },
    'limit-seconds': { type: 'string', default: '900' },
  },
});

/** `10k` → 10,000; `1m` → 1,000,000. */
function sizeOf(text: string): number {
  const match = /^(\d+)([km]?)$/i.exec(text.trim());
  if (!match) throw new Error(`a size such as 10k or 1m, not ${JSON.stringify(text)}`);
  return Number(match[1]) * { '': 1, k: 1_000, m: 1_000_000 }[match[2]?.toLowerCase() as '' | 'k' | 'm'];
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

async function exportOf(customers: number): Promise<BenchExport & { invoices: number }> {
  const dir = join(WORK, `${customers}-seed-${SEED}`);
  const begun = performance.now();
  const { rulesFile } = await writeSample(dir, { customers, seed: SEED, lastMonth: PERIOD });
  console.error(`sample of ${customers} customers written in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  const invoices = (await readFile(join(dir, 'quickbooks__profitability_analysis.csv'))).reduce(
    (lines, byte) => lines + (byte === 10 ? 1 : 0),
    -1,
  );
  return {
    dir,
    period: PERIOD,
    rulesFile,
    scratch: join(WORK, `${customers}-scratch`),
    invoices,
  };
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
const results: LaneResult[] = [];
for (const customers of options.sizes.split(',').map(sizeOf)) {
  const input = await exportOf(customers);
  const ofSize: LaneResult[] = [];
  for (const lane of lanes) {
    ofSize.push({
      customers,
      rows: input.invoices,
      lane: lane.name,
      best: await bestOf(lane, input, repeat, limitSeconds),
    });
  }
  if (!(await agree(lanes, ofSize, input))) process.exitCode = 1;
  results.push(...ofSize);
  await rm(input.scratch, { recursive: true, force: true });
}
console.log(`${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}\n`);
console.log(resultsTable(results, bareDuckdb.name));
