import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import PostalMime from 'postal-mime';
import { z } from 'zod';
import { FolderObjectStore } from '../../../adapters/embedded/folder-object-store.ts';
import { MailboxMailer } from '../../../adapters/embedded/mailbox-mailer.ts';
import { SqliteEventBus } from '../../../adapters/embedded/sqlite-event-bus.ts';
import { SqliteRunLedger } from '../../../adapters/embedded/sqlite-run-ledger.ts';
import { SqliteSendLedger } from '../../../adapters/embedded/sqlite-send-ledger.ts';
import { openTables } from '../../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../../adapters/embedded/sqlite-task-store.ts';
import { SqliteUsedLinks } from '../../../adapters/embedded/sqlite-used-links.ts';
import { eventBusContract } from './event-bus-contract.ts';
import { mailerContract } from './mailer-contract.ts';
import { objectStoreContract } from './object-store-contract.ts';
import { runLedgerContract } from './run-ledger-contract.ts';
import { sendLedgerContract } from './send-ledger-contract.ts';
import { taskStoreContract } from './task-store-contract.ts';
import { usedLinksContract } from './used-links-contract.ts';

const folder = () => mkdtemp(join(tmpdir(), 'duewatch-contract-'));
const tables = async (): Promise<DatabaseSync> => openTables(await folder());

objectStoreContract('a folder', async () => new FolderObjectStore(await folder()));
sendLedgerContract('SQLite', async () => new SqliteSendLedger(await tables()));
taskStoreContract('SQLite', async () => new SqliteTaskStore(await tables()));
usedLinksContract('SQLite', async () => new SqliteUsedLinks(await tables()));
runLedgerContract('SQLite', async () => {
  const database = await tables();
  const gone = new Set<number>();
  const isAlive = ({ pid }: { pid: number }) => !gone.has(pid);
  return {
    ledger: new SqliteRunLedger(database, { pid: 1, session: null }, isAlive),
    other: new SqliteRunLedger(database, { pid: 2, session: null }, isAlive),
    end: () => gone.add(1),
  };
});

const mailbox = z.object({ recipient: z.string(), raw: z.instanceof(Uint8Array) });
const event = z.object({
  id: z.string(),
  type: z.enum(['CollectionTaskOpened', 'CollectionTaskChanged', 'MonthlyReviewFailed', 'MonthlyReviewPublished']),
  detail: z.string(),
});

mailerContract('the mailbox', async () => {
  const database = await tables();
  return {
    mailer: new MailboxMailer(database),
    arrived: async (to) => {
      const rows = database.prepare('SELECT recipient, raw FROM mailbox WHERE recipient = ?').all(to);
      return Promise.all(
        rows.map(async (row) => {
          const { recipient, raw } = mailbox.parse(row);
          const { subject, text } = await PostalMime.parse(raw);
          return { to: [recipient], subject: subject ?? '', text: (text ?? '').replace(/\r?\n/g, '\r\n') };
        }),
      );
    },
    serviceTells: async () => {},
  };
});
eventBusContract('SQLite', async () => {
  const database = await tables();
  return {
    bus: new SqliteEventBus(database),
    heard: async (ids) =>
      z
        .array(event)
        .parse(database.prepare('SELECT id, type, detail FROM events').all())
        .filter(({ id }) => ids.includes(id))
        .map(({ id, type, detail }) => ({ id, type, detail: JSON.parse(detail) })),
  };
});
