import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { refuseNewer, STORE_SCHEMA } from '../../core/contracts/store-schema.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS locks (period TEXT PRIMARY KEY, owner TEXT NOT NULL, pid INTEGER NOT NULL, acquired_at TEXT NOT NULL, session TEXT) STRICT;
CREATE TABLE IF NOT EXISTS runs (
  period TEXT NOT NULL, run_id TEXT NOT NULL, revision INTEGER NOT NULL, status TEXT NOT NULL, started_at TEXT NOT NULL,
  ended_at TEXT, prefix TEXT NOT NULL, version TEXT NOT NULL, PRIMARY KEY (period, run_id)) STRICT;
CREATE TABLE IF NOT EXISTS sends (
  period TEXT NOT NULL, revision INTEGER NOT NULL, recipient TEXT NOT NULL, attempt INTEGER NOT NULL, status TEXT NOT NULL,
  message_id TEXT, at TEXT NOT NULL, PRIMARY KEY (period, revision, recipient, attempt)) STRICT;
CREATE TABLE IF NOT EXISTS mailbox (reference TEXT PRIMARY KEY, message_id TEXT NOT NULL, recipient TEXT NOT NULL, raw BLOB NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS tasks (
  task_id TEXT PRIMARY KEY, due_date TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS used_links (nonce TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS events (id TEXT PRIMARY KEY, type TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
`;

/**
 * The three tables of the store (and the laptop's mailbox and event log), in one SQLite file inside the store's folder.
 *
 * @throws {StoreNewer} where a newer version has written the file.
 */
export function openTables(storeFolder: string): DatabaseSync {
  mkdirSync(storeFolder, { recursive: true });
  const database = new DatabaseSync(join(storeFolder, 'duewatch.sqlite'), { timeout: 10_000 });
  const form = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  try {
    refuseNewer(form, null);
  } catch (error) {
    database.close();
    throw error;
  }
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
  database.exec(SCHEMA);
  addSession(database);
  if (form < STORE_SCHEMA) database.exec(`PRAGMA user_version = ${STORE_SCHEMA}`);
  return database;
}

/** Version 0.1.0 has written locks without a session, and goes on reading them with one. */
function addSession(database: DatabaseSync): void {
  const columns = database.prepare(`SELECT name FROM pragma_table_info('locks')`).all();
  if (columns.some(({ name }) => name === 'session')) return;
  inTransaction(database, () => {
    // Another process may have added it meanwhile.
    const there = database.prepare(`SELECT 1 FROM pragma_table_info('locks') WHERE name = 'session'`).get();
    if (there === undefined) database.exec('ALTER TABLE locks ADD COLUMN session TEXT');
  });
}

/** Runs `work` in one transaction: all of it stands or none. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
