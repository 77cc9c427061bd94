import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Rules } from '../../core/contracts/config.ts';
import { PLAN_QUERY_PARAMETERS } from '../../core/contracts/plan-rows.ts';
import type { DeskScope } from '../../core/steps/desk/desk-context.ts';
import { type CollectionResult, planCollection } from '../../core/steps/desk/plan-collection.ts';
import { LETTER_WRITER } from '../../report/letters/letter-writer.ts';
import { acted, deskTask } from '../desk/desk-task.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';
import { LedgerEngine } from './ledger-engine.ts';

const PERIOD = '2024-06';
const STARTED = '2024-07-01T06:00:00.000Z';

type Change = (plans: Rules['plans']) => Rules['plans'];

describe('the collection plan of a ledger', () => {
  let engine: LedgerEngine;
  beforeAll(async () => {
    engine = await LedgerEngine.open('ledger');
    const due = (id: string, customer: string, date: string, more = {}) => ({
      invoice_id: id,
      customer_id: customer,
      invoice_date: '2024-01-01',
      due_date: date,
      total_amount: '100',
      ...more,
    });
    const paid = (id: string, customer: string, date: string, amount: string, invoice: string | null) => ({
      payment_id: id,
      customer_id: customer,
      payment_date: date,
      amount,
      invoice_id: invoice,
    });
    await engine.land(PERIOD, {
      customers: [
        { customer_id: 'late', name: 'Late & Sons', email: 'pay@late.example' },
        { customer_id: 'fresh', name: '水獭', email: 'not an address' },
        { customer_id: 'soon', name: 'Soon', email: 'pay@soon.example' },
      ],
      invoices: [
        due('l1', 'late', '2024-03-01'),
        due('l2', 'late', '2024-06-29', { total_amount: '50' }),
        due('l3', 'late', '2024-08-01', { total_amount: '7' }),
        due('l4', 'late', '2024-02-01', { disputed: true, total_amount: '30' }),
        due('f1', 'fresh', '2024-06-20', { total_amount: '300' }),
        due('s1', 'soon', '2024-07-10'),
        due('s2', 'soon', '2024-07-11'),
        due('c1', 'covered', '2024-06-01'),
        due('x1', 'contested', '2024-06-01', { disputed: true }),
        due('n1', 'not-yet', '2024-09-01'),
      ],
      payments: [
        paid('p1', 'late', '2024-05-01', '60', 'l1'),
        paid('p2', 'late', '2023-12-31', '60', null),
        paid('p3', 'covered', '2024-06-15', '100', null),
      ],
    });
    await engine.derive({ period: PERIOD });
    await engine.rows('CREATE TABLE desk_customer (scope VARCHAR, customer_id VARCHAR, run VARCHAR)');
  });
  afterAll(() => engine.close());

  async function planned(
    change: Change = (plans) => plans,
    tasks = [] as ReturnType<typeof deskTask>[],
    reliable = true,
  ): Promise<CollectionResult> {
    const rules = { ...SHIPPED_RULES, plans: change(SHIPPED_RULES.plans) };
    const scope: DeskScope = {
      scope: '*',
      currency: 'USD',
      customers: [],
      alerts: [],
      rows: async (query) => {
        if (query === 'overdue_customers') return asTexts(await engine.query('overdue_customers', '*', PERIOD));
        const sql = await readFile(new URL(`../../queries/${query}.sql`, import.meta.url), 'utf8');
        const context = { run: 'run-1', scope: '*', period: PERIOD, previous: null };
        return asTexts(await engine.rows(sql, PLAN_QUERY_PARAMETERS.desk_invoices(context, rules)));
      },
    };
    return planCollection(
      { period: PERIOD, rules, ledger: true, scopes: [scope], tasks },
      { letters: LETTER_WRITER, startedAt: STARTED, reliable },
    );
  }

  it('places every customer with something overdue, contested or due soon', async () => {
    const { figures, sheets } = await planned();
    expect([...sheets.keys()]).toEqual(['* fresh', '* covered', '* late', '* contested', '* soon']);
    expect(sheets.get('* late')).toMatchObject({
      stage: '61_90',
      age_stage: 'over_90',
      overdue_amount: '90.00',
      disputed_amount: '30.00',
      oldest_days: 121,
      paid_per_month: '10.00',
      next_step: { channel: 'letter', template: 'demand', due_date: '2024-07-03' },
    });
    expect(sheets.get('* fresh')).toMatchObject({
      stage: '1_30',
      next_step: { channel: 'letter' },
      letter: { to: null },
    });
    expect(sheets.get('* covered')).toMatchObject({ paused: 'money_on_account', not_drafted: 'paused', letter: null });
    expect(sheets.get('* contested')).toMatchObject({ stage: null, paused: 'disputed' });
    expect(sheets.get('* soon')).toMatchObject({
      stage: 'before_due',
      due_soon_amount: '100.00',
      letter: { invoices: 1 },
    });
    const value = (id: string) => figures[id]?.value;
    expect(value('plan.customers.count')).toBe(5);
    expect(value('plan.stage.1_30.overdue')).toBe('400.00');
    expect(value('plan.paused.count')).toBe(2);
    expect(value('plan.letters.drafted.count')).toBe(3);
    expect(value('plan.letters.to_send.count')).toBe(0);
    expect(value('plan.evaluation.1_30.paid_pct')).toBeNull();
  });

  it('merges what a customer has open into one letter, contested invoices apart', async () => {
    const { sheets, files } = await planned();
    const text = (customer: string) => JSON.stringify(sheets.get(`* ${customer}`));
    expect(text('late')).toContain('Open in all: $97.00');
    expect(text('late')).toContain('One invoice that you contest is not included.');
    expect(text('soon')).not.toContain('s2');
    const names = [...(files ?? [])].map(([name]) => name);
    expect(names).toContain('collection_plan.csv');
    expect(names).toContain('letters/61_90/00003-late.eml');
  });

  it('writes to those with the largest overdue amounts, and counts the others', async () => {
    const { figures, sheets, mails } = await planned((plans) => ({ ...plans, letters_up_to: 1 }));
    expect([...sheets.keys()]).toEqual(['* fresh']);
    expect(figures['plan.customers.beyond_limit.count']?.value).toBe(4);
    expect(mails).toEqual([]);
  });

  it('lets a mail leave by itself only where the rules say so, and somebody has taken the customer up', async () => {
    const sending =
      (send: 'reviewed' | 'always'): Change =>
      (plans) => ({
        ...plans,
        stages: { ...plans.stages, before_due: { ...plans.stages.before_due, send } },
      });
    const task = deskTask({ customer_id: 'soon', opened_period: '2024-05' });
    const sent = async (change: Change, tasks: ReturnType<typeof deskTask>[] = []) =>
      (await planned(change, tasks)).mails.map(({ to, sendAs }) => [to, sendAs]);
    expect(await sent(sending('always'))).toEqual([['pay@soon.example', 'letter:*:before_due:soon']]);
    expect(await sent(sending('reviewed'), [task])).toEqual([]);
    const taken = acted(task, [{ do: 'start' }], '2024-06-03');
    expect(await sent(sending('reviewed'), [taken])).toHaveLength(1);
    expect((await planned(sending('always'), [], false)).mails).toEqual([]);
    const none: Change = (plans) => ({ ...sending('always')(plans), send_at_most: 0 });
    expect(await sent(none)).toEqual([]);
  });

  it('evaluates the stages that reached customers in the month', async () => {
    const reached = acted(
      deskTask({ customer_id: 'late', opened_period: '2024-05' }),
      [{ do: 'contact', channel: 'phone', result: 'reached', stage: '61_90' }],
      '2024-06-10',
    );
    const finding = { period: PERIOD, balance: '127', received: '60', words: {}, at_risk: true };
    const { figures } = await planned(undefined, [{ ...reached, findings: [finding] }]);
    expect(figures['plan.evaluation.61_90.contacted']?.value).toBe(1);
    expect(figures['plan.evaluation.61_90.paid_pct']?.value).toBe(100);
    expect(figures['plan.evaluation.61_90.paid_low_pct']?.value).toBeCloseTo(20.65, 1);
  });

  it('has no plan where the books hold no due dates, and says so', async () => {
    const none = { period: PERIOD, rules: SHIPPED_RULES, ledger: false, scopes: [], tasks: [] };
    const { figures, sheets, files } = await planCollection(none, {
      letters: LETTER_WRITER,
      startedAt: STARTED,
      reliable: true,
    });
    expect(figures['plan.customers.count']).toMatchObject({ value: null, reason: 'ledger_only' });
    expect(sheets.size).toBe(0);
    expect(files?.size).toBe(0);
  });
});

function asTexts(rows: readonly object[]): Readonly<Record<string, string | null>>[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)])),
  );
}
