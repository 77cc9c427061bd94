import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goldenBooks, goldenPath, sha256OfBooks } from './ledger-golden.ts';
import { booksCsv } from './random-books.ts';

/*
 * Writes the golden files of the ledger again with the oracle: `node test/derive/write-ledger-golden.ts [python]`. To be run when the
 * made-up books were changed on purpose, and only then; the oracle is written from the definitions, never from the product.
 */
const PYTHON = process.argv[2] ?? 'python3';
const ORACLE = join(import.meta.dirname, '..', 'golden', 'oracle', 'ledger.py');

for (const { name, period, books } of goldenBooks()) {
  const dir = await mkdtemp(join(tmpdir(), 'duewatch-ledger-'));
  try {
    for (const [table, rows] of Object.entries(books)) await writeFile(join(dir, `${table}.csv`), booksCsv(rows));
    const scopes = JSON.parse(execFileSync(PYTHON, [ORACLE, dir, period], { encoding: 'utf8', maxBuffer: 1 << 26 }));
    const golden = { source: 'test/golden/oracle/ledger.py', sha256: sha256OfBooks(books), scopes };
    await writeFile(goldenPath(name), `${JSON.stringify(golden, null, 1)}\n`);
  } finally {
    await rm(dir, { recursive: true });
  }
}
