import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { lockedPackages } from './lock-file.ts';
import { readAudit } from './read-audit.ts';

/* Asks the registry whether a vulnerability is known in a package of the lock file. Further arguments go to `npm audit`. */

const root = fileURLToPath(new URL('../../', import.meta.url));
const answer = await new Promise<string>((resolve) => {
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  execFile('npm', ['audit', '--json', ...process.argv.slice(2)], options, (_, stdout) => resolve(stdout));
});
const { status, message } = readAudit(answer, lockedPackages().length);
process.stdout.write(`${message}\n`);
process.exitCode = status;
