import { ExportChanged } from '../contracts/errors.ts';
import { INTERNAL_TABLES } from '../contracts/internal-tables.ts';
import type { LandedTable, LandingPlan, TablePart, TablePlan } from '../contracts/landing.ts';
import type { RunRef } from '../contracts/states.ts';
import { planOfPart, tableParts } from '../landing/table-parts.ts';
import type { FileDigests } from '../ports/fingerprints.ts';
import type { ExportFiles, LandedFiles, Lander } from '../ports/lander.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ScratchFolders } from '../ports/scratch-folders.ts';
import { fileIfThere, landedFile } from './landed-files.ts';
import { exportFiles } from './plan-export.ts';
import { readInputs } from './run-record.ts';
import { readWorkUnchecked, WorkFileMissing, writeWork } from './work-files.ts';

interface LandTablePorts {
  readonly store: ObjectStore;
  readonly exports: ObjectStore;
  readonly lander: Lander;
  readonly scratch: ScratchFolders;
  readonly digests: FileDigests;
}

/** What became of a table, or of a part of one. */
export interface LandedRows {
  readonly table: string;
  readonly rowsLanded: number;
  readonly quarantined: number;
}

/**
 * Lands a part of a table, or puts a table together out of its parts where no part is given: typed Parquet, quarantine and counts. A table of one part is complete at once. Marts land as the internal tables they are; books land as themselves. What is
 * wrong with the data is written down for CheckLanding, which decides.
 *
 * @throws {ExportChanged} where what was read is not what the run was opened on.
 */
export async function landTable(
  ports: LandTablePorts,
  input: { run: RunRef; table: string; part?: TablePart | undefined },
): Promise<LandedRows> {
  const { run, table, part } = input;
  const whole = await readWorkUnchecked<LandingPlan>(ports.store, run, 'landing-plan.json');
  const plan = whole.tables.find((planned) => planned.table === table);
  if (plan === undefined)
    throw new WorkFileMissing(`the landing plan has no table ${table}: start the run again from OpenRun`);
  const parts = part === undefined ? await readParts(ports.store, run, plan) : [];
  const read = new Map<string, string>();
  return ports.scratch.use(async (folder) => {
    const asPart = part !== undefined && part.of > 1;
    const request = {
      plan: part === undefined ? plan : planOfPart(plan, part),
      period: run.period,
      files: remembered(presentFiles(ports, run), read),
      folder,
      asPart,
    };
    const landed = parts.length > 0 ? await ports.lander.join({ ...request, parts }) : await ports.lander.land(request);
    await refuseChanged(ports, run, read);
    await keep(ports.store, run, landed, asPart ? partFiles(run, table, part.number) : tableFiles(run, landed.table));
    return { table, rowsLanded: landed.table.rows_landed, quarantined: landed.table.quarantined };
  });
}

/** Moves what was landed into the store; its description last: it says that the rest is there. */
async function keep(store: ObjectStore, run: RunRef, landed: LandedFiles, to: LandedKeys): Promise<void> {
  if (landed.data !== undefined) await store.adopt(landed.data, to.data);
  if (landed.quarantine !== undefined) await store.adopt(landed.quarantine, to.quarantine);
  if (landed.leftOut !== undefined) await store.adopt(landed.leftOut, to.leftOut);
  if (landed.marks !== undefined && to.marks !== undefined) await store.adopt(landed.marks, to.marks);
  await writeWork(store, run, to.description, landed.table);
}

/** Where a table's outcome lies in the store, or a part's. */
interface LandedKeys {
  readonly data: string;
  readonly quarantine: string;
  readonly leftOut: string;
  readonly marks?: string;
  /** In the run's work folder. */
  readonly description: string;
}

function tableFiles(run: RunRef, { table, lands_as }: LandedTable): LandedKeys {
  return {
    data: dataKey(run, lands_as),
    quarantine: landedFile(run, table, 'quarantine.csv'),
    leftOut: landedFile(run, table, 'left-out.parquet'),
    description: `landed/${table}.json`,
  };
}

function partFiles(run: RunRef, table: string, number: number): Required<LandedKeys> {
  const part = `parts/${table}/${number}`;
  return {
    data: `${run.work}${part}.data.parquet`,
    quarantine: `${run.work}${part}.quarantine.csv`,
    leftOut: `${run.work}${part}.left-out.parquet`,
    marks: `${run.work}${part}.marks.parquet`,
    description: `${part}.landed.json`,
  };
}

/** What the parts of a table left, in order; nothing of a table that is landed in one. */
async function readParts(store: ObjectStore, run: RunRef, plan: TablePlan): Promise<LandedFiles[]> {
  const parts = tableParts(plan);
  if (parts.length === 1) return [];
  return Promise.all(
    parts.map(async ({ number }) => {
      const keys = partFiles(run, plan.table, number);
      const table = await readWorkUnchecked<LandedTable>(store, run, keys.description);
      const of = async (name: 'data' | 'quarantine' | 'leftOut' | 'marks') => {
        const file = await fileIfThere(store, keys[name]);
        return file === undefined ? {} : { [name]: file };
      };
      const files = await Promise.all([of('data'), of('quarantine'), of('leftOut'), of('marks')]);
      return Object.assign({ table }, ...files);
    }),
  );
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
