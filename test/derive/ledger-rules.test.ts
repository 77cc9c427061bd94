import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LandedRow, LedgerEngine, type ResultRow } from './ledger-engine.ts';

const PERIOD = '2024-06';
type Tables = Readonly<Record<string, readonly LandedRow[]>>;

/** An invoice of 100 dated 10 May 2024 and due 10 June, of the customer it is named after. */
function invoice(id: string, more: LandedRow = {}): LandedRow {
  const customer = id.replace(/-\d+$/, '');
  const dates = { invoice_date: '2024-05-10', due_date: '2024-06-10' };
  return { invoice_id: id, customer_id: customer, ...dates, total_amount: '100', ...more };
}

function payment(invoiceId: string | null, date: string, amount: string, more: LandedRow = {}): LandedRow {
  const customer = invoiceId?.replace(/-\d+$/, '') ?? null;
  return {
    payment_id: `${invoiceId} ${date} ${amount}`,
    customer_id: customer,
    payment_date: date,
    amount,
    invoice_id: invoiceId,
    ...more,
  };
}

function credit(invoiceId: string | null, date: string, amount: string, more: LandedRow = {}): LandedRow {
  const customer = invoiceId?.replace(/-\d+$/, '') ?? null;
  return {
    credit_id: `${invoiceId} ${date} ${amount}`,
    customer_id: customer,
    credit_date: date,
    amount,
    invoice_id: invoiceId,
    ...more,
  };
}

async function books(tables: Tables, period = PERIOD, homeCurrency = 'USD'): Promise<LedgerEngine> {
  const engine = await LedgerEngine.open('ledger');
  await engine.land(period, tables);
  await engine.derive({ period, homeCurrency });
  return engine;
}

