import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeSample } from '../../cli/sample/write-sample.ts';
import { duewatch, testFolder } from './command.ts';

const CUSTOMERS = 'quickbooks__customer_analytics.csv';

async function sampleIn(folder: string): Promise<string> {
  const dir = join(folder, 'export');
  await writeSample(dir, { customers: 60, months: 13 });
  return dir;
}

/** Every file of the store's objects with its digest; tables and their journals aside. */
async function objectsOf(store: string): Promise<Record<string, string>> {
  const entries = await readdir(store, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('duewatch.sqlite'));
  const digests = files.map(async (file): Promise<[string, string]> => {
    const path = join(file.parentPath, file.name);
    return [
      path.slice(store.length + 1),
      createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
    ];
  });
  return Object.fromEntries(await Promise.all(digests));
}

async function rename(exports: string, file: string, from: string, to: string): Promise<void> {
  const path = join(exports, file);
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to));
}

describe('input that is refused', () => {
  it('a missing column: status 3, file, column and fix named, nothing but the landing report left', async () => {
    const folder = await testFolder();
    const exports = await sampleIn(folder);
    await rename(exports, CUSTOMERS, 'outstanding_balance', 'balance_owed');
    const out = join(folder, 'out');
    const ended = await duewatch('run', '--exports', exports, '--store', join(folder, 'store'), '--out', out);
    expect(ended.status).toBe(3);
    expect(ended.err).toContain(CUSTOMERS);
    expect(ended.err).toContain('outstanding_balance');
    expect((await readdir(out)).sort()).toEqual(['landing.json', 'run.json']);
    const left = Object.keys(await objectsOf(join(folder, 'store'))).map((path) => path.split('/').at(-1));
    expect(left.sort()).toEqual(['landing.json', 'run.json']);
    expect(await duewatch('check', '--exports', exports)).toMatchObject({ status: 3 });
  });

  it('a month the export does not reach: status 3 with the months it covers, and the store of the month before untouched', async () => {
    const folder = await testFolder();
    const exports = await sampleIn(folder);
    const store = join(folder, 'store');
    const run = (period: string) =>
      duewatch('run', '--exports', exports, '--store', store, '--locale', 'en', '--period', period);
    expect(await run('2025-09')).toMatchObject({ status: 0 });
    const before = await objectsOf(store);
    const ended = await run('2026-03');
    expect(ended.status).toBe(3);
    expect(ended.err).toContain('2025-09');
    const after = await objectsOf(store);
    expect(after).toMatchObject(before);
    const added = Object.keys(after).filter((path) => !(path in before));
    expect(added.every((path) => path.startsWith('runs/2026-03/'))).toBe(true);
  });

  it.each([
    ['a folder that is not there', ['run', '--exports', '/no/such/folder']],
    ['a month that is none', ['run', '--period', '2025-13']],
    ['a language nobody wrote', ['run', '--locale', 'fr']],
    ['an option nobody knows', ['run', '--colour']],
    ['a store nobody wrote', ['tasks', 'list', '--store', '/no/such/store']],
    ['rules that are not there', ['run', '--config', '/no/such/rules.yaml']],
  ])('%s: status 2 and why', async (_what, argv) => {
    const ended = await duewatch(...argv);
    expect(ended.status).toBe(2);
    expect(ended.err.length).toBeGreaterThan(10);
  });

  it('rules with a wrong value: status 2, key, value and what is allowed', async () => {
    const folder = await testFolder();
    const rules = join(folder, 'rules.yaml');
    await writeFile(rules, 'selection: { payment_rate_below_pct: 175 }\n');
    const exports = await sampleIn(folder);
    const ended = await duewatch('run', '--exports', exports, '--config', rules, '--store', join(folder, 'store'));
    expect(ended.status).toBe(2);
    expect(ended.err).toContain('selection.payment_rate_below_pct');
    expect(ended.err).toContain('175');
  });

  it('dates that are probably misread: status 4, figures marked unreliable, and the report says so', async () => {
    const folder = await testFolder();
    const exports = join(folder, 'books');
    await mkdir(exports);
    const rows = Array.from(
      { length: 20 },
      (_, index) => `N${index},C${index % 3},2025-08-1${index % 9},${index < 4 ? '2025-07-01' : '2025-09-01'},500.00`,
    );
    await writeFile(
      join(exports, 'invoices.csv'),
      `invoice_id,customer_id,invoice_date,due_date,total_amount\n${rows.join('\n')}\n`,
    );
    await writeFile(
      join(exports, 'payments.csv'),
      'payment_id,customer_id,payment_date,amount,invoice_id\nP1,C1,2025-09-02,100.00,N1\n',
    );
    const out = join(folder, 'out');
    const ended = await duewatch(
      'run',
      '--exports',
      exports,
      '--period',
      '2025-09',
      '--store',
      join(folder, 'store'),
      '--locale',
      'en',
      '--out',
      out,
    );
    expect(ended.status).toBe(4);
    expect(JSON.parse(await readFile(join(out, 'figures.json'), 'utf8')).run).toMatchObject({ reliable: false });
    expect(await readFile(join(out, 'report.en.html'), 'utf8')).toMatch(/unreliable/i);
  });
});

