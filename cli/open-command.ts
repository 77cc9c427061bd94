import { WrongUsage } from '../core/contracts/errors.ts';
import { openInBrowser } from './open-in-browser.ts';
import { EXIT } from './run/exit-status.ts';
import { lastRunOf } from './store.ts';
import type { Terminal } from './terminal.ts';

/** `duewatch open`: shows the last report in the browser, and says where it lies. */
export async function openCommand(options: { store: string; locale: string }, terminal: Terminal): Promise<number> {
  const { record, objects } = await lastRunOf(options.store);
  const key = `${record.prefix}report.${options.locale}.html`;
  const path = await objects.localFile(key).catch(() => {
    throw new WrongUsage(`the last run wrote no report in ${options.locale}; choose another with --locale`);
  });
  terminal.line(path);
  if (!(await openInBrowser(path))) {
    terminal.error('No browser could be started from here: open the file above.');
  }
  return EXIT.done;
}
