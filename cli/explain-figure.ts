import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { WrongUsage } from '../core/contracts/errors.ts';
import type { ObjectStore } from '../core/ports/object-store.ts';
import type { RunRecord } from '../core/ports/run-ledger.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { printableLine, type Terminal } from './terminal.ts';

const figure = z.object({
  value: z.json(),
  unit: z.string(),
  note: z.string().optional(),
  evidence: z.object({ query: z.string().optional(), rows: z.string().optional(), formula: z.string().optional() }),
});
const figuresFile = z.object({ run: z.object({ period: z.string() }), figures: z.record(z.string(), figure) });

/** Characters of a line that are shown. */
const LONGEST_LINE = 400;
const ROWS_SHOWN = 10;

/** A figure of a run, as figures.json has it. */
export type ExplainedFigure = z.output<typeof figure>;

/** The run that is asked about, and where its artefacts lie. */
export interface ExplainedRun {
  readonly record: RunRecord;
  readonly objects: Pick<ObjectStore, 'read'>;
}

/** A figure of a run by its id. Throws {@link WrongUsage} for an id it does not have, naming some that are near. */
export async function figureOf({ record, objects }: ExplainedRun, id: string): Promise<ExplainedFigure> {
  const bytes = await objects.read(`${record.prefix}figures.json`);
  if (bytes === undefined)
    throw new WrongUsage(`run ${record.runId} has no figures.json any more; run the period again`);
  const { figures } = figuresFile.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const found = figures[id];
  if (found !== undefined) return found;
  throw new WrongUsage(
    `there is no figure ${JSON.stringify(id)} in run ${record.runId}${suggestions(id, Object.keys(figures))}`,
  );
}

/** Value, unit, note and formula of a figure. */
export function printFigure(id: string, run: RunRecord, found: ExplainedFigure, terminal: Terminal): void {
  terminal.line(`${id}  (run ${run.runId})`);
  if (Array.isArray(found.value)) printList(found.value, terminal);
  else terminal.line(`  value    ${printableLine(shown(found.value))}`);
  terminal.line(`  unit     ${found.unit}`);
  if (found.note !== undefined) terminal.line(`  note     ${printableLine(found.note)}`);
  if (found.evidence.formula !== undefined) terminal.line(`  formula  ${found.evidence.formula}`);
}

/** A list, a line for each of its rows. */
function printList(rows: readonly unknown[], terminal: Terminal): void {
  terminal.line(`  value    a list of ${rows.length}`);
  for (const row of rows) terminal.line(`    ${cut(printableLine(listRow(row)))}`);
}

function listRow(row: unknown): string {
  if (row === null || typeof row !== 'object') return String(row);
  return Object.entries(row)
    .map(([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`)
    .join(' · ');
}

/** A line that a terminal can show; the file has the rest. */
function cut(line: string): string {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}

/** The text of a query, by its path in the project. */
export async function queryText(path: string): Promise<string> {
  return readFile(new URL(path, PROJECT_ROOT), 'utf8');
}

/** A query with its text. */
export function printQuery(path: string, text: string, terminal: Terminal): void {
  terminal.line();
  terminal.line(`  query    ${path}`);
  for (const line of text.trimEnd().split('\n')) terminal.line(`    ${line}`);
}

/** The first rows of a CSV file. */
export function printRows(path: string, bytes: Uint8Array | undefined, terminal: Terminal): void {
  terminal.line();
  terminal.line(`  rows     ${path}`);
  const lines = new TextDecoder()
    .decode(bytes ?? new Uint8Array())
    .trimEnd()
    .split('\n');
  for (const line of lines.slice(0, ROWS_SHOWN + 1)) terminal.line(`    ${cut(printableLine(line))}`);
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
