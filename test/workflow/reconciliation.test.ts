import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { en } from '../../report/messages/en.ts';
import { figureLabel } from '../../report/messages/figure-label.ts';
import { zhCN } from '../../report/messages/zh-CN.ts';
import { duewatch, testFolder } from './command.ts';
import { figuresOf, runLedger } from './ledger-run.ts';

const landing = z.looseObject({
  verdict: z.string(),
  warnings: z.array(z.looseObject({ rule: z.string(), message: z.string() })),
  reconciliation: z.looseObject({
    checks: z.array(
      z.looseObject({
        check: z.string(),
        status: z.string(),
        why_not: z.string().optional(),
        beyond_limit: z.boolean(),
      }),
    ),
    differences: z.array(z.looseObject({ check: z.string(), customer_id: z.string(), reason: z.string() })),
  }),
});

async function check(exports: string, ...more: string[]) {
  const ended = await duewatch('check', '--exports', exports, '--json', ...more);
  return { status: ended.status, ...landing.parse(JSON.parse(ended.out)) };
}

/** Books of two customers: one owes half an invoice, the other has paid all and 20 more. */
const BOOKS = {
  'customer.csv': 'id,display_name,balance\nc1,One,50.00\nc2,Two,-20.00\n',
  'invoice.csv':
    'id,customer_id,transaction_date,due_date,total_amount,balance\ni1,c1,2024-05-01,2024-06-01,100.00,50.00\ni2,c2,2024-05-01,2024-06-01,80.00,0.00\n',
  'payment.csv':
    'id,customer_id,transaction_date,total_amount,unapplied_amount\np1,c1,2024-06-10,40.00,0\np2,c2,2024-06-11,100.00,20.00\np3,c1,2024-06-12,0.00,0\n',
  'payment_line.csv':
    'payment_id,index,amount,invoice_id,credit_memo_id\np1,0,40.00,i1,\np2,0,80.00,i2,\np3,0,10.00,i1,\np3,1,10.00,,m1\n',
  'credit_memo.csv': 'id,customer_id,transaction_date,total_amount,balance\nm1,c1,2024-06-01,10.00,0.00\n',
  'invoice_line.csv':
    'invoice_id,index,amount,detail_type\ni1,0,92.00,SalesItemLineDetail\ni2,0,90.00,SalesItemLineDetail\ni2,1,10.00,DiscountLineDetail\ni2,2,90.00,SubTotalLineDetail\n',
} as const;

async function exportOf(files: Readonly<Record<string, string>>): Promise<string> {
  const exports = join(await testFolder(), 'export');
  await mkdir(exports);
  for (const [name, text] of Object.entries(files)) await writeFile(join(exports, name), text);
  return exports;
}

