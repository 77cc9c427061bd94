/*
 * `npm run test:aws`: starts the emulator, deploys the synthesised stack into it, runs the tests there and stops it again. Needs Python 3 and
 * the package index once; fails where something is missing.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { deployInto } from './emulator/deploy.ts';
import { PROJECT_FOLDER } from './emulator/folders.ts';
import { startEmulator } from './emulator/ministack.ts';

const VITEST = join(PROJECT_FOLDER, 'node_modules', 'vitest', 'vitest.mjs');

const emulator = await startEmulator();
try {
  deployInto(emulator);
  const ended = spawnSync(
    process.execPath,
    [VITEST, 'run', '--config', 'vitest.aws.config.ts', ...process.argv.slice(2)],
    {
      cwd: PROJECT_FOLDER,
      env: { ...emulator.environment },
      stdio: 'inherit',
    },
  );
  process.exitCode = ended.status ?? 1;
} finally {
  await emulator.stop();
}
