import type { Rules } from '../contracts/config.ts';
import { DERIVATIONS, DERIVED_TABLES, deriveParameters } from '../contracts/derive.ts';
import { InputRefused } from '../contracts/errors.ts';
import type { LandedTable, LandingPlan, LandingProblem, LandingReport } from '../contracts/landing.ts';
import type { RunRef } from '../contracts/states.ts';
import { textLiteral } from '../domain/sql-literal.ts';
import { type BuiltReport, buildLandingReport } from '../landing/landing-report.ts';
import { RECONCILIATION_FILE, reconciliationCsv } from '../landing/reconciliation-report.ts';
import type { LandedOnDisk, Lander } from '../ports/lander.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { derivationName } from '../workflow/definition.ts';
import type { LandingSummary } from './analysis-plan.ts';
import { removeAll } from './close-run.ts';
import { dataKey } from './land-table.ts';
import { fileIfThere, landedFile } from './landed-files.ts';
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
  /** Parameters of each derivation of a ledger, by name. */
  readonly derive: Readonly<Record<string, readonly string[]>>;
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
  const { report, reconciliation } = await reportOf(ports, run, plan, tables, rules);
  await ports.store.write(
    `${run.prefix}landing.json`,
    new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`),
  );
  await keepQuarantine(ports.store, run, tables);
  if (reconciliation !== null && reconciliation.differences.length > 0)
    await ports.store.write(`${run.prefix}${RECONCILIATION_FILE}`, reconciliationCsv(reconciliation));
  if (report.verdict === 'refused') throw new InputRefused(refusal(report.problems));
  return decide(ports.store, run, plan, report);
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
  const currency = readable ? await martsCurrency(ports.lander, plan, onDisk) : plan;
  const limits = rules.reconciliation;
  const books = { tables: onDisk, period: run.period, homeCurrency: plan.home_currency, limits };
  const compared = readable ? await ports.lander.compareBooks(books) : [];
  return buildLandingReport({
    plan: currency,
    tables,
    setCheck,
    rules: rules.landing,
    books: { compared, limits },
    period: run.period,
  });
}

/**
 * Marts carry no exchange rates: customers in one currency make it the home currency, customers in several are refused, because amounts
 * are never added without a rate.
 */
export async function martsCurrency(
  lander: Pick<Lander, 'currencies'>,
  plan: LandingPlan,
  tables: readonly LandedOnDisk[],
): Promise<LandingPlan> {
  const file = tables.find(({ table }) => table.lands_as === 'customer_month')?.data;
  const [currency, ...others] = file === undefined ? [] : await lander.currencies(file);
  if (currency === undefined) return plan;
  if (others.length === 0) return { ...plan, home_currency: currency };
  return { ...plan, problems: [...plan.problems, severalCurrencies([currency, ...others])] };
}

function severalCurrencies(currencies: readonly string[]): LandingProblem {
  return {
    rule: 'several_currencies',
    table: 'quickbooks__customer_analytics',
    file: 'quickbooks__customer_analytics',
    column: 'currency',
    value: currencies.join(', '),
    message: `The customers' amounts are in ${currencies.length} currencies (${currencies.join(', ')}), and marts hold no exchange rates: they can't be added.`,
    fix: 'Export one currency at a time, or use the profile ledger or fivetran-quickbooks, whose rows carry rates.',
  };
}

async function localFiles(store: ObjectStore, run: RunRef, table: LandedTable): Promise<LandedOnDisk> {
  const data = await fileIfThere(store, dataKey(run, table.lands_as));
  const leftOut = await fileIfThere(store, landedFile(run, table.table, 'left-out.parquet'));
  return { table, ...(data === undefined ? {} : { data }), ...(leftOut === undefined ? {} : { leftOut }) };
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

/** Marts hold customers as they stood when the export was made; asked for an earlier month, a run must say so. */
function snapshotOf(run: RunRef, { profile, covers }: LandingReport): Pick<LandingSummary, 'snapshot_of'> {
  const marts = profile.split(', ').includes('quickbooks-marts');
  return marts && covers !== null && covers.last > run.period ? { snapshot_of: covers.last } : {};
}

async function decide(
  store: ObjectStore,
  run: RunRef,
  plan: LandingPlan,
  report: LandingReport,
): Promise<LandingDecision> {
  const verdict = report.verdict === 'flagged' ? 'flagged' : 'ok';
  const landing: LandingSummary = {
    verdict,
    profile: report.profile,
    currency: report.home_currency,
    warnings: report.warnings.map((warning) => warning.rule),
    ...snapshotOf(run, report),
  };
  await writeWork(store, run, 'landing-summary.json', landing);
  const derivation = derivationOf(plan);
  if (derivation === 'ledger' || derivation === 'fivetran') await clearDerived(store, run);
  return {
    verdict,
    derivation,
    loans: plan.profiles.includes('loans'),
    derive: deriveParametersOf(derivation, run, plan),
  };
}

function derivationOf({ profiles }: LandingPlan): LandingDecision['derivation'] {
  if (profiles.includes('quickbooks-marts')) return 'marts';
  if (profiles.includes('ledger')) return 'ledger';
  return profiles.includes('fivetran-quickbooks') ? 'fivetran' : 'loans_only';
}

/** An UNLOAD wants an empty folder: what an earlier attempt of this run has left goes. */
async function clearDerived(store: ObjectStore, run: RunRef): Promise<void> {
  for (const table of Object.keys(DERIVED_TABLES)) await removeAll(store, `derived/${table}/run=${run.id}/`);
}

/** Parameters of each derivation by the name its state has in the workflow, and those of the scopes' query. */
function deriveParametersOf(
  derivation: LandingDecision['derivation'],
  run: RunRef,
  plan: LandingPlan,
): Record<string, readonly string[]> {
  if (derivation !== 'ledger' && derivation !== 'fivetran') return {};
  const profile = derivation === 'ledger' ? 'ledger' : 'fivetran-quickbooks';
  const context = { run: run.id, period: run.period, homeCurrency: plan.home_currency };
  const named = DERIVATIONS[profile].map(
    (step) => [derivationName(step.file), deriveParameters(step, context)] as const,
  );
  return { ...Object.fromEntries(named), ledger_scopes: [textLiteral(run.id)] };
}
