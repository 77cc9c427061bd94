import { expect } from 'vitest';
import type { CollectionTask } from '../../core/contracts/task.ts';
import type { TaskAction } from '../../core/domain/desk/task-action.ts';
import type { RunFigures } from '../workflow/ledger-run.ts';

/** A place where the story can be told: the laptop's command, or the deployed stack. */
export interface StoryPlace {
  /** Runs the review of a month to its end; its figures. */
  review(period: string): Promise<RunFigures>;
  /** The tasks as they stand. */
  tasks(): Promise<readonly CollectionTask[]>;
  /** Does something at a task on a day, as Ann. */
  act(taskId: string, action: TaskAction, today: string): Promise<void>;
}

/** Run, act, run, act, run: what people wrote in a month shows in the next one. Every expectation follows from the books by hand. */
export async function tellStory(place: StoryPlace): Promise<void> {
  const august = await place.review('2025-08');
  expect(value(august, 'selection.high_risk.count')).toBe(4);
  expect(value(august, 'desk.tasks.standing.count')).toBe(0);
  const opened = await highRiskTasks(place);
  expect(
    opened.map(({ customer_id, status, outstanding_balance }) => [customer_id, status, outstanding_balance]),
  ).toEqual(['A', 'B', 'C', 'D'].map((id) => [id, 'open', '28000.00']));

  await actInSeptember(place, opened);
  const september = await place.review('2025-09');
  await expectSeptember(place, september);

  await actInOctober(place, opened);
  const october = await place.review('2025-10');
  await expectOctober(place, october);
}

async function actInSeptember(place: StoryPlace, tasks: readonly CollectionTask[]): Promise<void> {
  const id = idOf(tasks);
  await place.act(id('A'), { do: 'contact', channel: 'phone', result: 'reached' }, '2025-09-05');
  await place.act(id('A'), { do: 'promise', amount: '6000.00', due_date: '2025-09-20' }, '2025-09-05');
  await place.act(id('B'), { do: 'cause', cause: 'financial_difficulty' }, '2025-09-06');
  await place.act(id('B'), { do: 'promise', amount: '5000.00', due_date: '2025-09-15' }, '2025-09-06');
  await place.act(id('C'), { do: 'dispute', reason: 'Two pallets were broken', amount: '8000.00' }, '2025-09-08');
}

async function expectSeptember(place: StoryPlace, figures: RunFigures): Promise<void> {
  const tasks = await highRiskTasks(place);
  expect(
    tasks.map(({ customer_id, status, outstanding_balance }) => [customer_id, status, outstanding_balance]),
  ).toEqual([
    ['A', 'in_progress', '22000.00'],
    ['B', 'in_progress', '28000.00'],
    ['C', 'waiting', '28000.00'],
    ['D', 'open', '28000.00'],
  ]);
  expect(tasks.map(({ findings }) => findings.at(-1)?.words)).toEqual([{ p1: 'kept' }, { p1: 'broken' }, {}, {}]);
  expect(
    values(figures, [
      'desk.tasks.standing.count',
      'desk.words.kept.count',
      'desk.words.broken.count',
      'desk.words.kept.amount',
      'desk.words.broken.amount',
      'desk.words.kept_pct',
      'desk.disputes.open.amount',
      'desk.received.amount',
      'desk.cause.financial_difficulty.count',
      'desk.cause.disputed.count',
      'overdue.cause.financial_difficulty.customers',
      'overdue.cause.disputed.customers',
      'overdue.cause.recorded_pct',
      'overdue.amount',
    ]),
  ).toEqual([8, 1, 1, '6000.00', '5000.00', 50, '8000.00', '6000.00', 1, 1, 2, 1, 50, '106000.00']);
  expect(value(figures, 'overdue.customers.largest')).toContainEqual(
    expect.objectContaining({ customer_id: 'B', cause: 'financial_difficulty', rule: 'recorded_on_task' }),
  );
}

async function actInOctober(place: StoryPlace, tasks: readonly CollectionTask[]): Promise<void> {
  const id = idOf(tasks);
  const instalments = [
    { due_date: '2025-10-15', amount: '8000.00' },
    { due_date: '2025-11-15', amount: '20000.00' },
  ];
  await place.act(id('B'), { do: 'plan', instalments }, '2025-10-07');
  await place.act(id('C'), { do: 'settle_dispute', result: 'rejected' }, '2025-10-09');
}

async function expectOctober(place: StoryPlace, figures: RunFigures): Promise<void> {
  const tasks = await highRiskTasks(place);
  expect(
    tasks.map(({ customer_id, status, outcome, outstanding_balance }) => [
      customer_id,
      status,
      outcome,
      outstanding_balance,
    ]),
  ).toEqual([
    ['A', 'done', 'paid', '0.00'],
    ['B', 'waiting', null, '20000.00'],
    ['C', 'in_progress', null, '28000.00'],
    ['D', 'open', null, '28000.00'],
  ]);
  expect(tasks[1]?.findings.at(-1)?.words).toEqual({ p1: 'broken', 'l1.1': 'kept', 'l1.2': 'open' });
  const strategy = tasks[0]?.strategy ?? '';
  expect(
    values(figures, [
      'desk.closed.paid.count',
      'desk.words.kept.amount',
      'desk.words.broken.count',
      'desk.words.open.amount',
      'desk.received.amount',
      'review.high_risk.left_paid',
    ]),
  ).toEqual([2, '8000.00', 0, '20000.00', '30000.00', 1]);
  const own = tasks.filter((task) => task.strategy === strategy);
  expect(value(figures, `review.treatment.${strategy}.treated.cured_pct`)).toBeGreaterThan(0);
  expect(value(figures, `review.strategy.${strategy}.cured_pct`)).toBeCloseTo(100 / own.length, 6);
  expect(value(figures, `review.strategy.${strategy}.days_to_cure_median`)).toBe(61);
  expect(value(figures, 'review.decisions')).toContainEqual(
    expect.objectContaining({ topic: 'exposure', before: '106000.00', now: '76000.00' }),
  );
}

async function highRiskTasks(place: StoryPlace): Promise<CollectionTask[]> {
  const tasks = (await place.tasks()).filter(({ reason }) => reason === 'high_risk');
  return tasks.sort((a, b) => (a.customer_id < b.customer_id ? -1 : 1));
}

function idOf(tasks: readonly CollectionTask[]): (customer: string) => string {
  return (customer) => {
    const task = tasks.find(({ customer_id }) => customer_id === customer);
    if (task === undefined) throw new Error(`no task of customer ${customer}`);
    return task.task_id;
  };
}

function value(figures: RunFigures, id: string): unknown {
  const figure = figures[id];
  if (figure === undefined) throw new Error(`there is no figure ${id}`);
  return figure.value;
}

function values(figures: RunFigures, ids: readonly string[]): unknown[] {
  return ids.map((id) => value(figures, id));
}