describe('books that are held against their own documents', () => {
  it('agree where balances, lines and payments add up: credits used, discounts taken off, tax on top of the lines', async () => {
    const found = await check(await exportOf(BOOKS));
    expect(found.status).toBe(0);
    expect(found.reconciliation.checks.map(({ check: name, status }) => [name, status])).toEqual([
      ['customer_balance', 'agrees'],
      ['invoice_balance', 'agrees'],
      ['invoice_lines', 'agrees'],
      ['payment_lines', 'agrees'],
    ]);
    // 8.00 on top of 92.00 is shown as what it most likely is.
    expect(found.reconciliation.differences).toMatchObject([
      { check: 'invoice_lines', document_id: 'i1', difference: '8', reason: 'tax_or_shipping' },
    ]);
  });

  it('may keep a customer’s balance with credit on account taken off, or without', async () => {
    const gross = BOOKS['customer.csv'].replace('-20.00', '0.00');
    expect(await check(await exportOf({ ...BOOKS, 'customer.csv': gross }))).toMatchObject({ status: 0 });
  });

  it('are compared by balance only at the end of what the export holds', async () => {
    const found = await check(await exportOf(BOOKS), '--period', '2024-05');
    expect(found.status).toBe(0);
    expect(found.reconciliation.checks.map(({ status, why_not }) => [status, why_not])).toEqual([
      ['not_compared', 'later_rows'],
      ['not_compared', 'later_rows'],
      ['agrees', undefined],
      ['not_compared', 'not_given'],
    ]);
  });

  it('agree in a made-up ledger of hundreds of customers', async () => {
    const folder = await testFolder();
    await writeSample(folder, { profile: 'fivetran-quickbooks', customers: 300, months: 14, seed: 9 });
    const found = await check(folder);
    expect(found.status).toBe(0);
    expect(found.reconciliation.checks.every(({ status }) => status === 'agrees')).toBe(true);
    expect(found.reconciliation.differences).toEqual([]);
  });

  it.each([
    [
      'a payment that is missing from the export',
      { 'payment.csv': BOOKS['payment.csv'].replace(/p1.*\n/, '') },
      ['customer_balance', 'c1', 'invoice_balances'],
      ['invoice_balance', 'c1', 'payment_deleted'],
    ],
    [
      'an opening balance of a customer without documents',
      { 'customer.csv': `${BOOKS['customer.csv']}c3,Three,500.00\n` },
      ['customer_balance', 'c3', 'no_documents'],
    ],
    [
      'a balance that a journal entry explains',
      {
        'customer.csv': BOOKS['customer.csv'].replace('50.00', '57.00'),
        'payment.csv': `${BOOKS['payment.csv']}p4,c1,2024-06-20,5.00,0\n`,
        'payment_line.csv': `${BOOKS['payment_line.csv'].replaceAll('\n', ',\n').replace('credit_memo_id,', 'credit_memo_id,journal_entry_id')}p4,0,5.00,,,j1\n`,
      },
      ['customer_balance', 'c1', 'journal_entry'],
    ],
    [
      'lines that come to less than the payment',
      { 'payment_line.csv': BOOKS['payment_line.csv'].replace('80.00,i2', '60.00,i2') },
      ['payment_lines', 'c2', 'lines_missing'],
      ['invoice_balance', 'c2', 'settlement_missing'],
    ],
    [
      'an invoice whose lines do not come near its total',
      { 'invoice_line.csv': BOOKS['invoice_line.csv'].replace('92.00', '40.00') },
      ['invoice_lines', 'c1', 'lines_missing'],
    ],
  ])('are marked unreliable by %s, with the customer and the likely reason', async (_, changed, ...expected) => {
    const found = await check(await exportOf({ ...BOOKS, ...changed }));
    expect(found.status).toBe(4);
    expect(found.warnings[0]?.rule).toBe('books_differ');
    const differences = found.reconciliation.differences.map((each) => [each.check, each.customer_id, each.reason]);
    for (const difference of expected) expect(differences).toContainEqual(difference);
  });

  it('are told in the terminal as well', async () => {
    const exports = await exportOf({ ...BOOKS, 'customer.csv': BOOKS['customer.csv'].replace('50.00', '75.00') });
    const ended = await duewatch('check', '--exports', exports);
    expect(ended.out).toContain('  customers’ balances: 1 of 2 differ, by 25.00 USD in all\n');
    expect(ended.out).toContain('  invoices’ balances: 2 agree\n');
    expect(ended.out).toContain(
      '  customers’ balances: customer c1: 75.00 USD in the books, 50.00 from documents (document_missing)\n',
    );
  });

  it('show a difference below the limit and go on', async () => {
    const folder = await testFolder();
    await writeSample(folder, { profile: 'fivetran-quickbooks', customers: 300, months: 14, seed: 9 });
    const path = join(folder, 'customer.csv');
    const text = await readFile(path, 'utf8');
    const [, balance = ''] = /,(\d+\.\d\d),USD,TRUE/.exec(text) ?? [];
    await writeFile(path, text.replace(`,${balance},USD`, `,${(Number(balance) + 1).toFixed(2)},USD`));
    const found = await check(folder);
    expect(found.status).toBe(0);
    expect(found.reconciliation.differences).toMatchObject([{ check: 'customer_balance', difference: '1' }]);
  });

  it('mark the whole report, which lists every difference and answers for every figure', async () => {
    const run = await runLedger(
      { ...BOOKS, 'customer.csv': BOOKS['customer.csv'].replace('50.00', '75.00') },
      '2024-06',
    );
    try {
      expect(run.status).toBe(4);
      const { run: info, figures } = await figuresOf(run);
      expect(info).toMatchObject({ reliable: false, warnings: ['books_differ'] });
      expect(figures['reconciliation.customer_balance.status']?.value).toBe('differs');
      expect(figures['reconciliation.customer_balance.differing.count']?.value).toBe(1);
      expect(figures['reconciliation.invoice_balance.status']?.value).toBe('agrees');
      expect(figures['overdue.amount']).toMatchObject({ value: '50.00', reason: 'books_differ' });
      expect(await readFile(join(run.out, 'quarantine', 'reconciliation.csv'), 'utf8')).toBe(
        'check,customer_id,document_id,currency,books,derived,difference,reason\n' +
          'customer_balance,c1,,USD,75.00,50.00,25,document_missing\n' +
          'invoice_lines,c1,i1,USD,100.00,92.00,8,tax_or_shipping\n',
      );
      const months = z
        .array(z.looseObject({ month: z.string(), count: z.number() }))
        .parse(figures['selection.months']?.value);
      expect(months).toMatchObject([
        { month: '2024-05', customers: 0, count: 0, outstanding: '0.00', share_of_outstanding_pct: null },
        {
          month: '2024-06',
          customers: 2,
          count: 0,
          outstanding: '0.00',
          share_of_outstanding_pct: 0,
          score_mean: null,
        },
      ]);
      const page = await readFile(join(run.out, 'report.en.html'), 'utf8');
      expect(page).toContain('Where the books differ from their own documents');
      expect(page).toContain('invoices or journal entries are missing from the export');
      for (const [id, { unit, evidence }] of Object.entries(figures)) {
        const explained = await duewatch('explain', id, '--store', run.store);
        expect(explained.status, id).toBe(0);
        expect([figureLabel(id, en), figureLabel(id, zhCN)].join(), id).not.toMatch(/_/);
        expect(explained.out, id).toContain(`  unit     ${unit}\n`);
        expect(explained.out, id).toContain(`  formula  ${evidence.formula}\n`);
        expect(explained.out, id).toMatch(/\n {2}(rows|note) {5}/);
        if (evidence.query !== undefined) expect(explained.out, id).toContain('-- Grain: ');
        if (evidence.rows !== undefined)
          expect(explained.out.split(`  rows     ${evidence.rows}\n`)[1], id).toMatch(/^ {4}\S/);
      }
    } finally {
      await rm(run.folder, { recursive: true, force: true });
    }
  });

  it('hold the run where the rules say so, and leave nothing but the landing report', async () => {
    const exports = await exportOf({ ...BOOKS, 'customer.csv': BOOKS['customer.csv'].replace('50.00', '75.00') });
    const folder = await testFolder();
    const config = join(folder, 'hold.yaml');
    await writeFile(config, 'reconciliation: { beyond: hold }\n');
    const out = join(folder, 'out');
    const ended = await duewatch(
      ...['run', '--exports', exports, '--store', join(folder, 'store'), '--out', out, '--config', config],
    );
    expect(ended.status).toBe(3);
    expect(ended.err).toContain('customers’ own balances differ');
    expect((await readdir(out)).sort()).toEqual(['landing.json', 'quarantine', 'run.json']);
  });
});
