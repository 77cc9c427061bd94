import type { Rules } from '../contracts/config.ts';
import { InputRefused } from '../contracts/errors.ts';
import type { LandedTable, LandingPlan, LandingProblem, LandingReport } from '../contracts/landing.ts';
import { QUERY_PARAMETERS, type QueryContext } from '../contracts/query-parameters.ts';
import type { RunRef } from '../contracts/states.ts';
import { type BuiltReport, buildLandingReport } from '../landing/landing-report.ts';
import type { LandedOnDisk, Lander } from '../ports/lander.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { AnalysisPlan } from './analysis-plan.ts';
import { dataKey } from './land-table.ts';
import { landedFile } from './landed-files.ts';
import { readPublished } from './score-history.ts';
import { readRules, readWorkUnchecked, writeWork } from './work-files.ts';

interface Ports {
  readonly store: ObjectStore;
  readonly lander: Lander;
}

/** What the workflow needs to know after landing. */
export interface LandingDecision {
  readonly verdict: 'ok' | 'flagged';
  readonly derivation: 'marts' | 'ledger' | 'fivetran' | 'loans_only';
  readonly loans: boolean;
  readonly scopes: readonly {
    readonly scope: string;
    readonly parameters: Readonly<Record<string, readonly string[]>>;
  }[];
}

/**
 * Checks across tables and decides: go on, go on with figures marked unreliable, or refuse. The landing report and the quarantine are
 * written in every case.
 *
 * @throws {InputRefused} with every problem: file, line, column, value and fix.
 */
export async function checkLanding(ports: Ports, { run }: { run: RunRef }): Promise<LandingDecision> {
  const rules = await readRules(ports.store, run);
  const plan = await readWorkUnchecked<LandingPlan>(ports.store, run, 'landing-plan.json');
  const tables = await readTables(ports.store, run, plan);
  const { report } = await reportOf(ports, run, plan, tables, rules);
  await ports.store.write(
    `${run.prefix}landing.json`,
    new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
  );
  await keepQuarantine(ports.store, run, tables);
  if (report.verdict === 'refused') throw new InputRefused(refusal(report.problems));
  return decide(ports.store, run, plan, report, rules);
}

async function readTables(store: ObjectStore, run: RunRef, plan: LandingPlan): Promise<LandedTable[]> {
  if (plan.problems.length > 0) return [];
  return Promise.all(
    plan.tables.map(({ table }) => readWorkUnchecked<LandedTable>(store, run, `landed/${table}.json`)),
  );
}

async function reportOf(
  ports: Ports,
  run: RunRef,
  plan: LandingPlan,
  tables: readonly LandedTable[],
  rules: Rules,
): Promise<BuiltReport> {
  const readable = [...plan.problems, ...tables.flatMap((table) => table.problems)].length === 0;
  const onDisk = readable ? await Promise.all(tables.map((table) => localFiles(ports.store, run, table))) : [];
  const setCheck = readable ? await ports.lander.checkSet({ tables: onDisk, period: run.period }) : null;
  return buildLandingReport({ plan, tables, setCheck, rules: rules.landing, period: run.period });
}

async function localFiles(store: ObjectStore, run: RunRef, table: LandedTable): Promise<LandedOnDisk> {
  const data = await fileIfThere(store, dataKey(run, table.lands_as));
  const leftOut = await fileIfThere(store, landedFile(run, table.table, 'left-out.parquet'));
  return { table, ...(data === undefined ? {} : { data }), ...(leftOut === undefined ? {} : { leftOut }) };
}

async function fileIfThere(store: ObjectStore, key: string): Promise<string | undefined> {
  const there = (await store.list(key)).includes(key);
  return there ? store.localFile(key) : undefined;
}

async function keepQuarantine(store: ObjectStore, run: RunRef, tables: readonly LandedTable[]): Promise<void> {
  for (const { table } of tables) {
    const bytes = await store.read(landedFile(run, table, 'quarantine.csv'));
    if (bytes !== undefined) await store.write(`${run.prefix}quarantine/${table}.csv`, bytes);
  }
}

const PROBLEMS_SHOWN = 20;

function refusal(problems: readonly LandingProblem[]): string {
  const shown = problems
    .slice(0, PROBLEMS_SHOWN)
    .map((problem) => `- ${where(problem)}${problem.message} ${problem.fix}`);
  const more = problems.length - shown.length;
  return [
    'the export was refused; nothing was computed.',
    ...shown,
    ...(more > 0 ? [`- and ${more} more, in landing.json`] : []),
  ].join('\n');
}

function where({ file, line, column }: LandingProblem): string {
  const parts = [file, line === undefined ? '' : `line ${line}`, column === undefined ? '' : `column ${column}`];
  const text = parts.filter((part) => part !== '').join(', ');
  return text === '' ? '' : `${text}: `;
}

async function decide(
  store: ObjectStore,
  run: RunRef,
  plan: LandingPlan,
  report: LandingReport,
  rules: Rules,
): Promise<LandingDecision> {
  const verdict = report.verdict === 'flagged' ? 'flagged' : 'ok';
  const scopes = [{ scope: '*', currency: plan.home_currency }];
  const analysis: AnalysisPlan = {
    profile: report.profile,
    currency: plan.home_currency,
    synthetic: rules.company.synthetic,
    reliable: verdict === 'ok',
    warnings: report.warnings.map((warning) => warning.rule),
    scopes,
  };
  await writeWork(store, run, 'analysis-plan.json', analysis);
  await writeWork(store, run, 'landing-summary.json', { verdict, profile: report.profile });
  const [last] = await readPublished(store, run.period, 1);
  const previous = last === undefined ? null : { period: last.period, run: last.runId };
  return {
    verdict,
    derivation: derivationOf(plan),
    loans: plan.profiles.includes('loans'),
    scopes: scopes.map(({ scope }) => ({
      scope,
      parameters: parametersOf({ run: run.id, scope, period: run.period, previous }, rules),
    })),
  };
}

function derivationOf({ profiles }: LandingPlan): LandingDecision['derivation'] {
  if (profiles.includes('quickbooks-marts')) return 'marts';
  if (profiles.includes('ledger')) return 'ledger';
  return profiles.includes('fivetran-quickbooks') ? 'fivetran' : 'loans_only';
}

function parametersOf(context: QueryContext, rules: Rules): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(QUERY_PARAMETERS).map(([query, make]) => [query, make(context, rules)]));
}