describe('an invoice as of a month end', () => {
  let engine: LedgerEngine;
  beforeAll(async () => {
    engine = await books({
      invoices: [
        invoice('untouched'),
        invoice('part'),
        invoice('credit-first'),
        invoice('overpaid'),
        invoice('credited-after-paid'),
        invoice('prepaid'),
        invoice('paid-later'),
        invoice('settled', { settled_date: '2024-06-03' }),
        invoice('settled-later', { settled_date: '2024-07-01' }),
        invoice('settled-in-parts', { settled_date: '2024-06-20' }),
        invoice('due-today', { due_date: '2024-06-30' }),
        invoice('nothing', { total_amount: '0' }),
        invoice('all-credited'),
        invoice('next-month', { invoice_date: '2024-07-01', due_date: '2024-07-31' }),
        invoice('settled-ahead', { invoice_date: '2024-07-01', due_date: '2024-07-31', settled_date: '2024-06-25' }),
      ],
      payments: [
        payment('part', '2024-06-30', '40'),
        payment('credit-first', '2024-05-20', '80'),
        payment('overpaid', '2024-06-01', '70'),
        payment('overpaid', '2024-06-02', '70'),
        payment('credited-after-paid', '2024-05-20', '100'),
        payment('prepaid', '2024-04-30', '25'),
        payment('paid-later', '2024-07-01', '100'),
        payment('settled-in-parts', '2024-06-15', '30'),
        payment('next-month', '2024-06-29', '15'),
        payment('no-such-invoice', '2024-06-01', '7'),
        payment(null, '2024-06-01', '9', { customer_id: 'untouched' }),
      ],
      credits: [
        credit('credit-first', '2024-06-05', '30'),
        credit('credited-after-paid', '2024-06-05', '20'),
        credit('all-credited', '2024-05-31', '130'),
        credit(null, '2024-06-30', '4', { customer_id: 'untouched' }),
        credit(null, '2024-07-01', '5', { customer_id: 'untouched' }),
      ],
    });
  });
  afterAll(() => engine.close());

  async function standing(customer: string): Promise<ResultRow | undefined> {
    const rows = await engine.rows(
      `SELECT i.credited, i.applied, i.open_amount, i.settled_date, c.outstanding_balance, c.credit_on_account, c.payment_rate_pct
       FROM invoice_fact i JOIN customer_month c ON c.customer_id = i.customer_id AND c.month = '${PERIOD}'
       WHERE i.customer_id = '${customer}'`,
    );
    expect(rows.length).toBeLessThanOrEqual(1);
    const [{ outstanding_balance, ...row } = { outstanding_balance: null }] = rows;
    if (rows.length > 0) expect(outstanding_balance).toBe(rows[0]?.open_amount);
    return rows.length === 0 ? undefined : row;
  }

  it.each([
    [
      'untouched',
      {
        credited: '0',
        applied: '0',
        open_amount: '100',
        settled_date: null,
        credit_on_account: '13',
        payment_rate_pct: '0',
      },
    ],
    [
      'part',
      {
        credited: '0',
        applied: '40',
        open_amount: '60',
        settled_date: null,
        credit_on_account: '0',
        payment_rate_pct: '40',
      },
    ],
    [
      'credit-first',
      {
        credited: '30',
        applied: '70',
        open_amount: '0',
        settled_date: '2024-06-05',
        credit_on_account: '10',
        payment_rate_pct: '100',
      },
    ],
    [
      'overpaid',
      {
        credited: '0',
        applied: '100',
        open_amount: '0',
        settled_date: '2024-06-02',
        credit_on_account: '40',
        payment_rate_pct: '100',
      },
    ],
    [
      'credited-after-paid',
      {
        credited: '20',
        applied: '80',
        open_amount: '0',
        settled_date: '2024-05-20',
        credit_on_account: '20',
        payment_rate_pct: '100',
      },
    ],
    [
      'prepaid',
      {
        credited: '0',
        applied: '25',
        open_amount: '75',
        settled_date: null,
        credit_on_account: '0',
        payment_rate_pct: '25',
      },
    ],
    [
      'paid-later',
      {
        credited: '0',
        applied: '0',
        open_amount: '100',
        settled_date: null,
        credit_on_account: '0',
        payment_rate_pct: '0',
      },
    ],
    [
      'settled',
      {
        credited: '0',
        applied: '100',
        open_amount: '0',
        settled_date: '2024-06-03',
        credit_on_account: '0',
        payment_rate_pct: '100',
      },
    ],
    [
      'settled-later',
      {
        credited: '0',
        applied: '0',
        open_amount: '100',
        settled_date: null,
        credit_on_account: '0',
        payment_rate_pct: '0',
      },
    ],
    [
      'settled-in-parts',
      {
        credited: '0',
        applied: '100',
        open_amount: '0',
        settled_date: '2024-06-20',
        credit_on_account: '0',
        payment_rate_pct: '100',
      },
    ],
    [
      'due-today',
      {
        credited: '0',
        applied: '0',
        open_amount: '100',
        settled_date: null,
        credit_on_account: '0',
        payment_rate_pct: '0',
      },
    ],
    [
      'nothing',
      {
        credited: '0',
        applied: '0',
        open_amount: '0',
        settled_date: '2024-05-10',
        credit_on_account: '0',
        payment_rate_pct: null,
      },
    ],
    [
      'all-credited',
      {
        credited: '100',
        applied: '0',
        open_amount: '0',
        settled_date: '2024-05-31',
        credit_on_account: '30',
        payment_rate_pct: null,
      },
    ],
  ])('%s', async (customer, expected) => {
    expect(await standing(customer)).toEqual(expected);
  });

  it('does not exist before its day, and what was paid towards it waits on account', async () => {
    expect(await standing('next-month')).toBeUndefined();
    expect(
      await engine.rows(
        "SELECT customer_id, on_account FROM account_change WHERE customer_id IN ('next-month', 'settled-ahead') ORDER BY 1",
      ),
    ).toEqual([
      { customer_id: 'next-month', on_account: '15' },
      { customer_id: 'settled-ahead', on_account: '100' },
    ]);
  });

  it('was not there yet a month before, or stood as it did then', async () => {
    const rows = await engine.rows(
      `SELECT customer_id, outstanding_balance, credit_on_account FROM customer_month
       WHERE month = '2024-05' AND customer_id IN ('credit-first', 'prepaid', 'credited-after-paid') ORDER BY customer_id`,
    );
    expect(rows).toEqual([
      { customer_id: 'credit-first', outstanding_balance: '20', credit_on_account: '0' },
      { customer_id: 'credited-after-paid', outstanding_balance: '0', credit_on_account: '0' },
      { customer_id: 'prepaid', outstanding_balance: '75', credit_on_account: '0' },
    ]);
    expect(await engine.rows("SELECT count(*) AS n FROM customer_month WHERE month = '2024-04'")).toEqual([{ n: '0' }]);
  });

  it('is overdue from the day after it was due', async () => {
    const rows = await engine.rows(
      'SELECT month, receivables, overdue, credit_on_account FROM receivable_month ORDER BY month',
    );
    expect(rows).toEqual([
      { month: '2024-05', receivables: '895', overdue: '0', credit_on_account: '30' },
      { month: '2024-06', receivables: '535', overdue: '435', credit_on_account: '235' },
    ]);
  });
});

