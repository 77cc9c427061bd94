import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { attackTable, outcomes } from './attack-table.ts';

/* Runs every attack and writes the table of what was tried and whether it was held. */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = new URL('../../docs/security.md', import.meta.url);
const BEGIN = '<!-- produced by npm run attacks -- --write-docs -->';

const folder = mkdtempSync(join(tmpdir(), 'duewatch-attacks-'));
const file = join(folder, 'results.json');
try {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const options = ['run', 'test/attacks', 'test/supply-chain', '--reporter=json', `--outputFile=${file}`];
  const ended = spawnSync(process.execPath, [vitest, ...options], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const tried = outcomes(JSON.parse(readFileSync(file, 'utf8')), ROOT);
  const table = attackTable(tried);
  const lost = tried.filter(({ held }) => !held);
  process.stdout.write(`${table}\n\n${tried.length} attacks, ${tried.length - lost.length} held, ${lost.length} not\n`);
  for (const { attack, test } of lost) process.stdout.write(`NOT HELD: ${attack} (${test})\n`);
  process.exitCode = ended.status === 0 && lost.length === 0 && tried.length > 0 ? 0 : 1;
  if (process.exitCode === 0 && process.argv.includes('--write-docs')) {
    const [words = ''] = readFileSync(PAGE, 'utf8').split(BEGIN);
    writeFileSync(PAGE, `${words}${BEGIN}\n\n${tried.length} attacks, all held.\n\n${table}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
