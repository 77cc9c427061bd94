import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { figuresOf, type LedgerRun, type RunFigures, runLedger } from './ledger-run.ts';

const INVOICES = 'invoice_id,customer_id,invoice_date,due_date,total_amount,status,updated_at';
const PAYMENTS = 'payment_id,customer_id,payment_date,amount,invoice_id';
const PERIOD = '2024-04';

/** Sixty invoices of 100.00 of six customers, none in April; every second one paid. */
const goodInvoices = Array.from({ length: 60 }, (_, i) => {
  const month = (i % 3) + 1;
  return `i${i},c${i % 6},2024-0${month}-${10 + (i % 9)},2024-0${month + 1}-${10 + (i % 9)},100.00,,`;
});
const goodPayments = Array.from({ length: 30 }, (_, i) => `p${i},c${(2 * i) % 6},2024-03-25,100.00,i${2 * i}`);
const customers = `customer_id,name\n${Array.from({ length: 6 }, (_, i) => `c${i},Customer ${i}\n`).join('')}`;

/** Rows that must change no figure. */
const NO_EFFECT = {
  invoices: [
    'i-negative,c0,2024-02-10,2024-03-10,-50.00,,',
    'i-void,c0,2024-02-10,2024-03-10,7000.00,void,',
    'i-deleted,c1,2024-02-10,2024-03-10,7000.00,Deleted,',
    'i-later,c1,2024-05-02,2024-06-02,7000.00,,',
    goodInvoices[0] ?? '',
    'i1,c1,2024-02-11,2024-03-11,9999.00,,2024-01-01 8:00:00',
  ],
  payments: [goodPayments[0] ?? ''],
};
/** Rows that are kept, and named. */
const KEPT = {
  invoices: ['i-unknown-customer,nobody,2024-02-10,2024-03-10,40.00,,', 'i-early,c2,2024-02-10,2024-02-03,30.00,,'],
  payments: [
    'p-unknown,c3,2024-03-01,25.00,i-nowhere',
    'p-void,c0,2024-03-02,15.00,i-void',
    'p-prepaid,c5,2024-01-02,10.00,i5',
    // The books reach past the month under review, which is empty itself.
    'p-later,c1,2024-05-02,5.00,i1',
  ],
};

function files(...more: readonly { invoices: readonly string[]; payments: readonly string[] }[]) {
  const rows = (of: 'invoices' | 'payments') => more.flatMap((each) => each[of]);
  // The copy of i1 that counts is the newest.
  const good = goodInvoices.map((row) => (row.startsWith('i1,') ? `${row}2024-03-01 9:00:00` : row));
  return {
    'invoices.csv': `${[INVOICES, ...good, ...rows('invoices').map((row) => (row === goodInvoices[0] ? good[0] : row))].join('\n')}\n`,
    'payments.csv': `${[PAYMENTS, ...goodPayments, ...rows('payments')].join('\n')}\n`,
    'customers.csv': customers,
  };
}

const landingFile = z.looseObject({
  tables: z.array(z.looseObject({ table: z.string(), suspect: z.record(z.string(), z.number()) })),
});

function valuesOf(figures: RunFigures): Record<string, unknown> {
  return Object.fromEntries(Object.entries(figures).map(([id, { value }]) => [id, value]));
}

describe('bad input in a ledger', () => {
  const runs: LedgerRun[] = [];
  let clean: RunFigures;
  let spoilt: RunFigures;
  beforeAll(async () => {
    runs.push(await runLedger(files(KEPT), PERIOD), await runLedger(files(KEPT, NO_EFFECT), PERIOD));
    expect(runs.map(({ status }) => status)).toEqual([0, 0]);
    const [first, second] = await Promise.all(runs.map(figuresOf));
    clean = first?.figures ?? {};
    spoilt = second?.figures ?? {};
  });
  afterAll(async () => {
    for (const { folder } of runs) await rm(folder, { recursive: true, force: true });
  });

  it('is in no sum where it is void, deleted, negative, copied, superseded or of a later day', () => {
    expect(valuesOf(spoilt)).toEqual(valuesOf(clean));
  });

  it('is named and counted, table by table', async () => {
    const landing = landingFile.parse(JSON.parse(await readFile(join(runs[1]?.out ?? '', 'landing.json'), 'utf8')));
    expect(landing.tables).toMatchObject([
      {
        table: 'invoices',
        rows_read: 68,
        rows_landed: 63,
        quarantined: 1,
        duplicates_dropped: 2,
        deleted: 2,
        suspect: { due_before_invoice: 1, after_period: 1, unknown_customer: 1 },
      },
      {
        table: 'payments',
        rows_read: 35,
        rows_landed: 34,
        duplicates_dropped: 1,
        suspect: { after_period: 1, unknown_invoice: 1, invoice_deleted: 1, settled_before_invoice: 1 },
      },
      { table: 'customers', rows_read: 6, suspect: {} },
    ]);
    const quarantine = await readFile(join(runs[1]?.out ?? '', 'quarantine', 'invoices.csv'), 'utf8');
    expect(quarantine).toBe('file,line,column,value,rule\ninvoices.csv,64,total_amount,-50.00,negative_total\n');
  });

  it('leaves money of unknown and deleted invoices on account, and shows it', () => {
    expect(spoilt['kpi.credit_on_account']?.value).toBe('40.00');
    // 30 of 60 invoices are open, 10.00 of one was prepaid; the two odd invoices are open and overdue.
    expect(spoilt['overdue.amount']?.value).toBe('3060.00');
    expect(spoilt['overdue.invoices.count']?.value).toBe(32);
  });

  it('of an empty month is a month without invoices: it has a rate of what was due, and says what it has not', () => {
    expect(spoilt['trend.latest_month']?.value).toBe(PERIOD);
    expect(spoilt['trend.latest_rate_pct']?.value).toBe(0);
    expect(spoilt['kpi.dso_days']?.value).not.toBeNull();
    for (const [id, { value, note }] of Object.entries(spoilt)) if (value === null) expect(note, id).toBeTruthy();
  });
});