describe('the age of what is open', () => {
  it('changes after the due day, and after 30, 60, 90 and 120 days', async () => {
    const days = [0, 1, 30, 31, 60, 61, 90, 91, 120, 121];
    const due = (back: number) => new Date(Date.UTC(2024, 5, 30 - back)).toISOString().slice(0, 10);
    const engine = await books({
      invoices: days.map((back, i) =>
        invoice(`age-${i}`, { invoice_date: due(back), due_date: due(back), total_amount: String(10 ** i) }),
      ),
    });
    const rows = await engine.rows(
      `SELECT to_bucket, sum(amount) AS amount, sum(invoices) AS invoices FROM receivable_flow WHERE month = '${PERIOD}' GROUP BY to_bucket`,
    );
    engine.close();
    expect(Object.fromEntries(rows.map((row) => [row.to_bucket, [row.amount, row.invoices]]))).toEqual({
      current: ['1', '1'],
      '1_30': ['110', '2'],
      '31_60': ['11000', '2'],
      '61_90': ['1100000', '2'],
      '91_120': ['110000000', '2'],
      over_120: ['1000000000', '1'],
    });
  });
});

describe('the collection rate of a month', () => {
  let months: Readonly<Record<string, unknown>>;
  beforeAll(async () => {
    const engine = await books({
      invoices: [
        // In the base of May (40 of it then collected), and of June with what is left.
        invoice('a-1', { invoice_date: '2024-04-10', due_date: '2024-05-10' }),
        // Due in June, invoiced in May: in the base of June only.
        invoice('a-2'),
        // Invoiced and due in June.
        invoice('a-3', { invoice_date: '2024-06-05', due_date: '2024-06-05', total_amount: '50' }),
        // Due in July: in no base.
        invoice('a-4', { due_date: '2024-07-10', total_amount: '1000' }),
        // Paid to 20 by the end of May; the credit of June takes those 20 and no more.
        invoice('a-5', { due_date: '2024-05-31' }),
      ],
      payments: [
        payment('a-1', '2024-05-15', '40'),
        payment('a-1', '2024-06-15', '30'),
        payment('a-2', '2024-06-01', '60'),
        payment('a-3', '2024-06-20', '70'),
        payment('a-4', '2024-06-20', '500'),
        payment('a-5', '2024-05-20', '80'),
      ],
      credits: [credit('a-2', '2024-06-30', '10'), credit('a-5', '2024-06-10', '50')],
    });
    const rows = await engine.rows(
      `SELECT m.month, m.base_amount, m.base_credited, m.base_collected, f.collection_rate_pct, f.total_revenue
       FROM receivable_month m JOIN month_fact f ON f.month = m.month ORDER BY m.month`,
    );
    months = Object.fromEntries(rows.map(({ month, ...row }) => [String(month), row]));
    engine.close();
  });

  it('is null without a base', () => {
    expect(months['2024-04']).toEqual({
      base_amount: '0',
      base_credited: '0',
      base_collected: '0',
      collection_rate_pct: null,
      total_revenue: '100',
    });
  });

  it('is the cash applied to what was open and due, and to what was invoiced and due', () => {
    expect(months['2024-05']).toEqual({
      base_amount: '200',
      base_credited: '0',
      base_collected: '120',
      collection_rate_pct: '60',
      total_revenue: '1200',
    });
    // Base: 60 of a-1, 100 of a-2, 50 of a-3, 20 of a-5. Credited: 10 and 20. Collected: 30, 60, 50.
    expect(months['2024-06']).toEqual({
      base_amount: '230',
      base_credited: '30',
      base_collected: '140',
      collection_rate_pct: '70',
      total_revenue: '-10',
    });
  });
});

