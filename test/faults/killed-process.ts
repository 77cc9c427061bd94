import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('run-and-die.ts', import.meta.url));

/** Runs a month over an export in a process of its own, which is killed before or after one of its functions. */
export function runAndDie(
  store: string,
  exports: string,
  victim: string,
  when: string,
): Promise<{ code: number | null; signal: string | null; err: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [SCRIPT, store, exports, victim, when], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.once('close', (code, signal) => resolve({ code, signal, err }));
  });
}

/** What a store holds in the end: figures, customers, mails, tasks, history and what is left lying about. */
export async function outcomeOf(store: string) {
  const files = (await readdir(store, { recursive: true })).filter((file) => !file.startsWith('scratch'));
  const text = async (ending: string) =>
    readFile(join(store, files.find((file) => file.endsWith(ending)) ?? ending), 'utf8');
  const database = new DatabaseSync(join(store, 'duewatch.sqlite'), { readOnly: true });
  const rows = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => ({ ...row }));
  const found = {
    figures: await text('figures.json'),
    customers: await text('customers.csv'),
    scores: await text('scores.json'),
    pointer: await text('current/2025-09.json'),
    mails: rows('SELECT reference, recipient FROM mailbox ORDER BY reference'),
    sends: rows('SELECT period, revision, recipient, attempt, status FROM sends ORDER BY recipient'),
    tasks: rows('SELECT task_id, version FROM tasks ORDER BY task_id'),
    events: rows('SELECT id, type FROM events ORDER BY id'),
    runs: rows('SELECT run_id, revision, status FROM runs'),
    locks: rows('SELECT period FROM locks'),
    leftovers: files.filter((file) => file.startsWith('work/') && /\.[a-z]+$/.test(file)),
  };
  database.close();
  return found;
}
