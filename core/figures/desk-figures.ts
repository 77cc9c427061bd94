import type { Figures } from '../contracts/figure.ts';
import type { CollectionTask } from '../contracts/task.ts';
import { recordedCause, taskOutcome, taskStatus } from '../contracts/task.ts';
import { Decimal, sumOf } from '../domain/decimal.ts';
import type { FoundTask } from '../domain/desk/find-tasks.ts';
import { standingOf, type Word, wordsOf } from '../domain/desk/settle-task.ts';
import type { Month } from '../domain/month.ts';
import { derive, known, knownOr } from '../domain/quantity.ts';
import { wilsonInterval } from '../domain/wilson.ts';
import { figureKit } from './figure-kit.ts';
import { mergeScopes } from './merge-scopes.ts';

/** What the desk's figures are made of: the tasks as the run was opened on them, and what it found. */
export interface DeskRecord {
  readonly period: Month;
  readonly snapshot: readonly CollectionTask[];
  readonly found: readonly FoundTask[];
  readonly scopes: readonly { readonly scope: string; readonly currency: string }[];
}

const ROWS = { rows: 'desk_tasks.csv' };

/** Figures of what became of the tasks of earlier months: where they stand, which words were kept, what came in, why nothing did. */
export function deskFigures(desk: DeskRecord): Figures {
  const counts = countFigures(desk);
  const scopes = desk.scopes.map(({ scope, currency }) => ({ scope, figures: amountFigures(desk, scope, currency) }));
  return { ...mergeScopes(scopes, {}), ...counts };
}

function countFigures({ period, snapshot, found }: DeskRecord): Figures {
  const kit = figureKit('USD', ROWS);
  const count = (value: number, formula: string) => kit.number('count', value, formula);
  const after = found.map((each) => each.after);
  const closed = closedInMonth(snapshot, found, period);
  const told = [...after, ...closed.filter((task) => !after.some(({ task_id }) => task_id === task.task_id))];
  const verdicts = found.flatMap(newVerdicts);
  const kept = verdicts.filter(({ verdict }) => verdict === 'kept').length;
  const share = knownOr(wilsonInterval(kept, verdicts.length), 'no_word_due');
  const contacts = snapshot.flatMap((task) => task.contacts).filter(({ on }) => on.startsWith(period));
  return {
    'desk.tasks.standing.count': count(found.length, 'tasks of earlier months that were not done'),
    ...Object.fromEntries(
      taskStatus.options.map((status) => [
        `desk.tasks.${status}.count`,
        count(
          after.filter((task) => task.status === status).length,
          `those of them that are ${status} after this review`,
        ),
      ]),
    ),
    ...Object.fromEntries(
      taskOutcome.options.map((outcome) => [
        `desk.closed.${outcome}.count`,
        count(
          closed.filter((task) => task.outcome === outcome).length,
          `tasks that ended in the month with outcome ${outcome}: by the books, or by a person on a day of the month`,
        ),
      ]),
    ),
    ...Object.fromEntries(
      recordedCause.options.map((cause) => [
        `desk.cause.${cause}.count`,
        count(told.filter((task) => task.cause === cause).length, `standing or ended tasks with the cause ${cause}`),
      ]),
    ),
    'desk.words.kept.count': count(kept, 'promises and instalments found kept this month'),
    'desk.words.broken.count': count(verdicts.length - kept, 'promises and instalments found broken this month'),
    'desk.words.open.count': count(
      after.reduce((sum, task) => sum + openWords(task).length, 0),
      'promises and instalments not yet due, or within their days of grace',
    ),
    'desk.words.kept_pct': kit.number(
      'pct',
      derive(share, ({ pct }) => pct),
      '100 × kept ÷ (kept + broken)',
    ),
    'desk.words.kept_low_pct': kit.number(
      'pct',
      derive(share, ({ lowPct }) => lowPct),
      'Wilson 95 % interval, lower end',
    ),
    'desk.words.kept_high_pct': kit.number(
      'pct',
      derive(share, ({ highPct }) => highPct),
      'Wilson 95 % interval, upper end',
    ),
    'desk.disputes.open.count': count(
      after.filter((task) => standingOf(task).disputed).length,
      'standing tasks with a dispute that is not settled',
    ),
    'desk.contacts.count': count(contacts.length, 'tries to reach a customer on days of the month'),
    'desk.contacts.reached.count': count(
      contacts.filter(({ result }) => result === 'reached').length,
      'those in which somebody was reached',
    ),
  };
}

