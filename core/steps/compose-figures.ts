import { z } from 'zod';
import type { Rules } from '../contracts/config.ts';
import type { Figures } from '../contracts/figure.ts';
import type { Reconciliation } from '../contracts/reconciliation.ts';
import type { LandedTableReport, ReportInput, RunInfo } from '../contracts/report-input.ts';
import type { RunRef } from '../contracts/states.ts';
import { addMonths } from '../domain/month.ts';
import { figuresJson, parseFigures } from '../figures/figures-json.ts';
import { indicatorFigures } from '../figures/indicator-figures.ts';
import { noLoanFigures } from '../figures/loan-figures.ts';
import { mergeScopes } from '../figures/merge-scopes.ts';
import { markUnreconciled, reconciliationFigures } from '../figures/reconciliation-figures.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { analysisPlan, type LandingSummary, landingSummary } from './analysis-plan.ts';
import type { WarningOutcome } from './judge-warnings.ts';
import { writeReportInput } from './report-input-file.ts';
import { linesOfReport, readOutcomes, type ScopeOutcome } from './score-customers.ts';
import { type PublishedHistory, readPublished } from './score-history.ts';
import { readRules, readWork, readWorkUnchecked } from './work-files.ts';

/** figures.json: every number of the report under its id; and what the report is made from, for the states that render it. */
export async function composeFigures(
  ports: { store: ObjectStore },
  { run }: { run: RunRef },
): Promise<{ figures: number }> {
  const rules = await readRules(ports.store, run);
  const landing = await readWork(ports.store, run, 'landing-summary.json', landingSummary);
  const warnings = await warningOutcome(ports.store, run);
  const outcomes = withWarnings(await readOutcomes(ports.store, run), warnings);
  const anyCurrency = await readWorkUnchecked<Figures>(ports.store, run, 'any-currency-figures.json');
  const { scopes } = await readWork(ports.store, run, 'analysis-plan.json', analysisPlan);
  const currency = scopes.find(({ scope }) => scope === '*')?.currency ?? landing.currency;
  const previous = await previousFigures(ports.store, run);
  const landed = await readLanding(ports.store, run);
  const ofBooks = mergeScopes(outcomes, { ...anyCurrency, ...warnings?.anyCurrency });
  const before = {
    ...(landing.warnings.includes('books_differ') ? markUnreconciled(ofBooks) : ofBooks),
    ...(warnings === null ? {} : reconciliationFigures(landed.reconciliation)),
    ...(await loanFigures(ports.store, run)),
    ...(await readWorkUnchecked<Figures>(ports.store, run, 'desk-figures.json')),
  };
  const figures = {
    ...before,
    ...indicatorFigures(before, { lastMonth: previous, lastYear: await figuresOfLastYear(ports.store, run) }),
  };
  const info = runInfo(run, { ...landing, currency }, rules);
  await ports.store.write(`${run.prefix}figures.json`, new TextEncoder().encode(figuresJson(info, figures)));
  const input: ReportInput = {
    run: info,
    figures,
    customers: linesOfReport(outcomes),
    unscored: outcomes.flatMap(({ unscored }) => unscored),
    unknown_tiers: [...new Set(outcomes.flatMap(({ unknownTiers }) => unknownTiers))],
    landing: landed.tables,
    rules,
    previous,
  };
  await writeReportInput(ports.store, run, input);
  return { figures: Object.keys(figures).length };
}

function runInfo(run: RunRef, landing: LandingSummary, rules: Rules): RunInfo {
  return {
    id: run.id,
    period: run.period,
    revision: run.revision,
    profile: landing.profile,
    company: rules.company.name,
    synthetic: rules.company.synthetic,
    currency: landing.currency,
    version: run.version,
    reliable: landing.verdict === 'ok',
    warnings: landing.warnings,
    ...(landing.snapshot_of === undefined ? {} : { snapshot_of: landing.snapshot_of }),
  };
}

/** What JudgeWarnings left, where the export holds a ledger. */
async function warningOutcome(store: ObjectStore, run: RunRef): Promise<WarningOutcome | null> {
  const bytes = await store.read(`${run.work}warning-figures.json`);
  return bytes === undefined ? null : (JSON.parse(new TextDecoder().decode(bytes)) as WarningOutcome);
}

/** A ledger's own early warning takes the place of the one that goes by the score alone. */
function withWarnings(outcomes: readonly ScopeOutcome[], warnings: WarningOutcome | null): readonly ScopeOutcome[] {
  const byScope = new Map(warnings?.scopes.map(({ scope, figures }) => [scope, figures]));
  return outcomes.map((outcome) => ({ ...outcome, figures: { ...outcome.figures, ...byScope.get(outcome.scope) } }));
}

/** What ScoreLoans left, where the export holds loans. */
async function loanFigures(store: ObjectStore, run: RunRef): Promise<Figures> {
  const bytes = await store.read(`${run.work}loan-figures.json`);
  return bytes === undefined ? noLoanFigures() : (JSON.parse(new TextDecoder().decode(bytes)) as Figures);
}

const landingFile = z.object({
  tables: z.array(z.custom<LandedTableReport>((table) => table !== null && typeof table === 'object')),
  reconciliation: z.custom<Reconciliation>((books) => books !== null && typeof books === 'object').nullable(),
});

async function readLanding(store: ObjectStore, run: RunRef): Promise<z.output<typeof landingFile>> {
  const bytes = await store.read(`${run.prefix}landing.json`);
  if (bytes === undefined) return { tables: [], reconciliation: null };
  return landingFile.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

async function previousFigures(store: ObjectStore, run: RunRef): Promise<ReportInput['previous']> {
  const [last] = await readPublished(store, run.period, 1);
  return publishedFigures(store, last);
}

/** The review published for the same month of the year before. */
async function figuresOfLastYear(store: ObjectStore, run: RunRef): Promise<ReportInput['previous']> {
  const month = addMonths(run.period, -12);
  const [found] = await readPublished(store, addMonths(month, 1), 1);
  return found?.period === month ? publishedFigures(store, found) : null;
}

async function publishedFigures(
  store: ObjectStore,
  published: PublishedHistory | undefined,
): Promise<ReportInput['previous']> {
  const bytes = published === undefined ? undefined : await store.read(`${published.prefix}figures.json`);
  return published === undefined || bytes === undefined
    ? null
    : { period: published.period, figures: parseFigures(new TextDecoder().decode(bytes)) };
}
