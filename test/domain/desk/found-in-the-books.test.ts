import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CollectionTask, TaskFinding } from '../../../core/contracts/task.ts';
import { type DeskBooks, type FoundTask, findTasks } from '../../../core/domain/desk/find-tasks.ts';
import { judgeWords, type Receipt } from '../../../core/domain/desk/judge-words.ts';
import { treatments } from '../../../core/domain/desk/treatment.ts';
import { acted, deskTask } from '../../desk/desk-task.ts';

const found = (changes: Partial<TaskFinding> = {}): TaskFinding => ({
  period: '2025-10',
  balance: '20000.00',
  received: '0.00',
  words: {},
  at_risk: true,
  ...changes,
});
const MARK = { at: '2025-10-03T09:00:00.000Z', by: 'Ann' };
const promised = (amount: string, due_date: string, made_on = '2025-10-03'): CollectionTask['promises'][number] => ({
  id: 'p1',
  amount,
  due_date,
  made_on,
  ...MARK,
  cancelled: null,
});
/** Books of one customer, C1, that is high-risk and owes 20,000. */
const books = (changes: Partial<DeskBooks> = {}): DeskBooks => ({
  balances: new Map([['C1', '20000']]),
  receipts: new Map(),
  invoiced: new Map(),
  highRisk: new Set(['C1']),
  onAlert: new Set(),
  ...changes,
});
const paid = (...receipts: [string, string][]): Partial<DeskBooks> => ({
  receipts: new Map([['C1', receipts.map(([date, amount]) => ({ date, amount }))]]),
});
const owes = (balance: string, invoiced: [string, string][] = []): Partial<DeskBooks> => ({
  receipts: null,
  balances: new Map([['C1', balance]]),
  invoiced: new Map([['C1', new Map(invoiced)]]),
});
const findings = (tasks: CollectionTask[], of: DeskBooks, period = '2025-10') =>
  findTasks(tasks, of, { period, graceDays: 3 }).map(({ finding }) => finding);

describe('money received since a task was opened', () => {
  it('is what came after the month of the opening, whatever came before', () => {
    const [finding] = findings([deskTask()], books(paid(['2025-09-30', '900'], ['2025-10-01', '50'])));
    expect(finding?.received).toBe('50.00');
  });

  it('is added to what the last month that saw payments had', () => {
    const task = deskTask({
      opened_period: '2025-08',
      findings: [
        found({ period: '2025-08', received: '300.00' }),
        // The export of September held no payments.
        found({ period: '2025-09', received: null }),
      ],
    });
    const [finding] = findings([task], books(paid(['2025-08-31', '7'], ['2025-09-10', '40'], ['2025-10-10', '2'])));
    expect(finding?.received).toBe('342.00');
  });

  it('is found anew when a month is run again, whatever its first run had found', () => {
    const task = deskTask({ findings: [found({ received: '9000.00', words: { p1: 'kept' } })] });
    const withWord = { ...task, promises: [promised('9000', '2025-10-20')] };
    expect(findings([withWord], books(paid(['2025-10-10', '100'])))[0]).toMatchObject({
      received: '100.00',
      words: { p1: 'broken' },
    });
    const balances = { ...withWord, findings: [found({ balance: '12000.00', received: '9000.00' })] };
    expect(findings([balances], books(owes('19900')))[0]).toMatchObject({
      received: '100.00',
      words: { p1: 'broken' },
    });
  });

  it('is, in books without payments, what the balance fell by since it was last known, and what was invoiced since', () => {
    const task = deskTask({
      opened_period: '2025-07',
      findings: [
        found({ period: '2025-08', balance: '18000.00', received: '2000.00' }),
        found({ period: '2025-09', balance: null, received: null }),
      ],
    });
    const invoices: [string, string][] = [
      ['2025-08', '70000'],
      ['2025-09', '500'],
      ['2025-10', '1000'],
      ['2025-11', '30000'],
    ];
    // 18,000 + 500 + 1,000 − 17,000 = 2,500, and 2,000 before
    expect(findings([task], books(owes('17000', invoices)))[0]?.received).toBe('4500.00');
    expect(findings([task], books(owes('90000', invoices)))[0]?.received).toBe('2000.00');
    expect(findings([deskTask()], books({ ...owes('17000'), invoiced: new Map() }))[0]?.received).toBe('3000.00');
  });

  it('is not known of a customer that such books do not hold, whose task stays', () => {
    const gone = books({ receipts: null, balances: new Map(), highRisk: new Set() });
    expect(findings([deskTask()], gone)).toEqual([
      { period: '2025-10', balance: null, received: null, words: {}, at_risk: true },
    ]);
  });
});

