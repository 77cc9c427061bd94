import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { creditPart } from '../../core/contracts/credit-policy.ts';
import { creditExposureParameters, creditExposureRow } from '../../core/contracts/credit-rows.ts';
import { escalationPart } from '../../core/contracts/escalation.ts';
import type { CustomerLine } from '../../core/contracts/report-input.ts';
import type { CollectionTask } from '../../core/contracts/task.ts';
import { approvalRequest } from '../../core/domain/desk/approval-request.ts';
import type { DeskContext } from '../../core/steps/desk/desk-context.ts';
import { recommendEscalation } from '../../core/steps/desk/recommend-escalation.ts';
import { reviewCredit } from '../../core/steps/desk/review-credit.ts';
import { deskTask } from '../desk/desk-task.ts';
import { SHIPPED_RULES } from '../shipped-rules.ts';
import { LedgerEngine } from './ledger-engine.ts';

const PERIOD = '2024-06';
/** As the engine lands it. */
const RUN = 'run-1';
const QUERY = new URL('../../queries/credit_exposure.sql', import.meta.url);

const LINE: CustomerLine = {
  customer_id: 'late',
  name: 'Late & Sons',
  payment_rate_pct: 40,
  outstanding_balance: '24000.00',
  credit_score: 400,
  stability: 20,
  score: 65,
  band: '60_70',
  profitability: 'low',
  profitability_tier: null,
  strategy: 'active_collection',
  owner_role: 'collection_specialist',
  account_manager: null,
  reasons: [],
};

