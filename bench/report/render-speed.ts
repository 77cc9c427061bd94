import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { z } from 'zod';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { measure } from '../reviews/measure.ts';

/*
 * What rendering costs: node bench/report/render-speed.ts [customers]
 * A whole review in a fresh process; its record says how long charts, pages, PDFs, workbook and mails took in both languages, the process how
 * much memory it held at most, engine included. Once by the shipped rule, once by a rule that every customer who owes anything meets.
 */
const ROOT = join(import.meta.dirname, '..', '..');
const WORK = join(ROOT, '.duewatch', 'bench', 'report');
const PEAK = join(import.meta.dirname, '..', 'reviews', 'record-peak.ts');
const LIMIT_SECONDS = 900;
const customers = Number(process.argv[2] ?? 100_000);
const RULES: Readonly<Record<string, object>> = {
  'the shipped rule': {},
  'everybody who owes anything': { selection: { payment_rate_below_pct: 100, outstanding_above: 0 } },
};

const record = z.object({
  states: z.array(z.object({ name: z.string(), started_at: z.string(), ended_at: z.string().nullable() })),
});
const figures = z.object({ figures: z.record(z.string(), z.object({ value: z.unknown() })) });

/** Seconds a state of the run took. Throws where the record does not say. */
function secondsOf(state: string, { states }: z.output<typeof record>): number {
  const found = states.find(({ name }) => name === state);
  if (!found?.ended_at) throw new Error(`the record does not say how long ${state} took`);
  return (Date.parse(found.ended_at) - Date.parse(found.started_at)) / 1000;
}

async function review(rule: string, overlay: object): Promise<string> {
  const exports = join(WORK, 'exports');
  const [store, out, config] = [join(WORK, 'store'), join(WORK, 'out'), join(WORK, 'rules.yaml')];
  await Promise.all([store, out].map((folder) => rm(folder, { recursive: true, force: true })));
  await writeFile(config, stringify({ company: { name: 'Sample', synthetic: true }, ...overlay }));
  const args = ['run', '--exports', exports, '--store', store, '--out', out, '--config', config];
  const measured = await measure(
    { program: process.execPath, args: ['--import', PEAK, join(ROOT, 'bin', 'duewatch.ts'), ...args], cwd: ROOT },
    LIMIT_SECONDS,
  );
  if (measured.failure !== null) throw new Error(measured.failure);
  const run = record.parse(JSON.parse(await readFile(join(out, 'run.json'), 'utf8')));
  const found = figures.parse(JSON.parse(await readFile(join(out, 'figures.json'), 'utf8')));
  const [charts, report] = [secondsOf('DrawCharts', run), secondsOf('ComposeReport', run)];
  const share = Math.round(((charts + report) / measured.seconds) * 100);
  const cells = [
    rule,
    String(found.figures['selection.high_risk.count']?.value),
    charts.toFixed(1),
    report.toFixed(1),
    `${share} %`,
    measured.peakMb?.toFixed(0) ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}

await writeSample(join(WORK, 'exports'), { customers });
console.log(`${customers} customers\n`);
console.log('| high-risk is | customers in the report | charts s | the rest s | of the whole review | peak MiB |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
for (const [rule, overlay] of Object.entries(RULES)) console.log(await review(rule, overlay));
await rm(WORK, { recursive: true });
