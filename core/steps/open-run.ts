import type { z } from 'zod';
import { RunLocked } from '../contracts/errors.ts';
import type { LandingPlan } from '../contracts/landing.ts';
import type { openRunOutput, RunRef } from '../contracts/states.ts';
import { canonicalJson, type InputFile, revisionOf, runId } from '../domain/run-id.ts';
import { MANIFEST_NAMES } from '../landing/plan-landing.ts';
import { tableParts } from '../landing/table-parts.ts';
import type { Fingerprints } from '../ports/fingerprints.ts';
import type { Lander } from '../ports/lander.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { RunLedger } from '../ports/run-ledger.ts';
import type { SendLedger } from '../ports/send-ledger.ts';
import type { Settings } from '../ports/settings.ts';
import type { TaskStore } from '../ports/task-store.ts';
import { readDesk, writeDesk } from './desk-snapshot.ts';
import { exportFiles, markSynthetic, planExport } from './plan-export.ts';
import { putRun } from './run-status.ts';
import { refuseNewerStore } from './store-form.ts';
import { writeWork } from './work-files.ts';

/** What OpenRun needs. */
export interface OpenRunPorts {
  readonly store: ObjectStore;
  /** The exports, read only. */
  readonly exports: ObjectStore;
  readonly fingerprints: Fingerprints;
  readonly lander: Lander;
  readonly runs: RunLedger;
  readonly sends: SendLedger;
  /** The desk as it is when the run is opened. */
  readonly tasks: TaskStore;
  readonly settings: Settings;
  readonly version: string;
}

interface Request {
  readonly input: {
    period?: string | undefined;
    exports?: string | undefined;
    resend?: boolean | undefined;
    dryRun?: boolean | undefined;
  };
  readonly startedAt: string;
  readonly execution: string;
}

/**
 * Decides which month of which export is reviewed by which rules, gives the run its id and revision and takes the period's lock.
 *
 * @throws {RunLocked} when another run of the period is at work, naming it and since when.
 * @throws {StoreNewer} where a newer version has written the store.
 */
export async function openRun(ports: OpenRunPorts, request: Request): Promise<z.output<typeof openRunOutput>> {
  const { input } = request;
  await refuseNewerStore(ports.store);
  const rules = await ports.settings.rules();
  const exports = asPrefix(input.exports ?? '');
  const files = (await ports.exports.list(exports)).map((key) => key.slice(exports.length));
  const plan = await planExport(ports, exports, files, rules);
  const period = input.period ?? (await newestMonth(ports, plan, exports, request.startedAt));
  const inputs = await digests(ports, exports, plan, files);
  const marked = markSynthetic(rules, files);
  const desk = await readDesk(ports.tasks, period);
  const id = runId({ period, inputs, rules: canonicalJson(marked), version: ports.version, desk: desk.written });
  const run: RunRef = {
    id,
    period,
    revision: await revision(ports, period, id),
    prefix: `runs/${period}/${id}/`,
    work: `work/${id}/`,
    exports,
    startedAt: request.startedAt,
    owner: request.execution,
    dryRun: input.dryRun ?? false,
    resend: input.resend ?? false,
    version: ports.version,
  };
  await takeLock(ports.runs, run);
  await putRun(ports.runs, run, 'running', null);
  await writeWork(ports.store, run, 'rules.json', marked);
  await writeWork(ports.store, run, 'inputs.json', inputs);
  await writeWork(ports.store, run, 'landing-plan.json', plan);
  await writeDesk(ports.store, run, desk.tasks);
  return { run, ...landings(plan) };
}

/** What is landed side by side, and what is put together afterwards. */
function landings({ problems, tables }: LandingPlan): Pick<z.output<typeof openRunOutput>, 'parts' | 'joins'> {
  if (problems.length > 0) return { parts: [], joins: [] };
  const parts = tables.flatMap((plan) => tableParts(plan).map((part) => ({ table: plan.table, part })));
  const joins = parts.filter(({ part }) => part.of > 1 && part.number === 1).map(({ table }) => table);
  return { parts, joins };
}

/**
 * The newest month the export covers that has begun: a date mistyped into the future is no month to review. An export without a month (loans alone), or one too broken to tell, is opened under the month in
 * which it was read: the checks that follow say what is wrong with it.
 */
async function newestMonth(
  ports: OpenRunPorts,
  plan: LandingPlan,
  exports: string,
  startedAt: string,
): Promise<string> {
  const months = plan.problems.length > 0 ? [] : await ports.lander.coveredMonths(plan, exportFiles(ports, exports));
  const present = startedAt.slice(0, 7);
  return months.findLast((month) => month <= present) ?? months.at(-1) ?? present;
}

async function digests(
  ports: OpenRunPorts,
  exports: string,
  plan: LandingPlan,
  files: readonly string[],
): Promise<InputFile[]> {
  const read = new Set(
    [...plan.tables.flatMap((table) => table.files), ...MANIFEST_NAMES].filter((file) => files.includes(file)),
  );
  return Promise.all(
    [...read].sort().map(async (file) => ({ file, ...(await ports.fingerprints.of(exports + file)) })),
  );
}

async function revision(ports: OpenRunPorts, period: string, id: string): Promise<number> {
  const known = (await ports.runs.listPeriod(period)).map((run) => ({
    runId: run.runId,
    revision: run.revision,
    published: run.status === 'done' || run.status === 'flagged',
  }));
  const mailed = (await ports.sends.list(period)).map((row) => row.revision);
  return revisionOf(id, known, mailed);
}

async function takeLock(runs: RunLedger, run: RunRef): Promise<void> {
  const holder = await runs.acquire(run.period, run.owner, run.startedAt);
  if (holder !== undefined) {
    throw new RunLocked(
      `another run of ${run.period} has been at work since ${holder.acquiredAt} (${holder.owner}): wait for it, or stop it first`,
    );
  }
}

function asPrefix(exports: string): string {
  return exports === '' || exports.endsWith('/') ? exports : `${exports}/`;
}
