import { INTERNAL_TABLES } from '../contracts/internal-tables.ts';
import type { LandingPlan } from '../contracts/landing.ts';
import type { RunRef } from '../contracts/states.ts';
import type { Lander } from '../ports/lander.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { ScratchFolders } from '../ports/scratch-folders.ts';
import { landedFile } from './landed-files.ts';
import { exportFiles } from './plan-export.ts';
import { readWorkUnchecked, WorkFileMissing, writeWork } from './work-files.ts';

/**
 * Lands one table: typed Parquet, quarantine and counts. Marts land as the internal tables they are; books land as themselves. What is
 * wrong with the data is written down for CheckLanding, which decides.
 */
export async function landTable(
  ports: { store: ObjectStore; exports: ObjectStore; lander: Lander; scratch: ScratchFolders },
  input: { run: RunRef; table: string },
): Promise<{ table: string; rowsLanded: number; quarantined: number }> {
  const { run, table } = input;
  const whole = await readWorkUnchecked<LandingPlan>(ports.store, run, 'landing-plan.json');
  const plan = whole.tables.find((planned) => planned.table === table);
  if (plan === undefined)
    throw new WorkFileMissing(`the landing plan has no table ${table}: start the run again from OpenRun`);
  return ports.scratch.use(async (folder) => {
    const landed = await ports.lander.land({
      plan,
      period: run.period,
      files: exportFiles(ports, run.exports),
      folder,
    });
    if (landed.data !== undefined) await ports.store.adopt(landed.data, dataKey(run, landed.table.lands_as));
    if (landed.quarantine !== undefined)
      await ports.store.adopt(landed.quarantine, landedFile(run, table, 'quarantine.csv'));
    if (landed.leftOut !== undefined)
      await ports.store.adopt(landed.leftOut, landedFile(run, table, 'left-out.parquet'));
    await writeWork(ports.store, run, `landed/${table}.json`, landed.table);
    return { table, rowsLanded: landed.table.rows_landed, quarantined: landed.table.quarantined };
  });
}

/** Where a landed table's rows lie: internal tables by run, everything else by period and run. */
export function dataKey(run: RunRef, landsAs: string): string {
  return landsAs in INTERNAL_TABLES
    ? `derived/${landsAs}/run=${run.id}/data.parquet`
    : `landed/${landsAs}/period=${run.period}/run=${run.id}/data.parquet`;
}
