import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'parse5';
import { FileLinkKeys } from '../../adapters/embedded/file-link-keys.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { SqliteUsedLinks } from '../../adapters/embedded/sqlite-used-links.ts';
import type { CustomerSheet } from '../../core/contracts/customer-sheet.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { type DeskLink, signToken } from '../../core/domain/desk/desk-link.ts';
import { writeSheets } from '../../core/steps/customer-sheets.ts';
import { type DeskHost, deskHandler } from '../../lambdas/desk/handler.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';

/** Noon of a day on which the tests' links are good. */
export const NOW = '2025-10-06T12:00:00.000Z';

/** A desk over a store of its own. */
export interface TestDesk {
  readonly host: DeskHost;
  readonly store: FolderObjectStore;
  readonly handle: (request: Request) => Promise<Response>;
  /** What went wrong, as the host was told. */
  readonly failures: unknown[];
  /** A link's token; the worklist's until something else is said. */
  readonly token: (changes?: Partial<DeskLink>) => Promise<string>;
  /** Everything stored that a request could change. */
  readonly state: () => string;
  /** Time goes on. */
  readonly at: (now: string) => void;
  readonly close: () => void;
}

/** Opens a desk with these tasks and sheets. */
export async function testDesk(
  tasks: readonly CollectionTask[],
  sheets: readonly CustomerSheet[] = [],
): Promise<TestDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'duewatch-desk-'));
  const tables = openTables(folder);
  const store = new FolderObjectStore(folder);
  const keys = new FileLinkKeys(folder);
  const failures: unknown[] = [];
  let now = NOW;
  const host: DeskHost = {
    tasks: new SqliteTaskStore(tables),
    events: new SqliteEventBus(tables),
    used: new SqliteUsedLinks(tables, () => Math.floor(Date.parse(now) / 1000)),
    keys,
    store,
    nonce: randomUUID,
    rules: async () => SHIPPED_RULES,
    moment: () => ({ now, today: now.slice(0, 10) }),
    failed: (error) => failures.push(error),
  };
  await host.tasks.openMany(tasks);
  if (sheets.length > 0) await publish(store, sheets);
  return {
    host,
    store,
    handle: deskHandler(host),
    failures,
    token: async (changes = {}) => {
      const { store: id, current } = await keys.keys();
      const expires = Math.floor(Date.parse(NOW) / 1000) + 14 * 86_400;
      const claim = {
        use: 'link',
        store: id,
        scope: { of: 'worklist' },
        by: 'Ana',
        expires,
        nonce: 'n-0000001',
        locale: 'en',
      } as const;
      return signToken({ ...claim, ...changes }, current);
    },
    state: () =>
      JSON.stringify(
        ['tasks', 'events', 'used_links', 'sends', 'runs'].map((table) =>
          tables.prepare(`SELECT * FROM ${table}`).all(),
        ),
      ),
    at: (later) => {
      now = later;
    },
    close: () => {
      tables.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function publish(store: FolderObjectStore, sheets: readonly CustomerSheet[]): Promise<void> {
  const prefix = 'runs/2025-09/r1/';
  const run = {
    id: 'r1',
    period: '2025-09',
    revision: 1,
    prefix,
    work: 'work/r1/',
    exports: '',
    startedAt: NOW,
    owner: 'test',
    dryRun: false,
    resend: false,
    version: '0',
  };
  await writeSheets(store, run, sheets);
  const pointer = JSON.stringify({ run: 'r1', revision: 1, prefix });
  await store.write('history/scores/current/2025-09.json', new TextEncoder().encode(pointer));
}

/** An address of the desk. */
export function address(parameters: Readonly<Record<string, string>>): string {
  return `http://desk.test/?${new URLSearchParams(parameters)}`;
}

/** A form of a page: what is hidden in it. */
export function formsOf(html: string): readonly Readonly<Record<string, string>>[] {
  return elements(html, 'form')
    .filter((form) => attribute(form, 'method') === 'post')
    .map((form) =>
      Object.fromEntries(
        descendants(form)
          .filter((node) => attribute(node, 'type') === 'hidden')
          .map((node) => [attribute(node, 'name') ?? '', attribute(node, 'value') ?? '']),
      ),
    );
}

/** Sends a form. */
export function post(url: string, fields: Readonly<Record<string, string>>): Request {
  return new Request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
  });
}

interface Node {
  readonly nodeName: string;
  readonly childNodes?: readonly Node[];
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly value?: string;
}

/** Elements of a page by name. */
export function elements(html: string, name: string): readonly Node[] {
  return descendants(parse(html)).filter(({ nodeName }) => nodeName === name);
}

/** An attribute of an element. */
export function attribute(node: Node, name: string): string | undefined {
  return node.attrs?.find((each) => each.name === name)?.value;
}

/** The texts of a page as a reader sees them, joined by spaces. */
export function textOf(html: string): string {
  return descendants(parse(html), ['style', 'script', 'title'])
    .flatMap(({ nodeName, value }) => (nodeName === '#text' ? [value ?? ''] : []))
    .join(' ')
    .replace(/\s+/g, ' ');
}

function descendants(node: Node, without: readonly string[] = []): readonly Node[] {
  return (node.childNodes ?? [])
    .filter(({ nodeName }) => !without.includes(nodeName))
    .flatMap((child) => [child, ...descendants(child, without)]);
}
