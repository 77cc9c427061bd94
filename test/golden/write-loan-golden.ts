import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { AWKWARD_CARD, AWKWARD_LOANS } from '../scorecard/awkward-card.ts';

/*
 * Scores the awkward loans with the second program and writes what it says: `node test/golden/write-loan-golden.ts [python]`. To be run when
 * the card or the loans were changed on purpose.
 */
const dir = await mkdtemp(join(tmpdir(), 'duewatch-golden-'));
try {
  await writeFile(join(dir, 'scorecard.json'), JSON.stringify(AWKWARD_CARD));
  await writeFile(join(dir, 'loans.csv'), stringify([...AWKWARD_LOANS], { header: true }));
  const oracle = join(import.meta.dirname, 'oracle', 'apply_scorecard.py');
  const text = execFileSync(process.argv[2] ?? 'python3', [oracle, join(dir, 'scorecard.json'), join(dir, 'loans.csv')], { encoding: 'utf8' });
  const rows: Record<string, string>[] = parse(text, { columns: true });
  const scores = Object.fromEntries(rows.map(({ loan_id, score }) => [loan_id ?? '', Number(score)]));
  await writeFile(join(import.meta.dirname, 'awkward-loan-scores.json'), `${JSON.stringify({ source: 'test/golden/oracle/apply_scorecard.py', scores }, null, 1)}\n`);
} finally {
  await rm(dir, { recursive: true });
}
