import { z } from 'zod';
import type { Role, Rules } from '../contracts/config.ts';
import { type AlertNotice, type Digest, digest } from '../contracts/digest.ts';
import type { Figure, Figures } from '../contracts/figure.ts';
import { NOTES } from '../contracts/notes.ts';
import type { CustomerLine } from '../contracts/report-input.ts';
import type { RunRef } from '../contracts/states.ts';
import type { CollectionTask } from '../contracts/task.ts';
import { compareIds } from '../domain/customer-order.ts';
import { ALERT_TASK, alertTask } from '../domain/early-warning/alert-task.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { AlertLine } from './judge-warnings.ts';
import { readPlannedTasks, writePlannedTasks } from './planned-tasks.ts';
import { readWork, writeWork } from './work-files.ts';

/** Alerts a digest shows; it says how many there are, and warnings.csv holds them all. */
const SHOWN = 30;

/** A digest before the desk's own news are put into it (plan-digests.ts). */
type AlertDigest = Omit<Digest, 'broken' | 'opened' | 'policy'>;

/** What the alerts of a run become. */
interface AlertPlan {
  readonly tasks: readonly CollectionTask[];
  readonly digests: readonly AlertDigest[];
  /** Roles that have alerts and no address. */
  readonly withoutAddress: readonly Role[];
}

/**
 * Puts the alerts that nobody has been told of on the desks: a task each beside the tasks of the high-risk group, and one digest a person.
 * Told of are those that opened after the last published review; on a first run all whose beginning the books show. Safe to do again.
 */
export async function planAlerts(
  store: ObjectStore,
  run: RunRef,
  context: { rules: Rules; lines: ReadonlyMap<string, CustomerLine>; currency: string; lastPeriod: string | null },
): Promise<Figures> {
  const bytes = await store.read(`${run.work}warning-alerts.json`);
  if (bytes === undefined) return {};
  const alerts = JSON.parse(new TextDecoder().decode(bytes)) as readonly AlertLine[];
  const { lastPeriod } = context;
  const news = alerts.filter((alert) => (lastPeriod === null ? alert.since_known : alert.since > lastPeriod));
  const plan = planOf(news, run.period, context);
  const others = (await readPlannedTasks(store, run)).filter(({ reason }) => reason !== ALERT_TASK);
  await writePlannedTasks(store, run, [...others, ...plan.tasks]);
  await writeWork(store, run, 'digests.json', plan.digests);
  return figuresOf(plan);
}

/** The digests of a run, none where the export holds no ledger. */
export async function readDigests(store: ObjectStore, run: RunRef): Promise<readonly Digest[]> {
  const bytes = await store.read(`${run.work}digests.json`);
  return bytes === undefined ? [] : readWork(store, run, 'digests.json', z.array(digest));
}

function planOf(
  news: readonly AlertLine[],
  period: string,
  context: { rules: Rules; lines: ReadonlyMap<string, CustomerLine>; currency: string },
): AlertPlan {
  const { rules, lines } = context;
  const made = news.map((alert) => {
    const currency = alert.currency ?? context.currency;
    const scope = alert.currency ?? '*';
    const line = lines.get(`${scope} ${alert.customer_id}`);
    const task = alertTask(alert, { rules, period, scope, currency, line });
    return { task, notice: noticeOf(alert, task), role: line?.owner_role ?? rules.warning.owner };
  });
  const byAddress = new Map<string, { digest: Omit<AlertDigest, 'total' | 'alerts'>; alerts: AlertNotice[] }>();
  const withoutAddress = new Set<Role>();
  for (const { notice, role } of made) {
    const { name, email, locale } = rules.people.desks[role];
    if (email === undefined) {
      withoutAddress.add(role);
      continue;
    }
    const recipient = { name, email, ...(locale === undefined ? {} : { locale }) };
    const of = byAddress.get(email.toLowerCase()) ?? { digest: { recipient }, alerts: [] };
    byAddress.set(email.toLowerCase(), of);
    of.alerts.push(notice);
  }
  const digests = [...byAddress.values()].map((of): AlertDigest => {
    const alerts = of.alerts.toSorted(
      (a, b) => b.score - a.score || Number(b.open_amount) - Number(a.open_amount) || compareIds(a.task_id, b.task_id),
    );
    return { ...of.digest, total: alerts.length, alerts: alerts.slice(0, SHOWN) };
  });
  return {
    tasks: made.map(({ task }) => task),
    digests: digests.toSorted((a, b) => compareIds(a.recipient.email, b.recipient.email)),
    withoutAddress: [...withoutAddress].sort(),
  };
}

function noticeOf(alert: AlertLine, task: CollectionTask): AlertNotice {
  return {
    task_id: task.task_id,
    customer_id: task.customer_id,
    name: task.customer_name,
    owner: task.owner,
    strategy: task.strategy,
    score: alert.score,
    open_amount: task.outstanding_balance,
    currency: task.currency,
    reasons: [...alert.reasons],
    since: alert.since,
    factors: alert.factors.map((factor) => ({ ...factor })),
    first_step: task.actions[0] ?? '',
    due_date: task.due_date,
  };
}

function figuresOf({ tasks, digests, withoutAddress }: AlertPlan): Figures {
  const evidence = { rows: 'tasks.json' };
  const count = (value: number, formula: string): Figure => ({
    value,
    unit: 'count',
    evidence: { ...evidence, formula },
  });
  const off = withoutAddress.length === 0 ? {} : { note: NOTES.no_desk_address, reason: 'no_desk_address' as const };
  return {
    'warning.tasks.count': count(
      tasks.length,
      'alerts opened since the last published review, or all on a first run: a task each',
    ),
    'warning.digests.count': { ...count(digests.length, 'people who are written to of them'), ...off },
    'warning.digests.off': {
      value: withoutAddress.map((role) => ({ role })),
      unit: 'list',
      evidence: { ...evidence, formula: 'desks with alerts and without an address' },
    },
  };
}
