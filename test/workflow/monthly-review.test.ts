import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { compareFigures } from '../golden/compare-figures.ts';
import { readGolden } from '../golden/golden-file.ts';
import { duewatch, testFolder } from './command.ts';

async function sampleIn(
  folder: string,
  options: { customers?: number; seed?: number; months?: number; lastMonth?: string } = {},
) {
  const dir = join(folder, `export-${options.lastMonth ?? '2025-09'}-${options.seed ?? 1}`);
  await writeSample(dir, { customers: 60, months: 14, ...options });
  return dir;
}

function rowsOf(store: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(store, 'duewatch.sqlite'), { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}

describe('the monthly review on a laptop', () => {
  it('comes to the figures of the second opinion, through every state', async () => {
    const folder = await testFolder();
    const golden = await readGolden('marts-600-seed-11');
    const exports = join(folder, 'export');
    await writeSample(exports, golden.sample);
    const ended = await duewatch(
      'run',
      '--exports',
      exports,
      '--store',
      join(folder, 'store'),
      '--out',
      join(folder, 'out'),
    );
    expect(ended).toMatchObject({ status: 0 });
    const { figures, run } = JSON.parse(await readFile(join(folder, 'out', 'figures.json'), 'utf8'));
    expect(compareFigures(golden.figures, figures)).toEqual([]);
    expect(run).toMatchObject({ period: golden.period, synthetic: true, reliable: true, revision: 1 });
    const files = await readdir(join(folder, 'out'), { recursive: true });
    for (const expected of [
      'figures.json',
      'customers.csv',
      'tasks.json',
      'landing.json',
      'run.json',
      'workbook.xlsx',
      'report.en.html',
      'report.zh-CN.html',
      'report.en.pdf',
      'report.zh-CN.pdf',
      'charts/collection-rate.zh-CN.png',
      'charts/collection-rate.en.svg',
    ]) {
      expect(files).toContain(expected);
    }
    expect(files.filter((file) => /\b00\d-[^/]+\.eml$/.test(file) && !file.includes('alerts-'))).toHaveLength(2);
  });

  it('gives every figure of the run a definition a reader can follow', async () => {
    const folder = await testFolder();
    const store = join(folder, 'store');
    await duewatch('run', '--exports', await sampleIn(folder), '--store', store, '--locale', 'en');
    const explained = await duewatch('explain', 'selection.high_risk.outstanding_total', '--store', store);
    expect(explained.status).toBe(0);
    expect(explained.out).toContain('queries/selection_summary.sql');
    expect(explained.out).toContain('risk_group,customers,outstanding_total');
    expect(await duewatch('explain', 'no.such.figure', '--store', store)).toMatchObject({ status: 2 });
  });

  it('run twice on the same input: the same bytes, no second mail, no second task', async () => {
    const folder = await testFolder();
    const store = join(folder, 'store');
    const exports = await sampleIn(folder, { customers: 200 });
    const run = (out: string) =>
      duewatch('run', '--exports', exports, '--store', store, '--locale', 'en', '--out', join(folder, out));
    expect(await run('first')).toMatchObject({ status: 0 });
    const tasks = rowsOf(store, 'SELECT task_id FROM tasks ORDER BY task_id');
    const mails = rowsOf(store, 'SELECT reference FROM mailbox');
    const again = await run('second');
    expect(again.status).toBe(0);
    expect(again.out).toContain('sent before, not again');
    for (const file of ['figures.json', 'customers.csv', 'tasks.json']) {
      expect(await readFile(join(folder, 'second', file))).toEqual(await readFile(join(folder, 'first', file)));
    }
    expect(tasks.length).toBeGreaterThan(0);
    expect(mails.filter(({ reference }) => !String(reference).includes('/alerts/'))).toHaveLength(2);
    expect(rowsOf(store, 'SELECT task_id FROM tasks ORDER BY task_id')).toEqual(tasks);
    expect(rowsOf(store, 'SELECT reference FROM mailbox')).toEqual(mails);
  });

  it('reviews the month before beside this one, and keeps one task for a customer that stays', async () => {
    const folder = await testFolder();
    const store = join(folder, 'store');
    const run = (exports: string) =>
      duewatch('run', '--exports', exports, '--store', store, '--locale', 'en', '--out', join(folder, 'out'));
    await run(await sampleIn(folder, { customers: 200, lastMonth: '2025-08' }));
    const before = rowsOf(store, 'SELECT task_id FROM tasks').length;
    await run(await sampleIn(folder, { customers: 200, lastMonth: '2025-09' }));
    const { figures } = JSON.parse(await readFile(join(folder, 'out', 'figures.json'), 'utf8'));
    const value = (id: string): number => figures[id].value;
    expect(value('review.high_risk.stayed')).toBeGreaterThan(0);
    expect(value('review.high_risk.stayed') + value('review.high_risk.entered')).toBe(
      value('selection.high_risk.count'),
    );
    expect(rowsOf(store, 'SELECT task_id FROM tasks')).toHaveLength(before + value('review.high_risk.entered'));
  });

  it('a changed input is a revision, and says so in the mail', async () => {
    const folder = await testFolder();
    const store = join(folder, 'store');
    await duewatch('run', '--exports', await sampleIn(folder, { seed: 1 }), '--store', store, '--locale', 'en');
    await duewatch('run', '--exports', await sampleIn(folder, { seed: 2 }), '--store', store, '--locale', 'en');
    const sends = rowsOf(
      store,
      `SELECT revision, status, count(*) AS mails FROM sends
       WHERE recipient NOT LIKE 'alerts/%' GROUP BY revision, status ORDER BY revision`,
    );
    expect(sends).toEqual([
      { revision: 1, status: 'SENT', mails: 2 },
      { revision: 2, status: 'SENT', mails: 2 },
    ]);
  });

  it('a dry run sends nothing, opens nothing and publishes nothing', async () => {
    const folder = await testFolder();
    const store = join(folder, 'store');
    const exports = await sampleIn(folder);
    const ended = await duewatch('run', '--exports', exports, '--store', store, '--locale', 'en', '--dry-run');
    expect(ended).toMatchObject({ status: 0 });
    for (const table of ['sends', 'mailbox', 'tasks', 'events'])
      expect(rowsOf(store, `SELECT * FROM ${table}`), table).toEqual([]);
    const files = await readdir(store, { recursive: true });
    expect(files.filter((file) => file.includes('current'))).toEqual([]);
    expect(files.filter((file) => /\b00\d-[^/]+\.eml$/.test(file) && !file.includes('alerts-'))).toHaveLength(2);
  });

  it('a resend reaches everybody once more, under the same revision', async () => {
    const folder = await testFolder();
    const store = join(folder, 'store');
    const args = ['run', '--exports', await sampleIn(folder), '--store', store, '--locale', 'en'];
    await duewatch(...args);
    await duewatch(...args, '--resend');
    expect(rowsOf(store, 'SELECT DISTINCT revision, attempt, status FROM sends ORDER BY attempt')).toEqual([
      { revision: 1, attempt: 1, status: 'SENT' },
      { revision: 1, attempt: 2, status: 'SENT' },
    ]);
  });

  it('a real ledger runs through the whole review with nothing but a manifest and rules', async () => {
    const folder = await testFolder();
    const exports = join(folder, 'books');
    await mkdir(exports);
    const invoices = Array.from({ length: 40 }, (_, index) => {
      const customer = index % 5;
      const paid = customer === 0 && index > 10 ? '' : `${(index % 6) + 1}/20/2013`;
      return `N${index},C${customer},${(index % 6) + 1}/2/2013,${(index % 6) + 1}/15/2013,${100 + index}.50,No,${paid}`;
    });
    await writeFile(join(exports, 'ar.csv'), `No,Who,Issued,Due,Amount,Disputed,Settled\n${invoices.join('\n')}\n`);
    await writeFile(
      join(exports, 'exports.yaml'),
      [
        'profile: ledger',
        'home_currency: USD',
        'date_format: "%m/%d/%Y"',
        'tables:',
        '  invoices:',
        '    file: ar.csv',
        '    columns: { invoice_id: No, customer_id: Who, invoice_date: Issued, due_date: Due, total_amount: Amount, disputed: Disputed, settled_date: Settled }',
        '    values: { disputed: { "Yes": "TRUE", "No": "FALSE" } }',
      ].join('\n'),
    );
    await writeFile(join(folder, 'rules.yaml'), 'selection: { outstanding_above: 100 }\n');
    const ended = await duewatch(
      'run',
      '--exports',
      exports,
      '--period',
      '2013-06',
      '--config',
      join(folder, 'rules.yaml'),
      '--store',
      join(folder, 'store'),
      '--locale',
      'en',
      '--out',
      join(folder, 'out'),
    );
    expect(ended).toMatchObject({ status: 0 });
    const customers = await readFile(join(folder, 'out', 'customers.csv'), 'utf8');
    expect(
      customers
        .split('\n')
        .slice(1, -1)
        .map((line) => line.split(',')[0]),
    ).toEqual(['C0']);
  });
});
