import { EXIT } from './run/exit-status.ts';
import { lastRunOf } from './store.ts';
import type { Terminal } from './terminal.ts';

/** `duewatch status`: the last review of a store that finished. */
export async function statusCommand(options: { store: string; json?: boolean }, terminal: Terminal): Promise<number> {
  const { record } = await lastRunOf(options.store);
  if (options.json === true) terminal.line(JSON.stringify({ last_run: record }, null, 2));
  else
    terminal.line(
      `Last review: ${record.period}, revision ${record.revision}, ${record.status}, ${record.endedAt ?? ''}, ${options.store}/${record.prefix}`,
    );
  return EXIT.done;
}
