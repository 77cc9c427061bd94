import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { RulesFile } from '../../config/load-rules.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';
import { writeSample } from '../sample/write-sample.ts';
import type { Terminal } from '../terminal.ts';
import { clearEarlierRun } from './earlier-run.ts';
import { type EmbeddedRun, openEmbedded } from './embedded-ports.ts';
import { EXIT, exitStatusOf } from './exit-status.ts';
import { readOverlays } from './overlays.ts';
import { isPeriod } from './period.ts';
import { progressFor } from './progress.ts';
import { reviewMonth } from './review-month.ts';
import { printFailure, printSummary } from './summary.ts';

/** Options of `duewatch run`. */
export interface RunOptions {
  readonly exports?: string;
  readonly period?: string;
  readonly store: string;
  readonly out?: string;
  readonly config?: string;
  readonly locale?: string;
  readonly dryRun?: boolean;
  readonly resend?: boolean;
  readonly json?: boolean;
}

/** `duewatch run`: the whole monthly workflow on the embedded engine. Returns the exit status. */
export async function runCommand(options: RunOptions, terminal: Terminal): Promise<number> {
  if (options.period !== undefined && !isPeriod(options.period)) {
    throw new WrongUsage(`--period takes a month such as 2025-09, not ${JSON.stringify(options.period)}`);
  }
  const overlays = await readOverlays(options);
  const input = await exportFolder(options, terminal);
  try {
    const run = await openEmbedded({
      store: options.store,
      exports: input.folder,
      overlays: [...input.overlays, ...overlays],
      version: terminal.version,
    });
    try {
      return await review(run, options, terminal);
    } finally {
      run.close();
    }
  } finally {
    await input.dispose();
  }
}

async function review(run: EmbeddedRun, options: RunOptions, terminal: Terminal): Promise<number> {
  const progress = progressFor(terminal, options.json === true);
  const began = performance.now();
  const outcome = await reviewMonth(run, {
    input: {
      ...(options.period === undefined ? {} : { period: options.period }),
      ...(options.resend === true ? { resend: true } : {}),
      ...(options.dryRun === true ? { dryRun: true } : {}),
    },
    execution: `laptop:${process.pid}:${randomUUID()}`,
    listener: progress.listener,
  }).finally(() => progress.finish());
  if ('closed' in outcome) return finish(run, outcome.closed, options, terminal, performance.now() - began);
  const prefix = outcome.run?.prefix;
  await copyOut(run, prefix, options);
  if (options.json === true) await printRecord(run, prefix, terminal);
  printFailure(outcome.failure, prefix, options.store, terminal);
  return exitStatusOf(outcome.failure.error);
}

async function finish(
  run: EmbeddedRun,
  closed: { readonly status: 'done' | 'flagged'; readonly prefix: string },
  options: RunOptions,
  terminal: Terminal,
  took: number,
): Promise<number> {
  await copyOut(run, closed.prefix, options);
  if (options.json === true) await printRecord(run, closed.prefix, terminal);
  else
    await printSummary(
      { store: run.store, folder: options.store, out: options.out, prefix: closed.prefix, took },
      terminal,
    );
  return closed.status === 'flagged' ? EXIT.flagged : EXIT.done;
}

async function printRecord(run: EmbeddedRun, prefix: string | undefined, terminal: Terminal): Promise<void> {
  const record = prefix === undefined ? undefined : await run.store.read(`${prefix}run.json`);
  if (record !== undefined) terminal.write(new TextDecoder().decode(record));
}

async function copyOut(run: EmbeddedRun, prefix: string | undefined, options: RunOptions): Promise<void> {
  if (options.out === undefined || prefix === undefined) return;
  const out = resolve(options.out);
  await mkdir(out, { recursive: true });
  await clearEarlierRun(out);
  await cp(run.store.path(prefix), out, { recursive: true });
}

/** The export to read: the folder given, or the bundled sample, made afresh. */
async function exportFolder(
  options: RunOptions,
  terminal: Terminal,
): Promise<{ folder: string; overlays: readonly RulesFile[]; dispose(): Promise<void> }> {
  if (options.exports !== undefined) {
    const folder = resolve(options.exports);
    const found = await stat(folder).catch(() => undefined);
    if (found?.isDirectory() !== true) throw new WrongUsage(`--exports ${options.exports}: there is no such folder`);
    return { folder, overlays: [], dispose: async () => undefined };
  }
  terminal.writeError('No --exports given: reviewing the bundled sample, a synthetic company.\n');
  const folder = await mkdtemp(join(tmpdir(), 'duewatch-sample-'));
  const { rulesFile } = await writeSample(folder);
  const overlays = [{ name: 'rules of the sample', text: await readFile(rulesFile, 'utf8') }];
  return { folder, overlays, dispose: () => rm(folder, { recursive: true, force: true }) };
}
