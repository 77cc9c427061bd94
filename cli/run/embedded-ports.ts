import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { LocalChatSecrets } from '../../adapters/chat/local-chat-secrets.ts';
import { WebhookChat } from '../../adapters/chat/webhook-chat.ts';
import { AthenaQueryEngine } from '../../adapters/duckdb/athena-query-engine.ts';
import { DuckDbLander } from '../../adapters/duckdb/landing/duckdb-lander.ts';
import { DuckDbLoanReader } from '../../adapters/duckdb/loan-reader.ts';
import { SqlSession } from '../../adapters/duckdb/sql-session.ts';
import { STORE_CATALOG } from '../../adapters/duckdb/store-catalog.ts';
import { StoredQueryResults } from '../../adapters/duckdb/stored-query-results.ts';
import { FileLinkKeys } from '../../adapters/embedded/file-link-keys.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import {
  LOCAL_DIGESTS,
  LocalScratchFolders,
  StreamedFingerprints,
  SYSTEM_CLOCK,
} from '../../adapters/embedded/local-ports.ts';
import { MailboxMailer } from '../../adapters/embedded/mailbox-mailer.ts';
import { SessionMark } from '../../adapters/embedded/session-mark.ts';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { SqliteRunLedger } from '../../adapters/embedded/sqlite-run-ledger.ts';
import { SqliteSendLedger } from '../../adapters/embedded/sqlite-send-ledger.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { sweepDeadRuns } from '../../adapters/embedded/sweep-dead-runs.ts';
import { loadRules, type RulesFile } from '../../config/load-rules.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import { bundledRenderer } from '../../lambdas/bundled-renderer.ts';
import type { AllPorts } from '../../lambdas/handlers.ts';
import { LETTER_WRITER } from '../../report/letters/letter-writer.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { RecordingJournal } from './workflow-runner.ts';

/** Name of the bucket that the store's folder stands for. */
export const LOCAL_BUCKET = 'store';

/** Each reads with an engine of its own: more would not end sooner on a laptop's few processors. */
const LANDINGS_AT_ONCE = 4;
const MEGABYTE = 2 ** 20;
/** What a table of a million rows wants before the engine is slowed down by writing to disk. */
const LEAST_MEMORY_MB = 1200;

/** The engine may use a quarter of the machine's memory before it spills: others work on a laptop too. Each landing tries its files with one apart. */
const ENGINE_LIMITS = {
  memoryLimit: `${Math.max(LEAST_MEMORY_MB, Math.floor(totalmem() / 4 / MEGABYTE))}MB`,
  apartMemoryLimit: `${LEAST_MEMORY_MB}MB`,
};

/** Everything a run on the laptop works with. */
export interface EmbeddedRun {
  readonly ports: AllPorts;
  readonly engine: AthenaQueryEngine;
  readonly journal: RecordingJournal;
  readonly store: FolderObjectStore;
  close(): void;
}

/** Opens a store folder and an export folder behind the ports. */
export async function openEmbedded(request: {
  store: string;
  exports: string;
  overlays: readonly RulesFile[];
  version: string;
  /** What stands around the ports. */
  around?: (ports: AllPorts) => AllPorts;
}): Promise<EmbeddedRun> {
  const folder = resolve(request.store);
  const exports = new FolderObjectStore(resolve(request.exports));
  const tables = openTables(folder);
  await sweepDeadRuns(folder, tables);
  const mark = SessionMark.take(folder, tables);
  const scratch = mark.folder;
  const store = new FolderObjectStore(folder, undefined, mark.id);
  const session = await SqlSession.open({ ...ENGINE_LIMITS, temporaryFolder: join(scratch, 'spill') });
  const journal = new RecordingJournal();
  const shipped = shippedRules();
  const around = request.around ?? ((inner: AllPorts) => inner);
  const ports = around({
    store,
    exports,
    fingerprints: new StreamedFingerprints(exports),
    digests: LOCAL_DIGESTS,
    lander: new DuckDbLander(session, { atOnce: LANDINGS_AT_ONCE }),
    loans: new DuckDbLoanReader(session),
    scratch: new LocalScratchFolders(scratch),
    results: new StoredQueryResults(store, LOCAL_BUCKET),
    runs: new SqliteRunLedger(tables, { pid: process.pid, session: mark.id }),
    sends: new SqliteSendLedger(tables),
    tasks: new SqliteTaskStore(tables),
    mailer: new MailboxMailer(tables),
    chat: new WebhookChat({ secrets: new LocalChatSecrets(process.env) }),
    events: new SqliteEventBus(tables),
    renderer: bundledRenderer(),
    desk: { keys: new FileLinkKeys(folder) },
    letters: LETTER_WRITER,
    settings: { rules: async () => loadRules(shipped, request.overlays) },
    journal,
    clock: SYSTEM_CLOCK,
    version: request.version,
    versions: { duewatch: request.version, node: process.version },
  });
  return {
    ports,
    engine: new AthenaQueryEngine({
      session,
      store: ports.store,
      bucket: LOCAL_BUCKET,
      tables: STORE_CATALOG,
      workFolder: scratch,
    }),
    journal,
    store,
    close: () => {
      session.close();
      tables.close();
      mark.release();
    },
  };
}

/** What `duewatch check` works with: the export and the landing, no store. */
export async function openLandingTools(exportFolder: string, overlays: readonly RulesFile[]) {
  const scratch = mkdtempSync(join(tmpdir(), 'duewatch-check-'));
  const session = await SqlSession.open({ ...ENGINE_LIMITS, temporaryFolder: join(scratch, 'spill') });
  const shipped = shippedRules();
  return {
    exports: new FolderObjectStore(exportFolder),
    lander: new DuckDbLander(session),
    scratch: new LocalScratchFolders(scratch),
    settings: { rules: async () => loadRules(shipped, overlays) },
    close: () => {
      session.close();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

/** The rules that come with the product. */
export function shippedRules(): RulesFile {
  return readShippedRules(new URL('config/', PROJECT_ROOT));
}
