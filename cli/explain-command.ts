import { figureOf, printFigure, printQuery, printRows, queryText } from './explain-figure.ts';
import { EXIT } from './run/exit-status.ts';
import { lastRunOf } from './store.ts';
import type { Terminal } from './terminal.ts';

/** `duewatch explain`: value, definition, query and rows of a figure of the last run. */
export async function explainCommand(
  id: string,
  options: { store: string; json?: boolean },
  terminal: Terminal,
): Promise<number> {
  const run = await lastRunOf(options.store);
  const found = await figureOf(run, id);
  const { query, rows } = found.evidence;
  if (options.json === true) {
    terminal.line(JSON.stringify({ id, run: run.record.runId, ...found }, null, 2));
    return EXIT.done;
  }
  printFigure(id, run.record, found, terminal);
  if (query !== undefined) printQuery(query, await queryText(query), terminal);
  if (rows !== undefined) printRows(rows, await run.objects.read(`${run.record.prefix}${rows}`), terminal);
  return EXIT.done;
}