describe('a promise held against books without payments', () => {
  it('has until its month ends there, and the days of grace where payments are known', () => {
    const task = deskTask({ promises: [promised('500', '2025-10-05')] });
    expect(findings([task], books(paid(['2025-10-20', '500'])))[0]?.words).toEqual({ p1: 'broken' });
    expect(findings([task], books(owes('19500')))[0]?.words).toEqual({ p1: 'kept' });
  });

  it('is kept by no money of the months before it was given', () => {
    const task = deskTask({
      findings: [found({ balance: '15000.00', received: '5000.00' })],
      promises: [promised('6000', '2025-11-20', '2025-11-03')],
    });
    // 5,000 came in October, 1,000 in November.
    expect(findings([task], books(owes('14000')), '2025-11')[0]).toMatchObject({
      received: '6000.00',
      words: { p1: 'broken' },
    });
    expect(findings([task], books(owes('9000')), '2025-11')[0]?.words).toEqual({ p1: 'kept' });
  });

  it('is judged by the steps of the oldest task, past a month in which nothing was known', () => {
    const older = deskTask({
      opened_period: '2025-08',
      findings: [
        found({ period: '2025-09', balance: null, received: null }),
        found({ period: '2025-10', balance: '15000.00', received: '5000.00' }),
      ],
    });
    const newer = deskTask({
      task_id: 'C1/early_warning/2025-10',
      reason: 'early_warning',
      opened_period: '2025-10',
      opened_balance: '15000.00',
      promises: [promised('5000', '2025-10-20')],
    });
    const words = (tasks: CollectionTask[]) =>
      findings(tasks, books(owes('15000')), '2025-11').map((finding) => finding.words);
    expect(words([newer, older])).toEqual([{ p1: 'kept' }, {}]);
    expect(words([newer])).toEqual([{ p1: 'broken' }]);
  });
});

describe('the reason of a task', () => {
  it('of a high-risk customer is gone once it left the group, alert or not; an alert holds while either does', () => {
    const atRisk = (reason: string, given: Partial<DeskBooks>) =>
      findings([deskTask({ reason })], books(given))[0]?.at_risk;
    const alerted = { highRisk: new Set<string>(), onAlert: new Set(['C1']) };
    expect([atRisk('high_risk', alerted), atRisk('early_warning', alerted)]).toEqual([false, true]);
    expect([atRisk('high_risk', {}), atRisk('early_warning', {})]).toEqual([true, true]);
  });
});

describe('words that share the money', () => {
  const OCTOBER = { periodEnd: '2025-10-31', graceDays: 3, byMonth: false };
  const word = (id: string, due_date: string, made_on = '2025-10-01', amount = '500') => ({
    id,
    amount,
    due_date,
    made_on,
  });
  const kept = (
    words: ReturnType<typeof word>[],
    receipts: readonly Receipt[] = [{ date: '2025-10-09', amount: '500' }],
  ) =>
    [...judgeWords(words, receipts, { ...OCTOBER, kept: new Set() })]
      .filter(([, verdict]) => verdict === 'kept')
      .map(([{ id }]) => id);

  it.each([
    ['was due first', word('p9', '2025-10-10'), word('p1', '2025-10-11')],
    [
      'was given first, of two due on one day',
      word('p9', '2025-10-10', '2025-10-02'),
      word('p1', '2025-10-10', '2025-10-03'),
    ],
    ['has the smaller number, of two given on one day', word('p1', '2025-10-10'), word('p2', '2025-10-10')],
    [
      'was due first, though given later',
      word('p9', '2025-10-10', '2025-10-05'),
      word('p1', '2025-10-11', '2025-10-02'),
    ],
  ])('keep the one that %s', (_which, first, second) => {
    expect(kept([first, second])).toEqual([first.id]);
    expect(kept([second, first])).toEqual([first.id]);
  });

  it('are judged the same in whatever order they are listed', () => {
    const day = fc.integer({ min: 1, max: 31 }).map((n) => `2025-10-${String(n).padStart(2, '0')}`);
    const amount = fc.integer({ min: 1, max: 300 }).map(String);
    const words = fc
      .array(fc.tuple(day, day, amount), { maxLength: 6 })
      .map((all) => all.map(([due, made, sum], at) => word(`p${at}`, due, made, sum)));
    const receipts = fc.array(fc.record({ date: day, amount }), { maxLength: 5 });
    fc.assert(
      fc.property(words, receipts, (all, came) => {
        expect(kept(all.toReversed(), came).sort()).toEqual(kept(all, came).sort());
      }),
    );
  });
});