describe('books in several currencies', () => {
  const euros = { currency: 'EUR', exchange_rate: '1.1' };

  it('are added up at home row by row, rounded half away from zero, and shown by currency', async () => {
    const engine = await books({
      invoices: [
        invoice('a-1', { ...euros, total_amount: '0.05' }),
        invoice('a-2', { ...euros, total_amount: '0.05' }),
        invoice('b-1', { total_amount: '7.01', cost_amount: '2' }),
      ],
      payments: [payment('a-1', '2024-06-01', '0.02')],
    });
    expect(await engine.rows('SELECT scope, currency, converted FROM ledger_scope ORDER BY scope')).toEqual([
      { scope: '*', currency: 'USD', converted: true },
      { scope: 'EUR', currency: 'EUR', converted: false },
      { scope: 'USD', currency: 'USD', converted: false },
    ]);
    // 0.055 becomes 0.06 each, and 0.022 becomes 0.02.
    expect(
      await engine.rows(
        `SELECT scope, customer_id, currency, outstanding_balance FROM customer_month WHERE month = '${PERIOD}' ORDER BY scope, customer_id`,
      ),
    ).toEqual([
      { scope: '*', customer_id: 'a', currency: 'USD', outstanding_balance: '0.1' },
      { scope: '*', customer_id: 'b', currency: 'USD', outstanding_balance: '7.01' },
      { scope: 'EUR', customer_id: 'a', currency: 'EUR', outstanding_balance: '0.08' },
      { scope: 'USD', customer_id: 'b', currency: 'USD', outstanding_balance: '7.01' },
    ]);
    engine.close();
  });

  it.each([
    ['an invoice', { invoices: [invoice('a-1', { currency: 'EUR' })] }],
    [
      'a payment on account',
      {
        invoices: [invoice('a-1', euros)],
        payments: [payment(null, '2024-06-01', '1', { customer_id: 'a', currency: 'EUR' })],
      },
    ],
  ])(
    'are shown by currency only where %s has no rate',
    async (_, { invoices, payments = [] }: { invoices: LandedRow[]; payments?: LandedRow[] }) => {
      const engine = await books({ invoices: [...invoices, invoice('b-1')], payments });
      expect(await engine.rows('SELECT scope FROM ledger_scope ORDER BY scope')).toEqual([
        { scope: 'EUR' },
        { scope: 'USD' },
      ]);
      expect(await engine.rows('SELECT DISTINCT scope FROM invoice_fact ORDER BY scope')).toEqual([
        { scope: 'EUR' },
        { scope: 'USD' },
      ]);
      engine.close();
    },
  );

  it('take the rate of a payment from its invoice, and the money of a note without invoice from the customer’s invoices', async () => {
    const engine = await books({
      invoices: [
        invoice('a-1', { ...euros, invoice_date: '2024-04-01' }),
        invoice('a-2', { ...euros, exchange_rate: '1.2' }),
        invoice('b-1'),
      ],
      payments: [payment('a-1', '2024-06-01', '10', { currency: 'EUR' })],
      credits: [
        credit(null, '2024-05-01', '5', { customer_id: 'a' }),
        credit(null, '2024-05-01', '3', { customer_id: 'b' }),
      ],
    });
    expect(
      await engine.rows('SELECT kind, customer_id, currency, rate FROM ledger_posting ORDER BY kind, customer_id'),
    ).toEqual([
      { kind: 'cash', customer_id: 'a', currency: 'EUR', rate: '1.1' },
      { kind: 'credit', customer_id: 'a', currency: 'EUR', rate: '1.1' },
      { kind: 'credit', customer_id: 'b', currency: 'USD', rate: '1' },
    ]);
    engine.close();
  });

  it('take rate and currency of a prepayment from an invoice that is not written yet', async () => {
    const later = { ...euros, invoice_date: '2024-07-10', due_date: '2024-08-10' };
    const engine = await books({
      invoices: [invoice('a-1', euros), invoice('b-1', later), invoice('c-1', later)],
      payments: [
        payment('b-1', '2024-06-01', '10', { currency: 'EUR' }),
        payment('c-1', '2024-06-01', '7'),
        payment('c-1', '2024-06-02', '5', { currency: 'EUR', exchange_rate: '1.2' }),
      ],
    });
    expect(
      await engine.rows('SELECT customer_id, invoice_id, currency, rate FROM ledger_posting ORDER BY amount'),
    ).toEqual([
      { customer_id: 'c', invoice_id: null, currency: 'EUR', rate: '1.2' },
      { customer_id: 'c', invoice_id: null, currency: 'EUR', rate: '1.1' },
      { customer_id: 'b', invoice_id: null, currency: 'EUR', rate: '1.1' },
    ]);
    expect(
      await engine.rows(
        `SELECT scope, credit_on_account FROM receivable_month WHERE month = '${PERIOD}' ORDER BY scope`,
      ),
    ).toEqual([
      { scope: '*', credit_on_account: '24.7' },
      { scope: 'EUR', credit_on_account: '22' },
    ]);
    engine.close();
  });

  it('show the credit on account of a currency in which nothing was invoiced', async () => {
    const engine = await books({
      invoices: [invoice('a-1')],
      payments: [
        payment(null, '2024-05-03', '10', { customer_id: 'b', currency: 'GBP' }),
        payment(null, '2024-06-03', '2.5', { customer_id: 'b', currency: 'GBP' }),
      ],
    });
    expect(
      await engine.rows(
        `SELECT month, receivables, credit_on_account FROM receivable_month WHERE scope = 'GBP' ORDER BY month`,
      ),
    ).toEqual([
      { month: '2024-05', receivables: '0', credit_on_account: '10' },
      { month: '2024-06', receivables: '0', credit_on_account: '12.5' },
    ]);
    expect(await engine.query('kpi_countback', 'GBP', PERIOD)).toEqual([]);
    engine.close();
  });

  it('are one currency where all rows name the same, whichever it is', async () => {
    const engine = await books({ invoices: [invoice('a-1', { currency: 'EUR' })] });
    expect(await engine.rows('SELECT scope, currency, converted FROM ledger_scope')).toEqual([
      { scope: '*', currency: 'EUR', converted: false },
    ]);
    engine.close();
  });

  it('leave a payment in another currency than its invoice on account in its own', async () => {
    const engine = await books({
      invoices: [invoice('a-1', { currency: 'EUR' }), invoice('a-2')],
      payments: [payment('a-1', '2024-06-01', '10', { currency: 'USD' })],
    });
    expect(
      await engine.rows(
        `SELECT scope, outstanding_balance, credit_on_account FROM customer_month WHERE month = '${PERIOD}' ORDER BY scope`,
      ),
    ).toEqual([
      { scope: 'EUR', outstanding_balance: '100', credit_on_account: '0' },
      { scope: 'USD', outstanding_balance: '100', credit_on_account: '10' },
    ]);
    engine.close();
  });
});

