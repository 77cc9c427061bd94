import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollectionTask, TaskApproval, TaskFinding } from '../../../core/contracts/task.ts';
import { approvalRequest, expired, mayAsk, replaced } from '../../../core/domain/desk/approval-request.ts';
import {
  letterWriter,
  settleTask,
  standingOf,
  taskBefore,
  withFinding,
  wordsOf,
} from '../../../core/domain/desk/settle-task.ts';
import { deskTask } from '../../desk/desk-task.ts';

const MARK = { at: '2025-10-03T09:00:00.000Z', by: 'Ann' };
const promised = (id: string, due_date: string, made_on = '2025-10-01'): CollectionTask['promises'][number] => ({
  id,
  amount: '500',
  due_date,
  made_on,
  ...MARK,
  cancelled: null,
});
const planned = (id: string, ...dates: string[]): CollectionTask['plans'][number] => ({
  id,
  agreed_on: '2025-10-02',
  instalments: dates.map((due_date) => ({ due_date, amount: '500' })),
  ...MARK,
  cancelled: null,
});
const found = (changes: Partial<TaskFinding> = {}): TaskFinding => ({
  period: '2025-10',
  balance: '20000.00',
  received: '0.00',
  words: {},
  at_risk: true,
  ...changes,
});
const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);

describe('what a customer said it would pay', () => {
  const off = { ...MARK, note: null };
  const task = deskTask({
    promises: [
      promised('p1', '2025-11-20'),
      promised('p2', '2025-10-10'),
      { ...promised('p3', '2025-10-01'), cancelled: off },
    ],
    plans: [planned('l1', '2025-11-20', '2025-10-15'), { ...planned('l2', '2025-10-01'), cancelled: off }],
  });

  it('is listed by the day it is due, then by its number, without what the customer was let off', () => {
    expect(wordsOf(task)).toEqual([
      { id: 'p2', amount: '500', due_date: '2025-10-10', made_on: '2025-10-01' },
      { id: 'l1.2', amount: '500', due_date: '2025-10-15', made_on: '2025-10-02' },
      { id: 'l1.1', amount: '500', due_date: '2025-11-20', made_on: '2025-10-02' },
      { id: 'p1', amount: '500', due_date: '2025-11-20', made_on: '2025-10-01' },
    ]);
  });

  it('is in that order however it was written down', () => {
    const other = { ...task, promises: task.promises.toReversed() };
    expect(wordsOf(other)).toEqual(wordsOf(task));
  });
});

describe('a broken word', () => {
  const broken = (...later: CollectionTask['promises']) =>
    ids(
      standingOf(
        deskTask({
          promises: [promised('p1', '2025-10-20'), ...later],
          findings: [found({ words: { p1: 'broken' } })],
        }),
      ).brokenWords,
    );

  it('gives way to one that was given on the day it was due, or after', () => {
    expect(broken()).toEqual(['p1']);
    expect(broken(promised('p2', '2025-11-30', '2025-10-19'))).toEqual(['p1']);
    expect(broken(promised('p2', '2025-11-30', '2025-10-20'))).toEqual([]);
    expect(broken(promised('p2', '2025-11-30', '2025-10-21'))).toEqual([]);
  });

  it('gives way to the newest word, whichever is due first', () => {
    const [newer, older] = [promised('p2', '2025-11-01', '2025-10-25'), promised('p3', '2025-11-20', '2025-10-05')];
    expect(broken(newer, older)).toEqual([]);
    expect(broken({ ...newer, due_date: '2025-11-30' }, older)).toEqual([]);
  });

  it('makes the task work to do, though more is waited for and nobody took it up', () => {
    const first = deskTask({
      plans: [planned('l1', '2025-10-10', '2025-11-10')],
      findings: [found({ words: { 'l1.1': 'broken', 'l1.2': 'open' } })],
    });
    expect(settleTask(first).status).toBe('in_progress');
    const only = deskTask({ promises: [promised('p1', '2025-10-10')], findings: [found({ words: { p1: 'broken' } })] });
    expect(settleTask(only).status).toBe('in_progress');
    const kept = { ...first, findings: [found({ words: { 'l1.1': 'kept', 'l1.2': 'open' } })] };
    expect(settleTask(kept).status).toBe('waiting');
    expect(settleTask({ ...kept, findings: [found({ words: { 'l1.1': 'kept', 'l1.2': 'kept' } })] }).status).toBe(
      'open',
    );
  });
});

describe('a balance of nothing', () => {
  it('was paid where the money covers what was owed, or the books do not tell; else cleared', () => {
    const outcome = (received: string | null) => withFinding(deskTask(), found({ balance: '0.00', received })).outcome;
    expect([outcome(null), outcome('20000.00'), outcome('19999.99')]).toEqual(['paid', 'paid', 'cleared']);
  });
});