describe('credit and escalation of a ledger', () => {
  let engine: LedgerEngine;
  const texts = async (query: string) => {
    if (query !== 'credit_exposure' && query !== 'overdue_customers' && query !== 'overdue_summary') return [];
    if (query !== 'credit_exposure') return (await engine.query(query, '*', PERIOD)).map(cells);
    const context = { run: RUN, scope: '*', period: PERIOD, previous: null };
    const parameters = creditExposureParameters(context, SHIPPED_RULES);
    return (await engine.rows(await readFile(QUERY, 'utf8'), parameters)).map(cells);
  };
  const context = (tasks: readonly CollectionTask[]): DeskContext => ({
    period: PERIOD,
    rules: SHIPPED_RULES,
    ledger: true,
    scopes: [{ scope: '*', currency: 'USD', customers: [LINE], alerts: [], rows: texts }],
    tasks,
  });
  const late = (over: Partial<CollectionTask> = {}) =>
    deskTask({ task_id: 'late/high_risk/2024-03', customer_id: 'late', episode: '2024-03', ...over });

  beforeAll(async () => {
    engine = await LedgerEngine.open('ledger');
    const invoice = (id: string, customer: string, date: string, due: string, total: string) => ({
      invoice_id: id,
      customer_id: customer,
      invoice_date: date,
      due_date: due,
      total_amount: total,
    });
    await engine.land(PERIOD, {
      customers: [
        { customer_id: 'late', name: 'Late & Sons', credit_limit: '15000' },
        { customer_id: 'good', name: '水獭', credit_limit: '10000' },
        { customer_id: 'unlimited', name: 'No limit' },
        { customer_id: 'silent', name: 'Never invoiced', credit_limit: '500' },
      ],
      invoices: [
        invoice('l1', 'late', '2023-06-30', '2023-07-30', '6000'),
        invoice('l2', 'late', '2023-07-01', '2023-12-31', '12000'),
        invoice('l3', 'late', '2024-06-01', '2024-06-30', '12000'),
        invoice('g1', 'good', '2024-05-01', '2024-06-01', '4000'),
        invoice('g2', 'good', '2024-06-15', '2024-07-15', '5000'),
        invoice('u1', 'unlimited', '2024-06-01', '2024-06-15', '100'),
      ],
      payments: [
        { payment_id: 'p1', customer_id: 'late', payment_date: '2023-08-01', amount: '6000', invoice_id: 'l1' },
        { payment_id: 'p2', customer_id: 'good', payment_date: '2024-05-30', amount: '4000', invoice_id: 'g1' },
      ],
    });
    await engine.derive({ period: PERIOD });
  });
  afterAll(() => engine.close());

  it('looks at who has a limit or is high-risk, with what is overdue and what was bought in twelve months', async () => {
    const rows = (await texts('credit_exposure')).map((row) => creditExposureRow.parse(row));
    expect(rows.map(({ customer_id }) => customer_id)).toEqual(['late', 'good']);
    expect(rows[0]).toMatchObject({
      high_risk: true,
      outstanding_balance: '24000',
      credit_limit: '15000',
      overdue_amount: '12000',
      // Due on the last day of 2023; what is due on the period's last day is not overdue.
      oldest_days: 182,
      // l1 was invoiced on the last day before the twelve months.
      purchases_12m: '24000',
      active_months: 12,
    });
    expect(rows[1]).toMatchObject({ high_risk: false, oldest_days: 0, purchases_12m: '9000', active_months: 2 });
  });

  it('holds who is over the limit, proposes the quarter’s limits and asks for approval where there is a task', async () => {
    const part = await reviewCredit(context([late()]));
    const sheet = creditPart.parse(part.sheets.get('* late'));
    expect(sheet).toMatchObject({ hold: 'over_limit', prepayment_pct: 50, limit: '15000.00', headroom: '-9000.00' });
    expect(sheet.proposal).toMatchObject({ current: '15000.00', proposed: '10500.00', from: '2024-07-01' });
    expect([...(part.approvals ?? [])]).toEqual([
      ['late/high_risk/2024-03', [expect.objectContaining({ id: 'credit_limit.2024-06', decided: null })]],
    ]);
    expect(part.figures['credit.over_limit.amount']?.value).toBe('9000.00');
    const csv = new TextDecoder().decode(part.files?.get('credit_limits.csv'));
    expect(csv.split('\n')).toHaveLength(4);
    expect(csv).toContain('late,Late & Sons,,USD,24000.00,15000.00,-9000.00,160.0');
  });

  it('leaves the same bytes when the month is reviewed again', async () => {
    const [first, second] = [await reviewCredit(context([late()])), await reviewCredit(context([late()]))];
    expect(JSON.stringify(second.figures)).toBe(JSON.stringify(first.figures));
    expect(second.files).toEqual(first.files);
  });

  it('claims what is overdue, and asks for a suit where the plan is at its end and no agency is known', async () => {
    const part = await recommendEscalation(context([late()]), () => true);
    const sheet = escalationPart.parse(part.sheets.get('* late'));
    // 12,000 × 70 % × 50 % − 3 % − 8 % − 500 = 2,380
    expect(sheet).toMatchObject({
      claim: '12000.00',
      claim_is: 'overdue',
      oldest_days: 182,
      recommendation: 'legal',
      expected: '2380.00',
      agency: { open: true, candidates: 0, offers: [] },
      legal: { case: { limitation_date: '2026-12-31' } },
    });
    expect(part.approvals?.get('late/high_risk/2024-03')).toEqual([
      expect.objectContaining({ id: 'legal.2024-06', kind: 'legal' }),
    ]);
    expect(part.figures['escalation.agency.recommended.count']).toMatchObject({ value: null, reason: 'no_candidates' });
  });

  it('claims a debt once, and asks once, where a customer has two standing tasks', async () => {
    const newer = late({ task_id: 'late/high_risk/2024-05', episode: '2024-05', opened_period: '2024-05' });
    const tasks = [late({ opened_period: '2024-03' }), newer];
    const part = await recommendEscalation(context(tasks), () => true);
    expect(part.figures['escalation.claim']?.value).toBe('12000.00');
    expect([...((await reviewCredit(context(tasks))).approvals?.keys() ?? [])]).toEqual([newer.task_id]);
    const long = late({ task_id: newer.task_id, opened_period: '2024-05' });
    const asked = (await recommendEscalation(context([late({ opened_period: '2024-03' }), long]), () => true))
      .approvals;
    expect([...(asked?.keys() ?? [])]).toEqual([long.task_id]);
  });

  it('counts no step as waiting on a task that is done', async () => {
    const steps = [approvalRequest('agency', '2024-05', { claim: '1' })];
    const waiting = async (over: Partial<CollectionTask>) =>
      (await recommendEscalation(context([late({ approvals: steps, ...over })]), () => false)).figures[
        'escalation.waiting.count'
      ]?.value;
    expect([await waiting({}), await waiting({ status: 'done', outcome: 'paid' })]).toEqual([1, 0]);
  });

  it('asks for nothing while stages are left, nor for tasks that are done', async () => {
    expect((await recommendEscalation(context([late()]), () => false)).approvals?.size).toBe(0);
    const done = late({ status: 'done', outcome: 'paid' });
    expect((await recommendEscalation(context([done]), () => true)).figures['escalation.tasks.count']?.value).toBe(0);
  });
});

/** A row as the engine's texts. */
function cells(row: Readonly<Record<string, unknown>>): Record<string, string | null> {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]));
}
