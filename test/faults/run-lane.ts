/*
 * `npm run test:faults`: runs the lane and prints the matrix of faults. `--write-docs` also writes it to docs/faults.md; `--all` tries every
 * single effect, which takes half an hour. Everything else goes to vitest.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
const given = process.argv.slice(2);
const own = new Set(['--write-docs', '--all']);
const ended = spawnSync(
  process.execPath,
  [
    join(project, 'node_modules/vitest/vitest.mjs'),
    ...['run', '--config', 'vitest.faults.config.ts'],
    ...given.filter((argument) => !own.has(argument)),
  ],
  {
    cwd: project,
    stdio: 'inherit',
    env: {
      ...process.env,
      ...(given.includes('--all') ? { DUEWATCH_FAULTS: 'all' } : {}),
      ...(given.includes('--write-docs') ? { DUEWATCH_FAULTS_DOCS: 'write' } : {}),
    },
  },
);
process.exitCode = ended.status ?? 1;
