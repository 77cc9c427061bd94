import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DeskBooks, findTasks } from '../../core/domain/desk/find-tasks.ts';
import { judgeWords } from '../../core/domain/desk/judge-words.ts';
import { withFinding } from '../../core/domain/desk/settle-task.ts';
import { treatments } from '../../core/domain/desk/treatment.ts';
import { acted, deskTask } from './desk-task.ts';

const OCTOBER = { periodEnd: '2025-10-31', graceDays: 3, byMonth: false, kept: new Set<never>() };

function word(id: string, amount: string, due_date: string, made_on = '2025-10-01') {
  return { id, amount, due_date, made_on };
}

function verdicts(words: ReturnType<typeof word>[], receipts: [string, string][], context = OCTOBER) {
  const judged = judgeWords(
    words,
    receipts.map(([date, amount]) => ({ date, amount })),
    context,
  );
  return Object.fromEntries([...judged].map(([{ id }, verdict]) => [id, verdict]));
}

describe('a promise', () => {
  it('is kept by money from the day it was given until its due day and the days of grace', () => {
    const given = [word('p1', '500', '2025-10-20')];
    expect(verdicts(given, [['2025-10-01', '500']])).toEqual({ p1: 'kept' });
    expect(verdicts(given, [['2025-10-23', '500']])).toEqual({ p1: 'kept' });
    expect(verdicts(given, [['2025-10-24', '500']])).toEqual({ p1: 'broken' });
    expect(verdicts(given, [['2025-09-30', '500']])).toEqual({ p1: 'broken' });
    expect(verdicts(given, [['2025-10-05', '499.99']])).toEqual({ p1: 'broken' });
    expect(
      verdicts(given, [
        ['2025-10-05', '200'],
        ['2025-10-06', '300'],
      ]),
    ).toEqual({ p1: 'kept' });
  });

  it('stays open while its days of grace run into the next month, unless it is kept already', () => {
    expect(verdicts([word('p1', '500', '2025-10-29')], [])).toEqual({ p1: 'open' });
    expect(verdicts([word('p1', '500', '2025-10-28')], [])).toEqual({ p1: 'broken' });
    expect(verdicts([word('p1', '500', '2025-11-20')], [['2025-10-20', '500']])).toEqual({ p1: 'kept' });
  });

  it('takes no money that an earlier one has used', () => {
    const two = [word('p1', '500', '2025-10-10'), word('p2', '500', '2025-10-20')];
    expect(verdicts(two, [['2025-10-05', '700']])).toEqual({ p1: 'kept', p2: 'broken' });
    expect(verdicts(two, [['2025-10-05', '1000']])).toEqual({ p1: 'kept', p2: 'kept' });
    expect(verdicts(two, [['2025-10-15', '700']])).toEqual({ p1: 'broken', p2: 'kept' });
  });

  it('has until the end of its month where receipts are known by the month', () => {
    const byMonth = { ...OCTOBER, byMonth: true };
    expect(verdicts([word('p1', '500', '2025-10-05')], [['2025-10-31', '500']], byMonth)).toEqual({ p1: 'kept' });
    expect(verdicts([word('p1', '500', '2025-11-05')], [], byMonth)).toEqual({ p1: 'open' });
  });

  it('is never kept by more money than there is, and more money never breaks one', () => {
    const day = fc.integer({ min: 1, max: 31 }).map((n) => `2025-10-${String(n).padStart(2, '0')}`);
    const amount = fc.integer({ min: 1, max: 1000 });
    const words = fc.array(fc.tuple(amount, day), { maxLength: 6 });
    fc.assert(
      fc.property(words, fc.array(fc.tuple(day, amount), { maxLength: 6 }), (given, receipts) => {
        const all = given.map(([sum, due], at) => word(`p${at}`, String(sum), due));
        const found = verdicts(
          all,
          receipts.map(([date, sum]) => [date, String(sum)]),
        );
        const kept = given.filter((_, at) => found[`p${at}`] === 'kept').reduce((sum, [value]) => sum + value, 0);
        expect(kept).toBeLessThanOrEqual(receipts.reduce((sum, [, value]) => sum + value, 0));
        const richer = verdicts(all, [['2025-10-01', '100000']]);
        expect(Object.values(richer).every((verdict) => verdict === 'kept')).toBe(true);
      }),
    );
  });
});

const BOOKS: DeskBooks = {
  balances: new Map([['C1', '15000.000000']]),
  receipts: new Map([
    [
      'C1',
      [
        { date: '2025-09-20', amount: '900' },
        { date: '2025-10-12', amount: '5000' },
      ],
    ],
  ]),
  invoiced: new Map(),
  highRisk: new Set(['C1']),
  onAlert: new Set(),
};

