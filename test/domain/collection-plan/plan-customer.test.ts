import { describe, expect, it } from 'vitest';
import type { Rules } from '../../../core/contracts/config.ts';
import type { DeskInvoiceRow } from '../../../core/contracts/plan-rows.ts';
import type { CollectionTask } from '../../../core/contracts/task.ts';
import { debtorsOf } from '../../../core/domain/collection-plan/debtor.ts';
import { type LetterSubject, letterFacts, letterLocale } from '../../../core/domain/collection-plan/letter-facts.ts';
import { type PlanCustomer, planCustomer } from '../../../core/domain/collection-plan/plan-customer.ts';
import { deskTask } from '../../desk/desk-task.ts';
import { SHIPPED_RULES } from '../../shipped-rules.ts';

const END = '2025-10-31';
const ROW: DeskInvoiceRow = {
  place: 1,
  customers: 2,
  customer_id: 'C1',
  customer_name: 'Maple',
  email: 'payables@example.com',
  account_manager: 'Ann',
  overdue_amount: '900',
  disputed_amount: '50',
  due_soon_amount: '30',
  oldest_days: 45,
  credit_on_account: null,
  paid: '1800',
  invoice_id: 'I1',
  invoice_date: '2025-08-17',
  due_date: '2025-09-16',
  days_overdue: 45,
  disputed: false,
  open_amount: '900',
  invoice_currency: 'USD',
  own_total: '1000',
  own_open: '900',
};
const row = (changes: Partial<DeskInvoiceRow> = {}): DeskInvoiceRow => ({ ...ROW, ...changes });
const isAddress = (text: string) => text.includes('@');
const MARK = { at: '2025-10-10T09:00:00.000Z', by: 'Ann' };

function customer(rows: readonly DeskInvoiceRow[] = [row()], changes: Partial<PlanCustomer> = {}): PlanCustomer {
  const [debtor] = debtorsOf(rows, isAddress);
  if (debtor === undefined) throw new Error('a customer has an invoice');
  return { debtor, group: 'none', cause: 'unknown', tasks: [], ...changes };
}

const promise = (id: string, amount: string, due_date: string) => ({
  id,
  amount,
  due_date,
  made_on: '2025-10-05',
  ...MARK,
  cancelled: null,
});
const withWords = (changes: Partial<CollectionTask> = {}, words: Record<string, 'kept' | 'broken' | 'open'> = {}) =>
  deskTask({
    promises: [promise('p1', '100', '2025-12-20'), promise('p2', '60', '2025-11-10')],
    findings: [{ period: '2025-10', balance: '900', received: '0', words, at_risk: true }],
    ...changes,
  });
const plan = (of: PlanCustomer, rules: Rules = SHIPPED_RULES) => planCustomer(of, { rules, periodEnd: END, digits: 2 });

describe('the customers of the plan', () => {
  it('have all their invoices, in the order of the rows', () => {
    const rows = [row(), row({ customer_id: 'C2', place: 2 }), row({ invoice_id: 'I2' })];
    const debtors = debtorsOf(rows, isAddress);
    expect(
      debtors.map(({ customerId, place, invoices }) => [customerId, place, invoices.map((each) => each.invoice_id)]),
    ).toEqual([
      ['C1', 1, ['I1', 'I2']],
      ['C2', 2, ['I1']],
    ]);
    expect(debtorsOf([], isAddress)).toEqual([]);
  });

  it('are written to at what is an address only, and have no credit on account unless the books say so', () => {
    const debtor = (changes: Partial<DeskInvoiceRow>) => debtorsOf([row(changes)], isAddress)[0];
    expect(debtor({})).toMatchObject({ email: 'payables@example.com', creditOnAccount: '0' });
    expect(debtor({ email: 'none', credit_on_account: '12' })).toMatchObject({ email: null, creditOnAccount: '12' });
    const never = debtorsOf([row({ email: null })], () => {
      throw new Error('there is nothing to judge');
    });
    expect(never[0]?.email).toBeNull();
  });
});

