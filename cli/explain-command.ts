import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { WrongUsage } from '../core/contracts/errors.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { EXIT } from './run/exit-status.ts';
import { lastRunOf } from './store.ts';
import { printable, type Terminal } from './terminal.ts';

const figure = z.object({
  value: z.json(),
  unit: z.string(),
  note: z.string().optional(),
  evidence: z.object({ query: z.string().optional(), rows: z.string().optional(), formula: z.string().optional() }),
});
const figuresFile = z.object({ run: z.object({ period: z.string() }), figures: z.record(z.string(), figure) });

const ROWS_SHOWN = 10;

/** `duewatch explain`: value, definition, query and rows of a figure of the last run. */
export async function explainCommand(
  id: string,
  options: { store: string; json?: boolean },
  terminal: Terminal,
): Promise<number> {
  const { record, objects } = await lastRunOf(options.store);
  const bytes = await objects.read(`${record.prefix}figures.json`);
  if (bytes === undefined)
    throw new WrongUsage(`run ${record.runId} has no figures.json any more; run the period again`);
  const { figures } = figuresFile.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const found = figures[id];
  if (found === undefined)
    throw new WrongUsage(
      `there is no figure ${JSON.stringify(id)} in run ${record.runId}${suggestions(id, Object.keys(figures))}`,
    );
  if (options.json === true) {
    terminal.line(JSON.stringify({ id, run: record.runId, ...found }, null, 2));
    return EXIT.done;
  }
  terminal.line(`${id}  (run ${record.runId})`);
  terminal.line(`  value    ${printable(shown(found.value))}`);
  terminal.line(`  unit     ${found.unit}`);
  if (found.note !== undefined) terminal.line(`  note     ${printable(found.note)}`);
  if (found.evidence.formula !== undefined) terminal.line(`  formula  ${found.evidence.formula}`);
  if (found.evidence.query !== undefined) await printQuery(found.evidence.query, terminal);
  if (found.evidence.rows !== undefined)
    printRows(found.evidence.rows, await objects.read(`${record.prefix}${found.evidence.rows}`), terminal);
  return EXIT.done;
}

async function printQuery(path: string, terminal: Terminal): Promise<void> {
  terminal.line();
  terminal.line(`  query    ${path}`);
  const text = await readFile(new URL(path, PROJECT_ROOT), 'utf8');
  for (const line of text.trimEnd().split('\n')) terminal.line(`    ${line}`);
}

function printRows(path: string, bytes: Uint8Array | undefined, terminal: Terminal): void {
  terminal.line();
  terminal.line(`  rows     ${path}`);
  const lines = new TextDecoder()
    .decode(bytes ?? new Uint8Array())
    .trimEnd()
    .split('\n');
  for (const line of lines.slice(0, ROWS_SHOWN + 1)) terminal.line(`    ${printable(line)}`);
  if (lines.length > ROWS_SHOWN + 1) terminal.line(`    … and ${lines.length - ROWS_SHOWN - 1} more rows`);
}

function shown(value: unknown): string {
  return value === null ? 'not computed' : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function suggestions(id: string, ids: readonly string[]): string {
  const stem = id.split('.').slice(0, 2).join('.');
  const near = ids.filter((known) => known.startsWith(stem) || known.includes(id)).slice(0, 8);
  return near.length === 0 ? '; figures.json lists them all' : `; near it: ${near.join(', ')}`;
}
