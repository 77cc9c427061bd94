import { ExportChanged } from '../contracts/errors.ts';
import { INTERNAL_TABLES } from '../contracts/internal-tables.ts';
import type { LandingPlan } from '../contracts/landing.ts';
import type { RunRef } from '../contracts/states.ts';
import type { FileDigests } from '../ports/fingerprints.ts';
import type { ExportFiles, Lander } from '../ports/lander.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ScratchFolders } from '../ports/scratch-folders.ts';
import { landedFile } from './landed-files.ts';
import { exportFiles } from './plan-export.ts';
import { readInputs } from './run-record.ts';
import { readWorkUnchecked, WorkFileMissing, writeWork } from './work-files.ts';

/**
 * Lands one table: typed Parquet, quarantine and counts. Marts land as the internal tables they are; books land as themselves. What is
 * wrong with the data is written down for CheckLanding, which decides.
 *
 * @throws {ExportChanged} where what was read is not what the run was opened on.
 */
export async function landTable(
  ports: { store: ObjectStore; exports: ObjectStore; lander: Lander; scratch: ScratchFolders; digests: FileDigests },
  input: { run: RunRef; table: string },
): Promise<{ table: string; rowsLanded: number; quarantined: number }> {
  const { run, table } = input;
  const whole = await readWorkUnchecked<LandingPlan>(ports.store, run, 'landing-plan.json');
  const plan = whole.tables.find((planned) => planned.table === table);
  if (plan === undefined)
    throw new WorkFileMissing(`the landing plan has no table ${table}: start the run again from OpenRun`);
  const read = new Map<string, string>();
  return ports.scratch.use(async (folder) => {
    const landed = await ports.lander.land({
      plan,
      period: run.period,
      files: remembered(presentFiles(ports, run), read),
      folder,
    });
    await refuseChanged(ports, run, read);
    if (landed.data !== undefined) await ports.store.adopt(landed.data, dataKey(run, landed.table.lands_as));
    if (landed.quarantine !== undefined)
      await ports.store.adopt(landed.quarantine, landedFile(run, table, 'quarantine.csv'));
    if (landed.leftOut !== undefined)
      await ports.store.adopt(landed.leftOut, landedFile(run, table, 'left-out.parquet'));
    await writeWork(ports.store, run, `landed/${table}.json`, landed.table);
    return { table, rowsLanded: landed.table.rows_landed, quarantined: landed.table.quarantined };
  });
}

/** Files of the export; one that is gone since the run was opened is named. */
function presentFiles({ exports }: { exports: ObjectStore }, run: RunRef): ExportFiles {
  const files = exportFiles({ exports }, run.exports);
  return (file) =>
    files(file).catch(async (error: unknown) => {
      if (!(await exports.list(run.exports + file)).includes(run.exports + file)) throw changed(file, 'is gone');
      throw error;
    });
}

/** Remembers which local files were handed over. */
function remembered(files: ExportFiles, read: Map<string, string>): ExportFiles {
  return async (file) => {
    const path = await files(file);
    read.set(file, path);
    return path;
  };
}

/**
 * Holds the files as they were read against those the run's id stands for. After reading: a file that is written to while it is read differs
 * as well. In the cloud the local copy is what was read.
 */
async function refuseChanged(
  { store, digests }: { store: ObjectStore; digests: FileDigests },
  run: RunRef,
  read: ReadonlyMap<string, string>,
): Promise<void> {
  const opened = new Map((await readInputs(store, run)).map(({ file, sha256 }) => [file, sha256]));
  for (const [file, path] of read) {
    const expected = opened.get(file);
    if (expected !== undefined && (await digests.sha256(path)) !== expected) throw changed(file, 'was written to');
  }
}

function changed(file: string, what: string): ExportChanged {
  return new ExportChanged(
    `${file} ${what} after the run was opened: nothing of it is published. Wait until the export is complete, and start the review again`,
  );
}

/** Where a landed table's rows lie: internal tables by run, everything else by period and run. */
export function dataKey(run: RunRef, landsAs: string): string {
  return landsAs in INTERNAL_TABLES
    ? `derived/${landsAs}/run=${run.id}/data.parquet`
    : `landed/${landsAs}/period=${run.period}/run=${run.id}/data.parquet`;
}