describe('a customer’s part of the plan', () => {
  it('says where it stands, what comes next and by whom, and what it paid a month', () => {
    expect(plan(customer())).toMatchObject({
      stage: '31_60',
      age_stage: '31_60',
      overdue_amount: '900.00',
      disputed_amount: '50.00',
      due_soon_amount: '30.00',
      oldest_days: 45,
      paused: null,
      paid_per_month: '300.00',
      next_step: {
        channel: 'phone',
        template: 'reminder',
        owner_role: 'collection_specialist',
        owner: 'Collections',
        due_date: '2025-11-05',
      },
      promises: [],
    });
    expect(plan(customer([row()], { group: 'strategic_retention' })).next_step).toMatchObject({
      owner_role: 'account_manager',
      owner: 'Ann',
    });
  });

  it('goes by post where there is no address', () => {
    const young = { oldest_days: 10, days_overdue: 10 };
    expect(plan(customer([row(young)])).next_step?.channel).toBe('mail');
    expect(plan(customer([row({ ...young, email: null })])).next_step?.channel).toBe('letter');
  });

  it('spreads what is overdue over the months that it pays it in, for a payment plan', () => {
    expect(plan(customer()).measures).toEqual([
      { kind: 'payment_plan', because: ['stage'], months: 3, instalment: '300.00' },
    ]);
    expect(plan(customer([row({ paid: '0' })])).measures).toEqual([
      { kind: 'payment_plan', because: ['stage'], months: null, instalment: null },
    ]);
  });

  it('gives months to an extension, and neither months nor instalments to other measures', () => {
    const hard = plan(customer([row()], { cause: 'financial_difficulty' }));
    expect(hard.measures).toEqual([
      { kind: 'payment_plan', because: ['stage'], months: 3, instalment: '300.00' },
      { kind: 'temporary_extension', because: ['cause'], months: 3, instalment: null },
      { kind: 'prepayment', because: ['cause'], months: null, instalment: null },
    ]);
  });

  it('holds open promises of standing tasks against what is paid, by due date', () => {
    const promised = (tasks: CollectionTask[]) => plan(customer([row()], { tasks })).promises.map(({ id }) => id);
    expect(promised([withWords()])).toEqual(['p2', 'p1']);
    expect(promised([withWords({}, { p2: 'kept' })])).toEqual(['p1']);
    const other = deskTask({ promises: [promise('p9', '5', '2025-11-30'), promise('p8', '5', '2025-11-10')] });
    expect(promised([withWords(), other])).toEqual(['p2', 'p8', 'p9', 'p1']);
    expect(promised([withWords({ status: 'done' })])).toEqual([]);
  });

  it('asks for no measures while it rests, or where nothing is due', () => {
    // Its task is of this month, at whose end it is at the stage that asks for a payment plan.
    const resting = plan(customer([row()], { tasks: [withWords({ opened_period: '2025-10' })] }));
    expect(resting).toMatchObject({
      stage: '31_60',
      paused: 'promise_open',
      paused_until: '2025-11-10',
      next_step: null,
      measures: [],
    });
    const paid = row({ overdue_amount: '0', disputed_amount: '0', due_soon_amount: '0', oldest_days: null });
    expect(plan(customer([paid]))).toMatchObject({ stage: null, paused: null, next_step: null, measures: [] });
  });
});

