import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { main } from '../../cli/main.ts';

/** What the command printed and how it ended. */
export interface Ended {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `duewatch …` in this process, as a pipe would see it. */
export async function duewatch(...argv: string[]): Promise<Ended> {
  let out = '';
  let err = '';
  const status = await main(argv, {
    version: '0.0.0-test',
    interactive: false,
    colour: false,
    write: (text) => {
      out += text;
    },
    writeError: (text) => {
      err += text;
    },
    line: (text = '') => {
      out += `${text}\n`;
    },
    error: (text) => {
      err += `${text}\n`;
    },
  });
  return { status, out, err };
}

/** A folder of its own for the running test, gone afterwards. */
export async function testFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'duewatch-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
