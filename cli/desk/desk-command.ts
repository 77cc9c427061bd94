import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FileLinkKeys } from '../../adapters/embedded/file-link-keys.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { SqliteEventBus } from '../../adapters/embedded/sqlite-event-bus.ts';
import { openTables } from '../../adapters/embedded/sqlite-tables.ts';
import { SqliteTaskStore } from '../../adapters/embedded/sqlite-task-store.ts';
import { SqliteUsedLinks } from '../../adapters/embedded/sqlite-used-links.ts';
import { loadRules } from '../../config/load-rules.ts';
import { readShippedRules } from '../../config/shipped-rules.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';
import { dateIn } from '../../core/domain/calendar-zone.ts';
import { signToken } from '../../core/domain/desk/desk-link.ts';
import { secondsOf } from '../../core/steps/desk-requests/desk-ports.ts';
import { type DeskHost, deskHandler } from '../../lambdas/desk/handler.ts';
import { openInBrowser } from '../open-in-browser.ts';
import { PROJECT_ROOT } from '../project-root.ts';
import { EXIT } from '../run/exit-status.ts';
import { readOverlays } from '../run/overlays.ts';
import { actorOf } from '../tasks/open-desk.ts';
import { realDate } from '../tasks/real-date.ts';
import type { Terminal } from '../terminal.ts';
import { serveLocally } from './desk-server.ts';

/** Options of `duewatch desk`. */
export interface DeskCommandOptions {
  readonly store: string;
  readonly port: number;
  readonly open?: boolean;
  readonly by?: string;
  readonly today?: string;
  readonly config?: string;
  readonly locale?: string;
}

/** `duewatch desk`: the desk page of a store, on this machine alone, until it is interrupted. Prints the link that opens it. */
export async function deskCommand(
  options: DeskCommandOptions,
  terminal: Terminal,
  until: Promise<unknown> = interrupted(),
): Promise<number> {
  const { host, close } = await openLocalDesk(options, terminal);
  try {
    const server = await serveLocally(deskHandler(host), options.port).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
      throw new WrongUsage(`port ${options.port} is taken on this machine; choose another with --port`);
    });
    const link = await worklistLink(host, server.origin, actorOf(options).by, options.locale !== undefined);
    terminal.line(`The collection desk of ${options.store}. Whoever has this link can read and change it:`);
    terminal.line(link);
    terminal.line('Ctrl+C ends it.');
    if (options.open === true && !(await openInBrowser(link))) {
      terminal.error('No browser could be started from here: open the address above.');
    }
    await until;
    await server.close();
    return EXIT.done;
  } finally {
    close();
  }
}

/** The desk of a store's folder behind its ports. Throws {@link WrongUsage} where the folder is no store. */
export async function openLocalDesk(
  options: Pick<DeskCommandOptions, 'store' | 'today' | 'config' | 'locale'>,
  terminal: Pick<Terminal, 'error'>,
): Promise<{ readonly host: DeskHost; readonly close: () => void }> {
  const { store: folder, today } = options;
  if (!existsSync(join(folder, 'duewatch.sqlite'))) {
    throw new WrongUsage(`${folder} is not a store: no run has been made there; name one with --store`);
  }
  const day = today === undefined ? undefined : realDate(today, '--today');
  const rules = loadRules(readShippedRules(new URL('config/', PROJECT_ROOT)), await readOverlays(options));
  const tables = openTables(folder);
  const host: DeskHost = {
    tasks: new SqliteTaskStore(tables),
    events: new SqliteEventBus(tables),
    used: new SqliteUsedLinks(tables),
    keys: new FileLinkKeys(folder),
    store: new FolderObjectStore(folder),
    nonce: randomUUID,
    rules: async () => rules,
    moment: (timeZone) => {
      const now = new Date().toISOString();
      return { now, today: day ?? dateIn(now, timeZone) };
    },
    failed: (error) => terminal.error(error instanceof Error ? `${error.name}: ${error.message}` : String(error)),
  };
  return { host, close: () => tables.close() };
}

/**
 * A link to the worklist for a person: in the language that was asked for, else in that of the person or desk of this name, else in the
 * browser's.
 */
export async function worklistLink(host: DeskHost, origin: string, by: string, languageAsked = false): Promise<string> {
  const { store, current } = await host.keys.keys();
  const { desk, time_zone, locales, people } = await host.rules();
  const own = [...Object.values(people.desks), ...people.recipients].find(({ name }) => name === by)?.locale;
  const locale = (languageAsked ? locales[0] : own) ?? null;
  const expires = secondsOf(host.moment(time_zone).now) + desk.link_days * 86_400;
  const claim = {
    use: 'link',
    store,
    scope: { of: 'worklist' },
    by,
    expires,
    nonce: host.nonce(),
    locale,
  } as const;
  return `${origin}/?t=${signToken(claim, current)}`;
}

async function interrupted(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
