import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanBooks, LAST_MONTH } from './sample-books.ts';
import { runWarnings, writeTable } from './warning-run.ts';

/*
 * Writes test/golden/backtest-sample.json: what oracle/backtest.py finds in the sample's books, and in the scores of the product. Run it
 * again after a change of the points: node test/early-warning/write-backtest-golden.ts (needs Python).
 */
const folder = await mkdtemp(join(tmpdir(), 'backtest-golden-'));
try {
  const hash = createHash('sha256');
  for (const [table, rows] of Object.entries(cleanBooks())) {
    await writeTable(folder, table, rows);
    hash.update(await readFile(join(folder, `${table}.csv`)));
  }
  const { backTest } = await runWarnings(folder, LAST_MONTH);
  await writeTable(folder, 'backtest', backTest);
  const oracle = join(import.meta.dirname, '..', 'golden', 'oracle', 'backtest.py');
  const found = execFileSync('python3', [oracle, folder, LAST_MONTH, join(folder, 'backtest.csv')], {
    encoding: 'utf8',
  });
  const golden = { source: 'oracle/backtest.py', sha256: hash.digest('hex'), ...JSON.parse(found) };
  await writeFile(
    join(import.meta.dirname, '..', 'golden', 'backtest-sample.json'),
    `${JSON.stringify(golden, null, 2)}\n`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