describe('a standing task held against the books', () => {
  it('learns what is owed, what came in since it was opened and which words were kept', () => {
    const task = acted(deskTask(), [{ do: 'promise', amount: '5000', due_date: '2025-10-10' }]);
    const [found] = findTasks([task], BOOKS, { period: '2025-10', graceDays: 3 });
    expect(found?.finding).toEqual({
      period: '2025-10',
      balance: '15000.00',
      received: '5000.00',
      words: { p1: 'kept' },
      at_risk: true,
    });
    expect(found?.after).toMatchObject({ outstanding_balance: '15000.00', status: 'in_progress' });
  });

  it('shares a payment among the tasks of a customer, so that it keeps one promise only', () => {
    const first = acted(deskTask(), [{ do: 'promise', amount: '5000', due_date: '2025-10-10' }]);
    const second = acted(deskTask({ task_id: 'C1/early_warning/2025-09', reason: 'early_warning' }), [
      { do: 'promise', amount: '4000', due_date: '2025-10-12' },
    ]);
    const found = findTasks([first, second], BOOKS, { period: '2025-10', graceDays: 3 });
    expect(found.map(({ finding }) => finding.words)).toEqual([{ p1: 'kept' }, { p1: 'broken' }]);
  });

  it('finds what was received without payments in the books: the fall of the balance and what was invoiced', () => {
    const books: DeskBooks = {
      ...BOOKS,
      receipts: null,
      invoiced: new Map([
        [
          'C1',
          new Map([
            ['2025-09', '700'],
            ['2025-10', '1000'],
          ]),
        ],
      ]),
    };
    const task = acted(deskTask(), [{ do: 'promise', amount: '6000', due_date: '2025-10-10' }]);
    const [october] = findTasks([task], books, { period: '2025-10', graceDays: 3 });
    expect(october?.finding).toMatchObject({ received: '6000.00', words: { p1: 'kept' } });
    const later = { ...books, balances: new Map([['C1', '15500']]), invoiced: new Map() };
    const [november] =
      october === undefined ? [] : findTasks([october.after], later, { period: '2025-11', graceDays: 3 });
    expect(november?.finding).toMatchObject({ received: '6000.00', words: { p1: 'kept' } });
  });

  it('keeps what an earlier month found kept, and what had come in by then, when the money is out of sight', () => {
    const kept = withFinding(acted(deskTask(), [{ do: 'promise', amount: '5000', due_date: '2025-10-10' }]), {
      period: '2025-10',
      balance: '15000.00',
      received: '5000.00',
      words: { p1: 'kept' },
      at_risk: true,
    });
    const outOfSight = { ...BOOKS, receipts: new Map([['C1', [{ date: '2025-11-08', amount: '100' }]]]) };
    const [november] = findTasks([kept], outOfSight, { period: '2025-11', graceDays: 3 });
    expect(november?.finding).toMatchObject({ received: '5100.00', words: { p1: 'kept' } });
  });

  it('tells a balance that was paid from one that a credit took away', () => {
    const settled = { ...BOOKS, balances: new Map([['C1', '0']]), highRisk: new Set<string>() };
    expect(findTasks([deskTask()], settled, OF_OCTOBER)[0]?.after).toMatchObject({
      status: 'done',
      outcome: 'cleared',
    });
    const paid = { ...settled, receipts: new Map([['C1', [{ date: '2025-10-12', amount: '20000' }]]]) };
    expect(findTasks([deskTask()], paid, OF_OCTOBER)[0]?.after).toMatchObject({ status: 'done', outcome: 'paid' });
  });

  it('stays where the customer is not in the books, and ends where the reason no longer holds', () => {
    const gone = findTasks([deskTask()], { ...BOOKS, balances: new Map(), highRisk: new Set() }, OF_OCTOBER)[0];
    expect(gone?.after).toMatchObject({ status: 'open', outstanding_balance: '20000.00' });
    const left = findTasks([deskTask()], { ...BOOKS, highRisk: new Set() }, OF_OCTOBER)[0];
    expect(left?.after).toMatchObject({ status: 'done', outcome: 'no_longer_at_risk' });
    const alerted = deskTask({ reason: 'early_warning' });
    const calm = { ...BOOKS, highRisk: new Set<string>() };
    expect(findTasks([alerted], calm, OF_OCTOBER)[0]?.after.status).toBe('done');
    expect(findTasks([alerted], { ...calm, onAlert: null }, OF_OCTOBER)[0]?.after.status).toBe('open');
    expect(findTasks([alerted], { ...calm, onAlert: new Set(['C1']) }, OF_OCTOBER)[0]?.after.status).toBe('open');
  });
});

const OF_OCTOBER = { period: '2025-10', graceDays: 3 };

describe('what working on tasks goes along with', () => {
  it('counts a task that a person gave up on as worked on and not cured', () => {
    const given = acted(deskTask(), [
      { do: 'contact', channel: 'phone', result: 'reached' },
      { do: 'close', outcome: 'written_off' },
    ]);
    const found = findTasks([given], { ...BOOKS, balances: new Map([['C1', '20000']]) }, OF_OCTOBER);
    const active = treatments(found, '2025-10').find(({ strategy }) => strategy === 'active_collection');
    expect(active?.treated).toMatchObject({ customers: 1, cured: 0 });
    expect(found[0]?.after).toMatchObject({ status: 'done', outcome: 'written_off' });
  });

  it('sets those worked on by the month’s end against the others of the strategy', () => {
    const called = acted(deskTask({ customer_id: 'C2', task_id: 'C2' }), [
      { do: 'contact', channel: 'phone', result: 'reached' },
    ]);
    const noted = acted(deskTask({ customer_id: 'C3', task_id: 'C3' }), [{ do: 'note', note: 'later' }]);
    const late = acted(deskTask({ customer_id: 'C4', task_id: 'C4' }), [{ do: 'start' }], '2025-11-01');
    const books = {
      ...BOOKS,
      balances: new Map(['C1', 'C2', 'C3', 'C4'].map((id) => [id, id === 'C2' ? '9000' : '20000'])),
      highRisk: new Set(['C1', 'C3', 'C4']),
    };
    const found = findTasks([deskTask(), called, noted, late], books, OF_OCTOBER);
    const active = treatments(found, '2025-10').find(({ strategy }) => strategy === 'active_collection');
    expect(active?.treated).toMatchObject({ customers: 1, cured: 1 });
    expect(active?.untreated).toMatchObject({ customers: 3, cured: 0 });
    expect(active?.daysToCure).toEqual([31]);
  });
});
