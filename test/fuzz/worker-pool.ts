import { type ChildProcess, fork } from 'node:child_process';
import type { Kind } from './fuzz-case.ts';
import { drawCase } from './run-case.ts';

/** What became of one case. */
export interface Report {
  readonly number: number;
  readonly kind: Kind;
  readonly outcome?: string;
  readonly checked?: readonly string[];
  /** Why the case broke the product. */
  readonly broken?: string;
}

/** A case may take so long, on a machine that is busy with other things too; the slowest sound one takes a few seconds. */
export const LIMIT_SECONDS = 300;

/**
 * Runs cases in processes of their own, so that one that hangs or takes its process with it is reported like any other. Reports come in
 * any order.
 */
export async function runCases(request: {
  readonly seed: number;
  readonly numbers: readonly number[];
  readonly workers: number;
  /** No further case is begun. */
  readonly stop: AbortSignal;
  readonly onReport: (report: Report) => void;
}): Promise<void> {
  const left = [...request.numbers].reverse();
  const lane = async (): Promise<void> => {
    let worker: ChildProcess | undefined;
    for (let number = left.pop(); number !== undefined && !request.stop.aborted; number = left.pop()) {
      worker ??= startWorker();
      const report = await ask(worker, request.seed, number);
      request.onReport(report);
      if (report.broken !== undefined) {
        worker.kill('SIGKILL');
        worker = undefined;
      }
    }
    worker?.disconnect();
  };
  await Promise.all(Array.from({ length: request.workers }, lane));
}

function startWorker(): ChildProcess {
  return fork(new URL('fuzz-worker.ts', import.meta.url), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

function ask(worker: ChildProcess, seed: number, number: number): Promise<Report> {
  const { kind } = drawCase(seed, number);
  return new Promise((resolve) => {
    const broken = (why: string): void => done({ number, kind, broken: why });
    const onExit = (code: number | null, signal: string | null): void =>
      broken(`crash: the process ended with ${signal ?? code}`);
    const timer = setTimeout(() => broken(`hang: no end after ${LIMIT_SECONDS} seconds`), LIMIT_SECONDS * 1000);
    const onMessage = (message: unknown): void => done(message as Report);
    function done(report: Report): void {
      clearTimeout(timer);
      worker.off('exit', onExit);
      worker.off('message', onMessage);
      resolve(report);
    }
    worker.once('exit', onExit);
    worker.once('message', onMessage);
    worker.send({ seed, number });
  });
}
