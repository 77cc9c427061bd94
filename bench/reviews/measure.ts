import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program to be timed: a fresh process each time. */
export interface MeasuredCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** How it went. `peakMb` is null where the process did not live to say; `failure` says why there is no time. */
export interface Measurement {
  readonly seconds: number;
  readonly peakMb: number | null;
  readonly output: string;
  readonly failure: string | null;
}

const LAST_WORDS = 400;

/** Runs a program in a fresh process, from its start to its exit, for at most `limitSeconds`. */
export async function measure(command: MeasuredCommand, limitSeconds: number): Promise<Measurement> {
  const folder = await mkdtemp(join(tmpdir(), 'duewatch-bench-'));
  const peakFile = join(folder, 'peak');
  try {
    const ended = await run(command, limitSeconds, { ...process.env, BENCH_PEAK_FILE: peakFile });
    const peak = await readFile(peakFile, 'utf8').then(Number, () => null);
    return { ...ended, peakMb: peak === null ? null : peak / 1024 };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function run(
  command: MeasuredCommand,
  limitSeconds: number,
  env: NodeJS.ProcessEnv,
): Promise<Omit<Measurement, 'peakMb'>> {
  return new Promise((resolve) => {
    const begun = performance.now();
    const child = spawn(command.program, command.args, {
      cwd: command.cwd,
      env,
      timeout: limitSeconds * 1000,
      killSignal: 'SIGKILL',
    });
    const output: string[] = [];
    const complaints: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk.toString()));
    const seconds = () => (performance.now() - begun) / 1000;
    child.on('error', (error) => resolve({ seconds: seconds(), output: '', failure: error.message }));
    child.on('close', (status, signal) => {
      const late = signal === 'SIGKILL' ? `stopped after ${limitSeconds} s` : null;
      const failed = status === 0 ? null : `exit ${status}: ${complaints.join('').trim().slice(-LAST_WORDS)}`;
      resolve({ seconds: seconds(), output: output.join(''), failure: late ?? failed });
    });
  });
}
