import { DuewatchError } from '../contracts/errors.ts';
import type { ExecutionInput } from '../contracts/states.ts';
import { monthIn, reviewedMonth } from '../domain/calendar-zone.ts';
import type { ExportCatalog, ExportFolder } from '../ports/export-catalog.ts';

/** The export of a scheduled month is not there yet, or is still being written. The workflow looks again later, up to a limit. */
export class ExportLate extends DuewatchError {
  override name = 'ExportLate';
}

/** There is no export that fits what was asked for. */
export class NoExport extends DuewatchError {
  override name = 'NoExport';
}

/** What the choice depends on besides the exports. */
export interface ChoiceSettings {
  readonly now: string;
  readonly timeZone: string;
  /** A scheduled run takes an export that nothing has been written to for this long. */
  readonly settleMinutes: number;
}

/** What OpenRun is asked in the end. */
export interface ChosenExport {
  readonly exports: string;
  readonly period?: string;
}

/**
 * Which export a run reads. An operator names one, or a month, or nothing (the newest export). The schedule means the month before: its
 * export is the newest folder that is named for the month, or that was written after the month had ended.
 *
 * @throws {ExportLate} for a scheduled run whose export is not there yet or still being written.
 * @throws {NoExport} naming the exports there are.
 */
export async function chooseExport(
  catalog: ExportCatalog,
  input: ExecutionInput,
  settings: ChoiceSettings,
): Promise<ChosenExport> {
  const period =
    input.period ?? (input.scheduledAt === undefined ? undefined : reviewedMonth(input.scheduledAt, settings.timeZone));
  const asked = period === undefined ? {} : { period };
  const folders = await catalog.folders();
  if (input.exports !== undefined) return { exports: known(input.exports, folders), ...asked };
  const fitting = period === undefined ? folders : folders.filter((folder) => fits(folder, period, settings));
  const newest = fitting.toSorted(byAge).at(-1);
  if (input.scheduledAt !== undefined) return { exports: settled(newest, period ?? '', settings), ...asked };
  if (newest === undefined) throw new NoExport(nothingFits(period, folders));
  return { exports: newest.name, ...asked };
}

/** What an operator named, where it begins with a folder that is there. */
function known(exports: string, folders: readonly ExportFolder[]): string {
  const [top] = exports.split('/');
  if (folders.some(({ name }) => name === top)) return exports;
  throw new NoExport(`there is no export exports/${exports}; there are: ${listed(folders)}`);
}

function fits({ name, newest }: ExportFolder, period: string, { timeZone }: ChoiceSettings): boolean {
  return /^\d{4}-\d{2}/.test(name) ? name.startsWith(period) : monthIn(newest, timeZone) > period;
}

function settled(folder: ExportFolder | undefined, period: string, { now, settleMinutes }: ChoiceSettings): string {
  if (folder === undefined) {
    throw new ExportLate(
      `there is no export of ${period} yet: put one under exports/${period}/, or name one in the input`,
    );
  }
  const quietMinutes = (Date.parse(now) - Date.parse(folder.newest)) / 60_000;
  if (quietMinutes < settleMinutes) {
    throw new ExportLate(
      `export ${folder.name} was written to ${quietMinutes.toFixed(1)} minutes ago: it may not be complete`,
    );
  }
  return folder.name;
}

function byAge(a: ExportFolder, b: ExportFolder): number {
  if (a.newest !== b.newest) return a.newest < b.newest ? -1 : 1;
  return a.name < b.name ? -1 : 1;
}

function nothingFits(period: string | undefined, folders: readonly ExportFolder[]): string {
  const wanted = period === undefined ? 'no export' : `no export of ${period}`;
  return `there is ${wanted} under exports/; there are: ${listed(folders)}`;
}

function listed(folders: readonly ExportFolder[]): string {
  const there = folders.map(({ name }) => (name === '' ? '(no folder)' : name)).join(', ');
  return there === '' ? 'none' : there;
}