function amountFigures({ found, period }: DeskRecord, scope: string, currency: string): Figures {
  const kit = figureKit(currency, ROWS);
  const own = found.filter(({ after }) => after.scope === scope);
  const verdicts = own.flatMap(newVerdicts);
  const sum = (amounts: readonly string[]) => known(sumOf(amounts));
  const of = (verdict: string) => verdicts.filter((each) => each.verdict === verdict).map(({ amount }) => amount);
  const open = own.flatMap(({ after }) => openWords(after));
  return {
    'desk.words.kept.amount': kit.money(sum(of('kept')), 'Σ amounts of the promises and instalments kept'),
    'desk.words.broken.amount': kit.money(sum(of('broken')), 'Σ amounts of the promises and instalments broken'),
    'desk.words.open.amount': kit.money(sum(open.map(({ amount }) => amount)), 'Σ amounts of those still open'),
    'desk.standing.outstanding': kit.money(
      sum(balancesByCustomer(own.map(({ after }) => after))),
      'Σ balances of the customers with a standing task, each customer once',
    ),
    'desk.disputes.open.amount': kit.money(
      sum(
        own.flatMap(({ after }) =>
          after.disputes.flatMap((dispute) =>
            dispute.settled === null ? [dispute.amount ?? after.outstanding_balance] : [],
          ),
        ),
      ),
      'Σ disputed amounts, the whole balance where none was named; they stay in every total',
    ),
    'desk.received.amount': kit.money(
      sum(receivedByCustomer(own, period)),
      'money received in the month from customers with a standing task: payments, or the fall of the balance + what was invoiced where the books hold no payments; each customer once',
    ),
  };
}

/** What is still waited for; where nothing is owed any more, nothing is. */
function openWords(task: CollectionTask): readonly Word[] {
  return task.status === 'done' ? [] : standingOf(task).openWords;
}

/** A customer with two tasks owes once. */
function balancesByCustomer(tasks: readonly CollectionTask[]): string[] {
  return [...new Map(tasks.map(({ customer_id, outstanding_balance }) => [customer_id, outstanding_balance])).values()];
}

function receivedByCustomer(found: readonly FoundTask[], period: Month): string[] {
  const byCustomer = new Map(
    found.map(({ before, finding }) => {
      const last = before.findings.findLast((each) => each.period < period && each.received !== null);
      const now = new Decimal(finding.received ?? 0).minus(finding.received === null ? 0 : (last?.received ?? 0));
      return [before.customer_id, now.toFixed()] as const;
    }),
  );
  return [...byCustomer.values()];
}

/** Words on which the month's finding says more than the one before. */
function newVerdicts({ before, after, finding }: FoundTask): { amount: string; verdict: 'kept' | 'broken' }[] {
  const known = before.findings.at(-1)?.words ?? {};
  return wordsOf(after).flatMap(({ id, amount }) => {
    const verdict = finding.words[id];
    return verdict === undefined || verdict === 'open' || known[id] === verdict ? [] : [{ amount, verdict }];
  });
}

/** Tasks that the month's finding closed, or that a person closed on a day of the month. */
function closedInMonth(
  snapshot: readonly CollectionTask[],
  found: readonly FoundTask[],
  period: Month,
): readonly CollectionTask[] {
  const byBooks = found.map(({ after }) => after).filter(({ status }) => status === 'done');
  const byPeople = snapshot.filter(({ closed }) => closed?.on.startsWith(period) === true);
  return [...byBooks, ...byPeople];
}
