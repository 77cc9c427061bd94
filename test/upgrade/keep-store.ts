/*
 * Keeps of a store what later months, the desk and the command read of it, small enough to lie in the repository:
 * node test/upgrade/keep-store.ts <store> <folder to keep it in>
 * Made with the version whose stores are to be kept; its reports, charts and mails are left behind.
 */
import { cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const [from = '', to = ''] = process.argv.slice(2);
const LEFT_BEHIND = /^(outbox|charts|tasks\.json|report\..*|workbook\.xlsx|.*\.eml)$/;

rmSync(to, { recursive: true, force: true });
mkdirSync(to, { recursive: true });
cpSync(join(from, 'history'), join(to, 'history'), { recursive: true });
cpSync(join(from, 'runs'), join(to, 'runs'), { recursive: true, filter: (path) => !LEFT_BEHIND.test(basename(path)) });
for (const file of readdirSync(from).filter((name) => name.startsWith('duewatch.sqlite')))
  cpSync(join(from, file), join(to, file));
const database = new DatabaseSync(join(to, 'duewatch.sqlite'));
database.exec(`UPDATE mailbox SET raw = x''; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE; VACUUM;`);
database.close();
