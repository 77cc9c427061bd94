import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { duewatch } from './command.ts';

const figuresFile = z.object({
  run: z.looseObject({ reliable: z.boolean(), warnings: z.array(z.string()) }),
  figures: z.record(
    z.string(),
    z.looseObject({
      value: z.json(),
      unit: z.string(),
      note: z.string().optional(),
      reason: z.string().optional(),
      evidence: z.object({ query: z.string().optional(), rows: z.string().optional(), formula: z.string().optional() }),
    }),
  ),
});

/** The figures of a run by id. */
export type RunFigures = z.output<typeof figuresFile>['figures'];

/** A run over books made up for a test: how it ended, and what it left. */
export interface LedgerRun {
  /** Holds everything; to be removed by the test. */
  readonly folder: string;
  readonly store: string;
  readonly out: string;
  readonly status: number;
  readonly err: string;
}

/** Runs a review over files by name. */
export async function runLedger(files: Readonly<Record<string, string>>, period: string): Promise<LedgerRun> {
  const folder = await mkdtemp(join(tmpdir(), 'duewatch-ledger-'));
  const [exports, store, out] = [join(folder, 'export'), join(folder, 'store'), join(folder, 'out')];
  await mkdir(exports);
  for (const [name, text] of Object.entries(files)) await writeFile(join(exports, name), text);
  const { status, err } = await duewatch(
    ...['run', '--exports', exports, '--store', store, '--out', out, '--locale', 'en', '--period', period],
  );
  return { folder, store, out, status, err };
}

/** figures.json of a run. */
export async function figuresOf(run: LedgerRun): Promise<z.output<typeof figuresFile>> {
  return figuresFile.parse(JSON.parse(await readFile(join(run.out, 'figures.json'), 'utf8')));
}
