import { spawn } from 'node:child_process';
import { WrongUsage } from '../core/contracts/errors.ts';
import { EXIT } from './run/exit-status.ts';
import { lastRunOf } from './store.ts';
import type { Terminal } from './terminal.ts';

const OPENERS: Readonly<Record<string, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** `duewatch open`: shows the last report in the browser, and says where it lies. */
export async function openCommand(options: { store: string; locale: string }, terminal: Terminal): Promise<number> {
  const { record, objects } = await lastRunOf(options.store);
  const key = `${record.prefix}report.${options.locale}.html`;
  const path = await objects.localFile(key).catch(() => {
    throw new WrongUsage(`the last run wrote no report in ${options.locale}; choose another with --locale`);
  });
  terminal.line(path);
  const [command, ...before] = OPENERS[process.platform] ?? ['xdg-open'];
  const opened = await new Promise<boolean>((resolve) => {
    const child = spawn(command, [...before, path], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
  if (!opened) terminal.error('No browser could be started from here: open the file above.');
  return EXIT.done;
}
