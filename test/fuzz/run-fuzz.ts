import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { outcomeTable, summary } from './fuzz-page.ts';
import { type Report, runCases } from './worker-pool.ts';

/** Seeds and cases that once broke something: every run begins with them. */
const KEPT = new URL('kept-cases.json', import.meta.url);
const FAILURES = new URL('../../.cache/fuzz/', import.meta.url);
const PAGE = new URL('../../docs/fuzz.md', import.meta.url);
const BEGIN = '<!-- produced by npm run fuzz -- --write-docs -->';

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    seed: { type: 'string', default: '1' },
    case: { type: 'string' },
    workers: { type: 'string', default: String(Math.min(4, availableParallelism())) },
    'write-docs': { type: 'boolean', default: false },
  },
});
const options = z
  .object({
    cases: z.coerce.number().int().min(1),
    seed: z.coerce.number().int().min(0),
    workers: z.coerce.number().int().min(1),
  })
  .parse(values);
const kept = z
  .array(z.object({ seed: z.int(), case: z.int(), what: z.string() }))
  .parse(JSON.parse(readFileSync(KEPT, 'utf8')));

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** Ctrl-C ends the run after the cases that are under way; what was held until then is told. */
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());

async function run(seed: number, numbers: readonly number[]): Promise<Report[]> {
  const reports: Report[] = [];
  const onReport = (report: Report): void => {
    reports.push(report);
    if (report.broken !== undefined)
      say(`BROKEN ${report.kind}: npm run fuzz -- --seed ${seed} --case ${report.number}\n${report.broken}`);
    else if (reports.length % 500 === 0) say(`${reports.length} of ${numbers.length}`);
  };
  await runCases({ stop: stop.signal, seed, numbers, workers: Math.min(options.workers, numbers.length), onReport });
  return reports.sort((a, b) => a.number - b.number);
}

const again: Report[] = [];
if (values.case === undefined) for (const { seed, case: number } of kept) again.push(...(await run(seed, [number])));
const numbers =
  values.case === undefined ? Array.from({ length: options.cases }, (_, index) => index) : [Number(values.case)];
say(
  `seed ${options.seed}, ${numbers.length} cases, ${options.workers} processes, ${again.length} kept cases held before`,
);
const reports = await run(options.seed, numbers);
const result = { seed: options.seed, reports };
say(`\n${outcomeTable(result)}\n\n${summary(result)}`);
const broken = [...again, ...reports].filter((report) => report.broken !== undefined);
if (broken.length > 0) {
  mkdirSync(FAILURES, { recursive: true });
  writeFileSync(new URL(`seed-${options.seed}.json`, FAILURES), `${JSON.stringify(broken, null, 2)}\n`);
  say(
    `\nThe broken cases are kept in .cache/fuzz/seed-${options.seed}.json. Once mended, add them to test/fuzz/kept-cases.json.`,
  );
  process.exitCode = 1;
} else if (values['write-docs']) {
  const page = readFileSync(PAGE, 'utf8');
  const [words = ''] = page.split(BEGIN);
  writeFileSync(PAGE, `${words}${BEGIN}\n\n${summary(result)}\n\n${outcomeTable(result)}\n`);
}
