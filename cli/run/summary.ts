import { relative, resolve } from 'node:path';
import { z } from 'zod';
import type { ObjectStore } from '../../core/ports/object-store.ts';
import { plainCause } from '../../core/workflow/plain-cause.ts';
import { commandLine } from '../command-line.ts';
import { printableLine, type Terminal } from '../terminal.ts';
import type { WorkflowFailed } from './workflow-runner.ts';

const figuresFile = z.object({
  run: z.object({
    period: z.string(),
    company: z.string(),
    revision: z.int(),
    synthetic: z.boolean(),
    reliable: z.boolean(),
    currency: z.string(),
  }),
  figures: z.record(z.string(), z.object({ value: z.json() })),
});
const effectsFile = z.object({ effects: z.array(z.looseObject({})).nullable() });

/** Where a run's artefacts are read from. */
type Artefacts = Pick<ObjectStore, 'read' | 'list'>;

/** What a finished run says: the headline, what happened, and where everything lies. */
export async function printSummary(
  run: { store: Artefacts; folder: string; out: string | undefined; prefix: string; took: number },
  terminal: Terminal,
): Promise<void> {
  const telling = await printReview(run.store, run.prefix, LOCAL_OUTCOMES, terminal);
  const folder = relative(process.cwd(), resolve(run.folder, run.prefix)) || '.';
  await printArtefacts(run.store, run.prefix, folder, terminal);
  if (run.out !== undefined) terminal.line(`Copied to ${run.out}`);
  terminal.line();
  terminal.line('Next, one of:');
  for (const words of [['open'], ['tasks', 'list'], ['explain', telling]])
    terminal.line(`  ${commandLine(words, { store: run.folder })}`);
  terminal.line(`Done in ${(run.took / 1000).toFixed(1)} s.`);
}

/** A figure of the run that is worth explaining: one that it has. */
function tellingFigure(value: (id: string) => unknown): string {
  const loansAlone = value('loan.rows') !== null && value('selection.customers.count') === 0;
  return loansAlone && value('loan.scorecard.auc') !== null ? 'loan.scorecard.auc' : 'loss.worst_case';
}

/**
 * The headline of a run and what it did: mails by their outcome, put into words by `outcomes`, and tasks. Returns a figure of the run that is
 * worth explaining.
 */
export async function printReview(
  store: Artefacts,
  prefix: string,
  outcomes: Readonly<Record<string, string>>,
  terminal: Terminal,
): Promise<string> {
  const { run: info, figures } = figuresFile.parse(await readJson(store, `${prefix}figures.json`));
  const value = (id: string) => figures[id]?.value ?? null;
  const synthetic = info.synthetic ? ' (synthetic data)' : '';
  const revision = info.revision === 1 ? '' : `, revision ${info.revision}`;
  terminal.line();
  terminal.line(printableLine(`${info.company}${synthetic}, ${info.period}${revision}`));
  if (!info.reliable) terminal.line('  The figures are marked UNRELIABLE: landing.json says why.');
  printHeadline(value, info, terminal);
  await printEffects(store, prefix, outcomes, terminal);
  return tellingFigure(value);
}

/** Where the report lies, and what of it people open. */
export async function printArtefacts(
  store: Artefacts,
  prefix: string,
  where: string,
  terminal: Terminal,
): Promise<void> {
  terminal.line();
  terminal.line(`Report in ${where}/`);
  const files = await store.list(prefix);
  for (const key of files.filter((name) =>
    /\/(landing\.json|report\.[^/]+|workbook\.xlsx|figures\.json|(customers|warnings|collection_plan|credit_limits|escalations|loan_scores)\.csv|scorecard\.json)$/.test(
      name,
    ),
  )) {
    terminal.line(`  ${key.slice(prefix.length)}`);
  }
}