describe('working on tasks, month by month', () => {
  const ARMS = { period: '2025-10', graceDays: 3 };
  const look = (tasks: CollectionTask[], given: DeskBooks = books()) =>
    treatments(findTasks(tasks, given, ARMS), '2025-10');
  const active = (all: readonly FoundTask[]) =>
    treatments(all, '2025-10').find(({ strategy }) => strategy === 'active_collection');
  const arms = (task: CollectionTask) => {
    const [first] = look([task]).filter(({ strategy }) => strategy === 'active_collection');
    return [first?.treated.customers, first?.untreated.customers];
  };

  it.each<[string, Partial<CollectionTask>]>([
    ['taken up', { started: { at: '2025-10-31T23:00:00.000Z', by: 'Ann' } }],
    [
      'a call',
      { contacts: [{ on: '2025-10-31', channel: 'phone', stage: null, result: 'not_reached', note: null, ...MARK }] },
    ],
    ['a promise', { promises: [promised('5', '2025-11-20', '2025-10-31')] }],
    [
      'a plan',
      {
        plans: [
          {
            id: 'l1',
            agreed_on: '2025-10-31',
            instalments: [{ due_date: '2025-11-20', amount: '20000' }],
            ...MARK,
            cancelled: null,
          },
        ],
      },
    ],
    [
      'a dispute',
      { disputes: [{ id: 'd1', opened_on: '2025-10-31', reason: 'short', amount: null, ...MARK, settled: null }] },
    ],
  ])('count from the month in which there was %s, to its last day', (_what, done) => {
    const later = JSON.parse(JSON.stringify(done).replaceAll('2025-10-31', '2025-11-01')) as Partial<CollectionTask>;
    expect(arms(deskTask(done))).toEqual([1, 0]);
    expect(arms(deskTask(later))).toEqual([0, 1]);
    expect(arms(deskTask())).toEqual([0, 1]);
  });

  it('is told strategy by strategy, of high-risk customers alone', () => {
    const tasks = [
      deskTask({ strategy: 'active_collection' }),
      acted(deskTask({ task_id: 'b', strategy: 'focused_monitoring' }), [{ do: 'start' }]),
      deskTask({ task_id: 'c', strategy: 'active_collection', reason: 'early_warning' }),
      deskTask({ task_id: 'd', strategy: null }),
    ];
    expect(
      look(tasks).map(({ strategy, treated, untreated }) => [strategy, treated.customers, untreated.customers]),
    ).toEqual(
      expect.arrayContaining([
        ['strategic_retention', 0, 0],
        ['focused_monitoring', 1, 0],
        ['active_collection', 0, 1],
      ]),
    );
  });

  it('cures who has paid or left the group, in days from the month of the opening; a credit cures nobody', () => {
    const nothingOwed = books({ ...paid(['2025-10-12', '20000']), balances: new Map([['C1', '0']]) });
    const cured = (given: DeskBooks, task = deskTask()) => {
      const arm = active(findTasks([task], given, ARMS));
      return [arm?.untreated.cured, arm?.daysToCure];
    };
    expect(cured(nothingOwed)).toEqual([1, [31]]);
    expect(cured(nothingOwed, deskTask({ opened_period: '2025-07' }))).toEqual([1, [92]]);
    expect(cured(books({ highRisk: new Set() }))).toEqual([1, [31]]);
    expect(cured(books({ balances: new Map([['C1', '0']]) }))).toEqual([0, []]);
    expect(cured(books())).toEqual([0, []]);
  });

  it('has no share where nobody is', () => {
    expect(look([]).map(({ treated, untreated }) => [treated.share, untreated.share])).toEqual(
      Array.from({ length: 3 }, () => [null, null]),
    );
  });
});
