import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { FolderObjectStore } from '../../../adapters/embedded/folder-object-store.ts';
import { SqliteRunLedger } from '../../../adapters/embedded/sqlite-run-ledger.ts';
import { SqliteSendLedger } from '../../../adapters/embedded/sqlite-send-ledger.ts';
import { openTables } from '../../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../../adapters/embedded/sqlite-task-store.ts';
import { objectStoreContract } from './object-store-contract.ts';
import { runLedgerContract } from './run-ledger-contract.ts';
import { sendLedgerContract } from './send-ledger-contract.ts';
import { taskStoreContract } from './task-store-contract.ts';

const folder = () => mkdtemp(join(tmpdir(), 'duewatch-contract-'));
const tables = async (): Promise<DatabaseSync> => openTables(await folder());

objectStoreContract('a folder', async () => new FolderObjectStore(await folder()));
sendLedgerContract('SQLite', async () => new SqliteSendLedger(await tables()));
taskStoreContract('SQLite', async () => new SqliteTaskStore(await tables()));
runLedgerContract('SQLite', async () => {
  const database = await tables();
  const gone = new Set<number>();
  const isAlive = (pid: number) => !gone.has(pid);
  return {
    ledger: new SqliteRunLedger(database, 1, isAlive),
    other: new SqliteRunLedger(database, 2, isAlive),
    end: () => gone.add(1),
  };
});