describe('scores of a customer', () => {
  const due = (id: string, date: string, settled: string | null) =>
    invoice(id, { invoice_date: date, due_date: date, settled_date: settled });
  let scores: Readonly<Record<string, unknown>>;
  beforeAll(async () => {
    const engine = await books({
      invoices: [
        due('derived-1', '2024-03-01', '2024-03-01'),
        due('derived-2', '2024-04-01', '2024-04-11'),
        due('derived-3', '2024-05-01', null),
        due('thin-1', '2024-01-01', '2024-01-01'),
        due('thin-2', '2024-02-01', '2024-02-01'),
        due('given-1', '2024-06-01', null),
        due('dormant-1', '2023-01-01', '2023-01-01'),
        due('dormant-2', '2023-02-01', '2023-02-01'),
        due('dormant-3', '2023-05-01', '2023-06-01'),
        due('owing-1', '2021-06-30', null),
        due('owing-2', '2021-06-30', null),
        due('owing-3', '2021-06-30', null),
      ],
      customers: [
        {
          customer_id: 'given',
          name: 'Given',
          credit_score: '701.5',
          business_stability_score: '33',
          account_manager: 'kim',
        },
      ],
    });
    const rows = await engine.rows(
      `SELECT customer_id, credit_score, credit_score_source, stability, stability_source FROM customer_month WHERE month = '${PERIOD}'`,
    );
    scores = Object.fromEntries(rows.map(({ customer_id, ...row }) => [String(customer_id), row]));
    engine.close();
  });

  const score = (
    credit: string | null,
    creditSource: string | null,
    stability: string | null,
    stabilitySource: string | null,
  ) => ({
    credit_score: credit,
    credit_score_source: creditSource,
    stability,
    stability_source: stabilitySource,
  });

  it.each([
    // On time 1 of 3, on average 70 ÷ 3 days late, 1 of 3 overdue: 300 + 550 × (0.5 ÷ 3 + 0.3 × (1 − 23.33 ÷ 60) + 0.2 × 2 ÷ 3).
    // An invoice in 3 of 4 months, a customer for 121 days: 100 × (0.7 × 0.75 + 0.3 × 121 ÷ 1095).
    [
      'is derived from how it pays and how regularly it is invoiced',
      'derived',
      score('566', 'derived', '55.8', 'derived'),
    ],
    ['is unknown with fewer than three invoices', 'thin', score(null, null, null, null)],
    ['is what the books give', 'given', score('701.5', 'given', '33', 'given')],
    // 547 days since the first of January 2023... no invoice within twelve months.
    ['forgets what was due and settled over a year ago', 'dormant', score(null, null, '15', 'derived')],
    ['does not forget what is still owed', 'owing', score('300', 'derived', '30', 'derived')],
  ])('%s', (_, customer, expected) => {
    expect(scores[customer]).toEqual(expected);
  });
});

