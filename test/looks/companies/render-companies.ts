import { spawn } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { stringify as yaml } from 'yaml';
import { writeSample } from '../../../cli/sample/write-sample.ts';
import type { SampleOptions } from '../../../core/sample/sample-options.ts';
import { type CompanyName, chosenCompanies } from './company-list.ts';
import { HOSTILE_COMPANY, HOSTILE_NAMES } from './hostile-names.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = join(ROOT, '.duewatch', 'looks', 'companies');

/** Where a company's artefacts are. */
export function artefactsOf(company: CompanyName): string {
  return join(FOLDER, company, 'out');
}

const SAMPLES: Readonly<Record<CompanyName, SampleOptions>> = {
  tiny: { customers: 60, months: 13 },
  typical: {},
  huge: { customers: 100_000 },
  nobody: { customers: 300 },
  hostile: { customers: 400 },
  books: { profile: 'ledger', customers: 300, months: 24 },
};

/** The largest debtors get the names: they stand in every chart, list and letter. */
async function renameDebtors(exports: string): Promise<void> {
  const file = join(exports, 'quickbooks__customer_analytics.csv');
  const rows: Record<string, string>[] = parse(await readFile(file, 'utf8'), { columns: true });
  const risky = rows
    .filter((row) => Number(row['payment_rate_percentage']) < 75 && Number(row['outstanding_balance']) > 15_000)
    .sort((a, b) => Number(b['outstanding_balance']) - Number(a['outstanding_balance']));
  for (const [index, name] of HOSTILE_NAMES.entries()) {
    const row = risky[index];
    if (row) Object.assign(row, { display_name: name, account_manager: HOSTILE_NAMES[(index + 3) % 12] });
  }
  await writeFile(file, stringify(rows, { header: true }));
}

/** A handful: the first customers of a sample that has more, with two of them high-risk. */
async function keepHandful(exports: string): Promise<void> {
  const file = join(exports, 'quickbooks__customer_analytics.csv');
  const rows: Record<string, string>[] = parse(await readFile(file, 'utf8'), { columns: true });
  const risky = (row: Record<string, string>) =>
    Number(row['payment_rate_percentage']) < 75 && Number(row['outstanding_balance']) > 15_000;
  const kept = [...rows.filter(risky).slice(0, 2), ...rows.filter((row) => !risky(row)).slice(0, 4)];
  await writeFile(file, stringify(kept, { header: true }));
  const ids = new Set(kept.map((row) => row['customer_id']));
  const invoices = join(exports, 'quickbooks__profitability_analysis.csv');
  const lines: Record<string, string>[] = parse(await readFile(invoices, 'utf8'), { columns: true });
  await writeFile(
    invoices,
    stringify(
      lines.filter((line) => ids.has(line['customer_id'])),
      { header: true },
    ),
  );
}

const OVERLAYS: Partial<Record<CompanyName, object>> = {
  nobody: { selection: { payment_rate_below_pct: 1 } },
  hostile: { company: { name: HOSTILE_COMPANY, synthetic: true } },
};

function review(company: CompanyName, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'bin', 'duewatch.ts'), ...args], { cwd: ROOT });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += String(chunk)));
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve() : reject(new Error(`the review of ${company} ended with ${status}:\n${said}`)),
    );
  });
}

async function render(company: CompanyName): Promise<void> {
  const folder = join(FOLDER, company);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const exports = join(folder, 'exports');
  const { rulesFile } = await writeSample(exports, SAMPLES[company]);
  if (company === 'hostile') await renameDebtors(exports);
  if (company === 'tiny') await keepHandful(exports);
  const overlay = OVERLAYS[company];
  // One key may not stand twice in a YAML file: the overlay of the sample goes where another gives the company.
  const told = await readFile(rulesFile, 'utf8');
  const base = overlay !== undefined && 'company' in overlay ? 'currency: USD\n' : told;
  await writeFile(rulesFile, overlay === undefined ? told : `${base}${yaml(overlay)}`);
  const [store, out] = [join(folder, 'store'), artefactsOf(company)];
  await review(company, ['run', '--exports', exports, '--store', store, '--out', out, '--config', rulesFile]);
  await Promise.all([store, exports].map((path) => rm(path, { recursive: true })));
}

/** Reviews every company through the real workflow, two at a time, before the first picture is taken. */
export async function setup(): Promise<void> {
  const waiting = [...chosenCompanies()].sort((a, b) => Number(b === 'huge') - Number(a === 'huge'));
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await render(next);
  };
  await Promise.all([worker(), worker()]);
}