describe('what the months found of a task', () => {
  const september = found({ period: '2025-09', balance: '19000.00' });
  const october = found({ balance: '18000.00' });
  const withAll = (...all: TaskFinding[]) => all.reduce((task, each) => withFinding(task, each), deskTask());

  it('stands month by month, each once, with the balance of the newest', () => {
    const task = withAll(september, october);
    expect(task.findings).toEqual([september, october]);
    expect(task.outstanding_balance).toBe('18000.00');
    expect(withAll(october, september)).toEqual(task);
    expect(withAll(september, october, september)).toEqual(task);
    const again = withFinding(task, { ...september, balance: '19500.00' });
    expect([again.findings, again.outstanding_balance]).toEqual([
      [{ ...september, balance: '19500.00' }, october],
      '18000.00',
    ]);
  });

  it('leaves the balance as it was where the newest does not know it', () => {
    expect(withAll(september, { ...october, balance: null }).outstanding_balance).toBe('19000.00');
  });

  it('comes out the same in whatever order the months were run', () => {
    const months = ['2025-09', '2025-10', '2025-11', '2025-12'].map((period, at) =>
      found({ period, balance: `${20_000 - at}.00` }),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(months, { minLength: 4 }), (order) => {
        expect(withAll(...order)).toEqual(withAll(...months));
      }),
    );
  });
});

describe('a task as a month may see it', () => {
  it('has the letters of earlier months, and every call that a person wrote down, whatever the person’s name', () => {
    const contact = (by: string) =>
      ({ on: '2025-10-05', channel: 'mail', stage: null, result: 'sent', note: null, at: MARK.at, by }) as const;
    const writers = [
      letterWriter('2025-09'),
      letterWriter('2025-10'),
      letterWriter('2025-11'),
      'Ann',
      'my duewatch 2025-10',
      'duewatch 2025-10 desk',
    ];
    const seen = taskBefore(deskTask({ contacts: writers.map(contact) }), '2025-10');
    expect(seen.contacts.map(({ by }) => by)).toEqual([
      'duewatch 2025-09',
      'Ann',
      'my duewatch 2025-10',
      'duewatch 2025-10 desk',
    ]);
  });

  it('keeps what a person decided, and that nobody has', () => {
    const asked = approvalRequest('agency', '2025-08', {});
    const decided = { ...approvalRequest('legal', '2025-08', {}), decided: { approved: false, note: null, ...MARK } };
    expect(taskBefore(deskTask({ approvals: [asked, decided] }), '2025-10').approvals).toEqual([asked, decided]);
  });
});

describe('a step to be approved', () => {
  const request = (period: string, changes: Partial<TaskApproval> = {}): TaskApproval => ({
    ...approvalRequest('agency', period, { claim: '500.00' }),
    ...changes,
  });
  const decided = (approved: boolean, by = 'Ann') => ({ decided: { approved, note: null, at: MARK.at, by } });

  it('is asked for at the month’s end, under an id that the month’s run always gives', () => {
    expect(request('2024-02')).toEqual({
      id: 'agency.2024-02',
      kind: 'agency',
      period: '2024-02',
      proposal: { claim: '500.00' },
      requested: { at: '2024-02-29T00:00:00.000Z', by: 'duewatch' },
      decided: null,
    });
  });

  it('is declined on the day its time runs out, once that day is over', () => {
    const ends = (days: number) =>
      expired([request('2025-09')], ['agency'], '2025-10', days).map((each) => each.decided);
    expect(ends(30)).toEqual([{ approved: false, note: 'timeout', at: '2025-10-30T00:00:00.000Z', by: 'duewatch' }]);
    expect(ends(31)).toEqual([]);
  });

  it('is not declined where it was decided, is of this month or a later one, or of another kind', () => {
    const all = [
      request('2025-08'),
      request('2025-08', decided(true)),
      request('2025-10', { requested: { at: '2025-08-01T00:00:00.000Z', by: 'duewatch' } }),
      request('2025-11', { requested: { at: '2025-08-01T00:00:00.000Z', by: 'duewatch' } }),
      request('2025-08', { id: 'legal.2025-08', kind: 'legal' }),
    ];
    expect(ids(expired(all, ['agency'], '2025-10', 14))).toEqual(['agency.2025-08']);
    expect(ids(expired(all, ['agency', 'legal'], '2025-10', 14))).toEqual(['agency.2025-08', 'legal.2025-08']);
  });

  it('takes the place of its earlier self among the others', () => {
    const [first, second] = [request('2025-08'), request('2025-09')];
    const later = { ...second, ...decided(false) };
    expect(replaced([first, second], [later])).toEqual([first, later]);
    expect(replaced([first, second], [])).toEqual([first, second]);
  });

  const asking = (...earlier: TaskApproval[]) => mayAsk(earlier, 'agency', '2025-10', 3);

  it('may be asked for unless one waits or was approved; another kind, or a later month, hinders nothing', () => {
    expect(asking()).toBe('ask');
    expect(asking(request('2025-01'))).toBe('waiting');
    expect(asking(request('2025-01', decided(true)))).toBe('approved');
    expect(asking(request('2025-10'), request('2025-11', decided(true)))).toBe('ask');
    expect(asking(request('2025-09', { kind: 'legal' }))).toBe('ask');
    expect(asking(request('2025-09', { kind: 'legal', ...decided(true) }))).toBe('ask');
  });

  it('may be asked for again once the months after a refusal have passed, which tells who refused', () => {
    expect(asking(request('2025-08', decided(false)))).toBe('declined_lately');
    expect(asking(request('2025-07', decided(false)))).toBe('ask');
    expect(asking(request('2025-08', decided(false, 'duewatch')))).toBe('timed_out');
    expect(asking(request('2025-08', decided(false, 'duewatch')), request('2025-09', decided(false)))).toBe(
      'declined_lately',
    );
    expect(asking(request('2025-07', decided(false)), request('2025-09', decided(false, 'duewatch')))).toBe(
      'timed_out',
    );
  });
});