describe('what the reader of an export must not guess', () => {
  const invoices = 'invoice_id,customer_id,invoice_date,due_date,total_amount,settled_date';

  async function books(folder: string, rows: readonly string[]): Promise<string> {
    const exports = join(folder, 'books');
    await mkdir(exports, { recursive: true });
    await writeFile(join(exports, 'invoices.csv'), [invoices, ...rows, ''].join('\n'));
    return exports;
  }

  it('a date mistyped into the last year there is does not hang, and is not the month under review', async () => {
    const folder = await testFolder();
    const exports = await books(folder, [
      '1,A,2024-01-10,2024-02-10,100,2024-02-01',
      '2,A,2024-01-10,2024-02-10,100,9999-12-31',
    ]);
    const ended = await duewatch(
      'run',
      '--exports',
      exports,
      '--store',
      join(folder, 'store'),
      '--locale',
      'en',
      '--json',
    );
    expect(ended.status).toBe(0);
    expect(JSON.parse(ended.out).run.period).toBe('2024-02');
    expect(await duewatch('check', '--exports', exports, '--period', '2024-02')).toMatchObject({ status: 0 });
  });

  it('a header that is not UTF-8 is refused, however clean the rows are', async () => {
    const folder = await testFolder();
    const exports = await books(folder, []);
    const header = Buffer.concat([Buffer.from(`${invoices},stra`), Buffer.from([0xdf]), Buffer.from('e\n')]);
    const rows = Array.from({ length: 300 }, (_, at) => `${10000 + at},C,2024-01-05,2024-02-05,100.00,2024-02-01,x\n`);
    await writeFile(join(exports, 'invoices.csv'), Buffer.concat([header, Buffer.from(rows.join(''))]));
    const ended = await duewatch('check', '--exports', exports);
    expect(ended.status).toBe(3);
    expect(ended.out).toContain('UTF-8');
  });

  it('an export none of whose rows can be read is refused by check too, without a month given', async () => {
    const folder = await testFolder();
    const exports = await books(folder, ['1,A,2024-01-10,2024-02-10,"1.234,50",']);
    expect(await duewatch('check', '--exports', exports)).toMatchObject({ status: 3 });
  });

  it('marts in several currencies are refused; marts in one have their own', async () => {
    const folder = await testFolder();
    const exports = await sampleIn(folder);
    const path = join(exports, CUSTOMERS);
    const [header = '', ...lines] = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const currencyAt = header.split(',').indexOf('currency');
    const put = (currency: (at: number) => string) =>
      currencyAt === -1
        ? [`${header},currency`, ...lines.map((line, at) => `${line},${currency(at)}`)]
        : [
            header.replace('currency', 'old_currency').concat(',currency'),
            ...lines.map((line, at) => `${line},${currency(at)}`),
          ];
    await writeFile(path, `${put((at) => (at % 2 === 0 ? 'USD' : 'EUR')).join('\n')}\n`);
    const mixed = await duewatch('check', '--exports', exports);
    expect(mixed.status).toBe(3);
    expect(mixed.out).toContain('EUR, USD');
    await writeFile(path, `${put(() => 'EUR').join('\n')}\n`);
    const out = join(folder, 'out');
    expect(
      await duewatch('run', '--exports', exports, '--store', join(folder, 'store'), '--locale', 'en', '--out', out),
    ).toMatchObject({ status: 0 });
    expect(JSON.parse(await readFile(join(out, 'figures.json'), 'utf8')).run.currency).toBe('EUR');
  });

  it('a refusal does not lie among the artefacts of an earlier run', async () => {
    const folder = await testFolder();
    const exports = await sampleIn(folder);
    const out = join(folder, 'out');
    const run = () =>
      duewatch('run', '--exports', exports, '--store', join(folder, 'store'), '--locale', 'en', '--out', out);
    expect(await run()).toMatchObject({ status: 0 });
    await rename(exports, CUSTOMERS, 'outstanding_balance', 'balance_owed');
    expect(await run()).toMatchObject({ status: 3 });
    const files = (await readdir(out, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    expect(files.map((entry) => entry.name).sort()).toEqual(['landing.json', 'run.json']);
  });
});
