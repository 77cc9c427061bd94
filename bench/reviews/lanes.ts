import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { MeasuredCommand, Measurement } from './measure.ts';

/** What every lane must find in the same export, so that a fast wrong answer is not taken for a good one. */
export const answerSchema = z.strictObject({ count: z.number(), outstanding: z.string() });
/** Marts: size of the high-risk group and what it owes. Ledger: invoices that are overdue and what is open of them. */
export type Answer = z.output<typeof answerSchema>;

/** What an export is made of: tables somebody else has summed up by customer, or a ledger's documents. */
export type Books = 'marts' | 'ledger';

/** One export of the benchmark. */
export interface BenchExport {
  readonly books: Books;
  readonly dir: string;
  readonly period: string;
  readonly rulesFile: string;
  /** Scratch folder of this size, emptied before a run. */
  readonly scratch: string;
}

/** One way to do the review. */
export interface Lane {
  readonly name: string;
  readonly command: (input: BenchExport) => MeasuredCommand;
  readonly answer: (input: BenchExport, measurement: Measurement) => Promise<Answer>;
}

const ROOT = join(import.meta.dirname, '..', '..');
const BENCH = join(ROOT, 'bench');
const SCRIPTS: Readonly<
  Record<Books, { readonly bare: string; readonly pandas: string; readonly figures: readonly [string, string] }>
> = {
  marts: {
    bare: join(BENCH, 'marts', 'bare-duckdb.ts'),
    pandas: join(BENCH, 'marts', 'pandas_review.py'),
    figures: ['selection.high_risk.count', 'selection.high_risk.outstanding_total'],
  },
  ledger: {
    bare: join(BENCH, 'ledger', 'bare-duckdb.ts'),
    pandas: join(BENCH, 'ledger', 'pandas_overdue.py'),
    figures: ['overdue.invoices.count', 'overdue.amount'],
  },
};
const PEAK = join(import.meta.dirname, 'record-peak.ts');
const VENV = join(ROOT, '.venv');
const PANDAS = 'pandas==3.1.1';

async function printed(_: BenchExport, measurement: Measurement): Promise<Answer> {
  return answerSchema.parse(JSON.parse(measurement.output.trim().split('\n').at(-1) ?? ''));
}

/** Reading the files and asking the engine itself, and nothing else: the floor. */
export const bareDuckdb: Lane = {
  name: 'bare DuckDB',
  command: ({ books, dir, period }) => ({
    program: process.execPath,
    args: ['--import', PEAK, SCRIPTS[books].bare, dir, period],
    cwd: ROOT,
  }),
  answer: printed,
};

const figuresSchema = z.object({ figures: z.record(z.string(), z.object({ value: z.unknown() })) });

/** The whole monthly workflow: checks, quarantine, history, report in two languages, mail, tasks. */
export const duewatch: Lane = {
  name: 'duewatch run',
  command: ({ dir, period, rulesFile, scratch }) => ({
    program: process.execPath,
    args: [
      ...['--import', PEAK, join(ROOT, 'bin', 'duewatch.ts'), 'run', '--exports', dir, '--period', period],
      ...['--store', join(scratch, 'store'), '--out', join(scratch, 'out'), '--config', rulesFile],
    ],
    cwd: ROOT,
  }),
  answer: async ({ books, scratch }) => {
    const [count, outstanding] = SCRIPTS[books].figures;
    const { figures } = figuresSchema.parse(JSON.parse(await readFile(join(scratch, 'out', 'figures.json'), 'utf8')));
    return answerSchema.parse({
      count: figures[count]?.value,
      outstanding: figures[outstanding]?.value,
    });
  },
};

/** Makes the virtual environment under .venv the first time. Throws where there is no Python or no package index. */
function pythonWithPandas(): string {
  const python = join(VENV, process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', VENV], { stdio: 'pipe' });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', PANDAS], { stdio: 'pipe' });
  return python;
}

/** An analyst's script. Throws where Python or pandas can't be had. */
export function pandas(): Lane {
  const python = pythonWithPandas();
  return {
    name: 'pandas script',
    command: ({ books, dir, period }) => ({
      program: python,
      args: [SCRIPTS[books].pandas, dir, period],
      cwd: ROOT,
    }),
    answer: printed,
  };
}