describe('scores of a bureau', () => {
  it('come before those of the customer file, and both before derived ones, one by one', async () => {
    const engine = await books({
      invoices: [invoice('both-1'), invoice('half-1'), invoice('alone-1'), invoice('none-1')],
      customers: [
        { customer_id: 'both', name: 'Both', credit_score: '500', business_stability_score: '50' },
        { customer_id: 'half', name: 'Half', credit_score: '510', business_stability_score: '51' },
      ],
      bureau_scores: [
        { customer_id: 'both', credit_score: '640', business_stability_score: '64' },
        { customer_id: 'half', credit_score: null, business_stability_score: '65' },
        { customer_id: 'alone', credit_score: '660' },
        { customer_id: 'stranger', credit_score: '670' },
      ],
    });
    const rows = await engine.rows(
      `SELECT customer_id, customer_name, credit_score, credit_score_source, stability FROM customer_month
       WHERE month = '${PERIOD}' ORDER BY customer_id`,
    );
    expect(rows.map((row) => Object.values(row))).toEqual([
      ['alone', 'alone', '660', 'given', null],
      ['both', 'Both', '640', 'given', '64'],
      ['half', 'Half', '510', 'given', '65'],
      ['none', 'none', null, null, null],
    ]);
    engine.close();
  });
});

describe('how many month ends customers are shown at', () => {
  it('changes nothing about those that are', async () => {
    const engine = await LedgerEngine.open('ledger');
    await engine.land(PERIOD, {
      invoices: [
        invoice('a-1', { invoice_date: '2023-01-10', due_date: '2023-02-10' }),
        invoice('a-2', { invoice_date: '2024-05-10', settled_date: '2024-06-05' }),
        invoice('b-1', { invoice_date: '2024-06-01' }),
      ],
    });
    const shown = 'SELECT * FROM customer_month ORDER BY month, customer_id';
    await engine.derive({ period: PERIOD, historyMonths: 2 });
    const two = await engine.rows(shown);
    await engine.derive({ period: PERIOD });
    const all = await engine.rows(shown);
    engine.close();
    expect(two.map(({ month, customer_id }) => `${month} ${customer_id}`)).toEqual([
      '2024-05 a',
      '2024-06 a',
      '2024-06 b',
    ]);
    expect(all.slice(-3)).toEqual(two);
    expect(all).toHaveLength(19);
  });
});