function printHeadline(
  value: (id: string) => unknown,
  info: { period: string; currency: string },
  terminal: Terminal,
): void {
  const loans = value('loan.rows');
  if (loans !== null) {
    const auc = value('loan.scorecard.auc');
    terminal.line(`  Loans                ${shown(loans)}, ${rate(value('loan.overdue_rate_pct'))} overdue`);
    terminal.line(
      `  Scorecard            ${typeof auc === 'number' ? `out-of-fold AUC ${auc.toFixed(3)}` : 'not made: figures.json says why'}`,
    );
  }
  if (loans !== null && value('selection.customers.count') === 0) return;
  terminal.line(
    `  High-risk customers  ${shown(value('selection.high_risk.count'))} of ${shown(value('selection.customers.count'))}, ` +
      `owing ${amount(value('selection.high_risk.outstanding_total'), info.currency)}`,
  );
  terminal.line(
    `  Worst case           ${amount(value('loss.worst_case'), info.currency)} if no high-risk customer pays`,
  );
  terminal.line(`  Collection rate      ${rate(value('trend.latest_rate_pct'))} in ${info.period}`);
}

async function printEffects(
  store: Artefacts,
  prefix: string,
  outcomes: Readonly<Record<string, string>>,
  terminal: Terminal,
): Promise<void> {
  const { effects } = effectsFile.parse(await readJson(store, `${prefix}run.json`));
  for (const effect of effects ?? []) {
    if (Array.isArray(effect.deliveries))
      terminal.line(`  Mail                 ${countOutcomes(effect.deliveries, outcomes)}`);
    if (Array.isArray(effect.chats))
      terminal.line(`  Chat                 ${countOutcomes(effect.chats, CHAT_OUTCOMES)}`);
    if ('opened' in effect) terminal.line(`  Tasks                ${tasksText(effect.opened, effect.planned)}`);
    if (Array.isArray(effect.full))
      terminal.line(`  Full                 no room for the review's news on ${effect.full.join(', ')}: close them`);
  }
}

/** A customer keeps its task from month to month: only those without one get a new one. */
function tasksText(opened: unknown, planned: unknown): string {
  if (typeof opened !== 'number' || typeof planned !== 'number') return `${shown(opened)} opened`;
  const kept = opened < planned ? ' (customers that have one keep it)' : '';
  return `${shown(opened)} opened of ${shown(planned)} that the review asks for${kept}`;
}

const LOCAL_OUTCOMES: Readonly<Record<string, string>> = {
  sent: 'put into the local mailbox',
  already_sent: 'sent before, not again',
  dry_run: 'not sent (dry run)',
};

const CHAT_OUTCOMES: Readonly<Record<string, string>> = {
  posted: 'posted',
  already_posted: 'posted before, not again',
  dry_run: 'not posted (dry run)',
  refused: 'not posted: run.json says why',
  unresolved: 'perhaps not posted: run.json says why',
};

function countOutcomes(deliveries: readonly unknown[], words: Readonly<Record<string, string>>): string {
  const outcomes = deliveries.map((delivery) => z.object({ outcome: z.string() }).parse(delivery).outcome);
  const counts = Map.groupBy(outcomes, (outcome) => outcome);
  const parts = [...counts].map(([outcome, all]) => `${all.length} ${words[outcome] ?? outcome}`);
  return parts.length === 0 ? 'nobody is on the list' : parts.join(', ');
}

/** What a failed run says on stderr: the reason and what to do. */
export function printFailure(
  failure: WorkflowFailed,
  prefix: string | undefined,
  folder: string,
  terminal: Terminal,
): void {
  if (failure.error === 'InputRefused') {
    terminal.error(`Refused: ${failure.message}`);
    if (prefix !== undefined) terminal.error(`The landing report and the quarantined rows are in ${folder}/${prefix}`);
    return;
  }
  if (failure.error === 'ExportChanged') {
    terminal.error(`Refused: ${failure.message}.`);
    return;
  }
  terminal.error(`The run failed: ${failure.error}: ${plainCause(failure.message)}`);
  terminal.error('Nothing was sent or opened twice: run the same command again when the cause is gone.');
}

async function readJson(store: Artefacts, key: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode((await store.read(key)) ?? new Uint8Array()));
}

function shown(value: unknown): string {
  return value === null || value === undefined
    ? 'not computed'
    : typeof value === 'number'
      ? value.toLocaleString('en-US')
      : String(value);
}

function amount(value: unknown, currency: string): string {
  if (typeof value !== 'string') return 'not computed';
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency, currencyDisplay: 'code' });
  return format.format(value as `${number}`).replaceAll('\u00a0', ' ');
}

function rate(value: unknown): string {
  return typeof value === 'number' ? `${value.toFixed(1)} %` : 'not computed';
}