describe('what a letter says', () => {
  const rules: Rules = {
    ...SHIPPED_RULES,
    plans: { ...SHIPPED_RULES.plans, letters: { ...SHIPPED_RULES.plans.letters, pay_to: 'Bank 1', signed_by: 'Ada' } },
  };
  function letter(
    rows: readonly DeskInvoiceRow[],
    changes: Partial<PlanCustomer> = {},
    step: Partial<LetterSubject['step']> = {},
  ) {
    const of = customer(rows, changes);
    const planned = plan(customer([row()]), rules);
    if (planned.next_step === null) throw new Error('a step was expected');
    return letterFacts(
      { customer: of, plan: planned, step: { ...planned.next_step, ...step }, currency: 'USD' },
      { rules, periodEnd: END },
    );
  }

  it('lists all that is open and not contested, with totals by currency, what is contested only counted', () => {
    const rows = [
      row(),
      row({ invoice_id: 'I2', own_open: '30.50', days_overdue: -5, due_date: '2025-11-05' }),
      row({ invoice_id: 'I3', invoice_currency: 'EUR', own_open: '7', days_overdue: 0, due_date: '2025-10-31' }),
      row({ invoice_id: 'I4', disputed: true, own_open: '50' }),
      row({ invoice_id: 'I5', own_open: '1.50' }),
    ];
    const facts = letter(rows);
    expect(facts.invoices.map(({ invoiceId }) => invoiceId)).toEqual(['I1', 'I2', 'I3', 'I5']);
    expect(facts.invoices[0]).toEqual({
      invoiceId: 'I1',
      invoiceDate: '2025-08-17',
      dueDate: '2025-09-16',
      daysOverdue: 45,
      total: '1000',
      open: '900',
      currency: 'USD',
    });
    expect(facts.totals).toEqual([
      { currency: 'EUR', overdue: '0', notDue: '7' },
      { currency: 'USD', overdue: '901.5', notDue: '30.5' },
    ]);
    expect(facts.disputedInvoices).toBe(1);
  });

  it('says who writes, to whom, by what template, and where to pay', () => {
    expect(letter([row()])).toMatchObject({
      company: rules.company.name,
      template: 'reminder',
      customerId: 'C1',
      customerName: 'Maple',
      asOf: END,
      measures: ['payment_plan'],
      broken: null,
      payTo: 'Bank 1',
      signedBy: 'Ada',
    });
  });

  it('asks for payment by the day of the next step, a notice by the end of its days', () => {
    // The step is due on 5 November, and ten days lie between two letters of the stage.
    expect(letter([row()]).payBy).toBe('2025-11-15');
    expect(letter([row()], {}, { stage: 'before_due', template: 'notice' }).payBy).toBe('2025-11-10');
  });

  it('as a notice lists what falls due within its days, to the last of them', () => {
    const due = ['2025-11-09', '2025-11-10', '2025-11-11'];
    const rows = due.map((due_date) => row({ invoice_id: due_date, due_date, days_overdue: -1 }));
    const listed = (stage: 'before_due' | '1_30') =>
      letter(rows, {}, { stage }).invoices.map(({ invoiceId }) => invoiceId);
    expect(listed('before_due')).toEqual(due.slice(0, 2));
    expect(listed('1_30')).toEqual(due);
  });

  it('reminds of the last promise that was broken, of standing tasks', () => {
    const broken = withWords({}, { p1: 'broken', p2: 'broken' });
    expect(letter([row()], { tasks: [broken] }).broken).toEqual({
      amount: '100',
      currency: 'USD',
      dueDate: '2025-12-20',
    });
    const older = deskTask({
      promises: [promise('p1', '5', '2025-11-01')],
      findings: [{ period: '2025-10', balance: '1', received: '0', words: { p1: 'broken' }, at_risk: true }],
    });
    expect(letter([row()], { tasks: [broken, older] }).broken?.dueDate).toBe('2025-12-20');
    expect(letter([row()], { tasks: [older, broken] }).broken?.dueDate).toBe('2025-12-20');
    expect(letter([row()], { tasks: [{ ...broken, status: 'done' }] }).broken).toBeNull();
  });
});

describe('the language of a letter', () => {
  const { plans } = SHIPPED_RULES;
  const settings = {
    ...plans,
    letters: { ...plans.letters, by_customer: { C9: 'zh-CN' as const, C8: 'en' as const } },
  };

  it('is as set for the customer, else for the currency of its oldest invoice, else the settings’', () => {
    const locale = (customer_id: string, ...currencies: string[]) =>
      letterLocale(settings, customer(currencies.map((invoice_currency) => row({ customer_id, invoice_currency }))));
    expect(locale('C1', 'USD', 'CNY')).toBe('en');
    expect(locale('C1', 'CNY', 'USD')).toBe('zh-CN');
    expect(locale('C9', 'USD')).toBe('zh-CN');
    expect(locale('C8', 'CNY')).toBe('en');
    expect(locale('constructor', 'USD')).toBe('en');
  });

  it('is the settings’ where nothing is open', () => {
    const nobody = customer();
    expect(letterLocale(settings, { ...nobody, debtor: { ...nobody.debtor, invoices: [] } })).toBe('en');
  });
});
