import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_FOLDER } from './emulator/folders.ts';

const COMMAND = join(PROJECT_FOLDER, 'bin', 'duewatch.ts');

/** The same review by the command on this machine, into folders below `folder`; gives back the folder of its artefacts. */
export async function reviewOnLaptop(exports: string, folder: string): Promise<string> {
  const out = join(folder, 'out');
  await promisify(execFile)(
    process.execPath,
    [COMMAND, 'run', '--exports', exports, '--store', join(folder, 'store'), '--out', out],
    { maxBuffer: 1 << 26 },
  );
  return out;
}
