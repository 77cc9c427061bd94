import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { boundValues } from '../../adapters/duckdb/bound-values.ts';
import { unpackGzip } from '../../adapters/duckdb/landing/unpack-gzip.ts';
import { SqlSession } from '../../adapters/duckdb/sql-session.ts';
import { BadObjectKey, FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { BadSqlLiteral, textLiteral } from '../../core/domain/sql-literal.ts';
import { csv, ExportKit, INVOICE_HEADER, invoices, PAYMENTS } from '../landing/export-kit.ts';
import { duewatch, testFolder } from '../workflow/command.ts';
import { NAMES, PAYLOADS } from './hostile-run.ts';

let kit: ExportKit;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

const INVOICES = csv(invoices(3));
const FILES = { 'invoices.csv': INVOICES, 'payments.csv': PAYMENTS };
const SQL = [
  "x'); DROP TABLE staged; --",
  "\") FROM read_text('/etc/passwd') --",
  "' || (SELECT content FROM read_text('/etc/passwd')) || '",
  "\"; ATTACH '/tmp/owned.db'; --",
  "c0) TO '/tmp/owned.csv'; --",
];

describe('SQL in an export', () => {
  it.each(SQL)('SQL in the names of columns, features and meanings of a manifest: %j is a name', async (evil) => {
    const header = [...INVOICE_HEADER.slice(0, 4), evil];
    const rows = invoices(3).slice(1);
    const manifest = JSON.stringify({
      profile: 'ledger',
      tables: {
        invoices: { columns: { total_amount: evil }, values: { customer_id: { [evil]: evil, C1: evil } } },
      },
    });
    const landed = await kit.land({ files: { ...FILES, 'invoices.csv': csv([header, ...rows]) }, manifest });
    expect(landed.report.problems).toEqual([]);
    expect(landed.table('invoices')).toMatchObject({ rows_landed: 3, quarantined: 0 });
    expect((await landed.rows('invoices', 'customer_id')).flat()).toEqual(['C0', 'C2', evil].sort());
    expect(existsSync('/tmp/owned.db') || existsSync('/tmp/owned.csv')).toBe(false);
  });

  it.each(SQL)('SQL in a loan feature: %j is a column of the file, and no name of a feature', async (evil) => {
    const loans = csv([
      ['loan_id', 'overdue', evil],
      ['L1', '0', 'a'],
      ['L2', '1', 'b'],
    ]);
    const plan = (name: string) =>
      JSON.stringify({
        profile: 'loans',
        tables: { loan_accounts: { features: { [name]: { column: evil, type: 'categorical' } } } },
      });
    const landed = await kit.land({ files: { 'loan_accounts.csv': loans }, manifest: plan('purpose') });
    expect(await landed.rows('loan_accounts', 'loan_id, purpose')).toEqual([
      ['L1', 'a'],
      ['L2', 'b'],
    ]);
    const refused = await kit.land({ files: { 'loan_accounts.csv': loans }, manifest: plan(evil) });
    expect(refused.rules()).toEqual(['manifest_bad_value']);
  });

  it.each(SQL)('SQL in the names of files: %j is read as the file it names', async (evil) => {
    const name = `invoices/${evil.replaceAll('/', '_')}.csv`;
    const landed = await kit.land({ files: { [name]: INVOICES, 'payments.csv': PAYMENTS } });
    expect(landed.table('invoices')).toMatchObject({ files: [name], rows_landed: 3 });
  });

  it.each(SQL)('SQL in a date format: %j is refused, or formats dates', async (evil) => {
    const manifest = JSON.stringify({ profile: 'ledger', date_format: `%Y-%m-%d${evil}` });
    const landed = await kit.land({ files: FILES, manifest });
    expect(landed.table('invoices').rows_landed).toBe(0);
    expect(landed.table('invoices').quarantined).toBe(3);
  });

  it('SQL in cells: every text lands as it is', async () => {
    const texts = [...SQL, ...PAYLOADS].filter((text) => text.trim() === text);
    const rows = texts.map((text, index) => [`I${index}`, text, '2024-03-05', '2024-04-04', '1.00']);
    const landed = await kit.land({ files: { ...FILES, 'invoices.csv': csv([INVOICE_HEADER, ...rows]) } });
    expect((await landed.rows('invoices', 'customer_id')).flat().sort()).toEqual(texts.toSorted());
  });

  it('SQL in parameters: a parameter is one literal or an error', () => {
    for (const text of [...SQL, ...PAYLOADS]) {
      expect(boundValues([textLiteral(text)])).toEqual([text]);
      if (!/^'[^']*'$/.test(text)) expect(() => boundValues([text])).toThrow(BadSqlLiteral);
      expect(() => boundValues([`${textLiteral(text)}; SELECT 1`])).toThrow(BadSqlLiteral);
    }
  });
});

describe('Paths in an export', () => {
  const paths = [
    '../x.csv',
    '/etc/passwd',
    'a/../../x',
    '~/x',
    'C:\\x',
    '..\\x',
    'file:///etc/passwd',
    's3://other/x.csv',
    'x\0y',
  ];

  it.each(paths)('Path traversal through a manifest: %j is refused by name', async (path) => {
    for (const table of [{ file: path }, { files: ['invoices.csv', path] }]) {
      const manifest = JSON.stringify({ profile: 'ledger', tables: { invoices: table } });
      const landed = await kit.land({ files: FILES, manifest });
      expect(landed.rules()).toEqual([path.includes('\0') ? 'manifest_not_yaml' : 'path_outside_export']);
    }
  });

  it('Path traversal through a link in the export: what it points to is not read', async () => {
    const folder = await testFolder();
    const books = join(folder, 'books');
    mkdirSync(join(books, 'payments'), { recursive: true });
    writeFileSync(join(folder, 'secret.csv'), INVOICES);
    symlinkSync(join(folder, 'secret.csv'), join(books, 'invoices.csv'));
    writeFileSync(join(books, 'payments', '1.csv'), PAYMENTS);
    const ended = await duewatch('check', '--exports', books);
    expect(ended.status).toBe(3);
    expect(ended.out).toContain('has no invoices');
  });

  it.each(['../x', 'a/../../x', '/etc/passwd', '..\\x', 'a\0b', ''])(
    'Path traversal through keys of the store: %j is refused',
    async (key) => {
      const store = new FolderObjectStore(join(kit.folder, 'store'));
      await expect(store.read(key)).rejects.toThrow(BadObjectKey);
      await expect(store.write(key, new Uint8Array())).rejects.toThrow(BadObjectKey);
      await expect(store.remove(key)).rejects.toThrow(BadObjectKey);
      await expect(store.localFile(key)).rejects.toThrow(BadObjectKey);
    },
  );

  it.each(['../', '../x', 'inside/../../', '/', '/etc/', '..\\', 'a\0'])(
    'Path traversal through a prefix that is listed: %j is refused',
    async (prefix) => {
      const store = new FolderObjectStore(join(kit.folder, 'store'));
      await store.write('inside/x', new Uint8Array([1]));
      await expect(store.list(prefix)).rejects.toThrow(BadObjectKey);
      expect(await store.list('inside/')).toEqual(['inside/x']);
    },
  );
});

describe('Addresses in an export', () => {
  it.each([
    'https://evil.invalid/x.csv',
    'http://169.254.169.254/latest/meta-data/',
    's3://evil/x',
    'hf://x/y',
    'ftp://x/y',
  ])('SSRF through a manifest: %j is no file', async (address) => {
    const manifest = JSON.stringify({ profile: 'ledger', tables: { invoices: { file: address } } });
    expect((await kit.land({ files: FILES, manifest })).rules()).toEqual(['path_outside_export']);
  });

  it('SSRF through the engine: it has no way into the network, and gets none', async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end('a,b\n1,2\n');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const session = await SqlSession.open({ threads: 1 });
    const run = (sql: string) => session.use((connection) => connection.run(sql));
    try {
      for (const sql of [
        `SELECT * FROM read_csv('http://127.0.0.1:${port}/x.csv')`,
        `SELECT * FROM read_parquet('http://127.0.0.1:${port}/x.parquet')`,
        `SELECT * FROM 'http://127.0.0.1:${port}/x.csv'`,
        `ATTACH 'http://127.0.0.1:${port}/x.db'`,
        `COPY (SELECT 1) TO 'http://127.0.0.1:${port}/x.csv'`,
      ])
        await expect(run(sql), sql).rejects.toThrow();
      const settings = await session.use((connection) =>
        connection.runAndReadAll(
          "SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions' ORDER BY name",
        ),
      );
      expect(settings.getRowsJson()).toEqual([
        ['autoinstall_known_extensions', 'false'],
        ['autoload_known_extensions', 'false'],
      ]);
    } finally {
      session.close();
      server.close();
    }
    expect(asked).toBe(0);
  });

  it('Secrets beside the export: a cell that names a file of the machine stays a name', async () => {
    const rows = invoices(2, (row) => [row[0] ?? '', "read_text('/etc/hostname')", ...row.slice(2)]);
    const landed = await kit.land({ files: { ...FILES, 'invoices.csv': csv(rows) } });
    expect((await landed.rows('invoices', 'DISTINCT customer_id')).flat()).toEqual(["read_text('/etc/hostname')"]);
  });
});

describe('Sizes of an export', () => {
  it('Gzip bomb: refused at the limit, and no more than the limit is written', async () => {
    const bomb = join(kit.folder, 'bomb.gz');
    const unpacked = join(kit.folder, 'bomb');
    writeFileSync(bomb, gzipSync(Buffer.alloc(100_000_000)));
    expect(statSync(bomb).size).toBeLessThan(200_000);
    expect(await unpackGzip(bomb, unpacked, 1_000_000)).toBe('gzip_too_large');
    expect(statSync(unpacked).size).toBeLessThanOrEqual(1_000_000);
    const landed = await kit.land({ files: { 'invoices.csv.gz': readFileSync(bomb), 'payments.csv': PAYMENTS } });
    expect(landed.rules()).toEqual(['gzip_too_large']);
  });

  it('Zip bomb: an archive under a table’s name is not opened', async () => {
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(1000)]);
    for (const name of ['invoices.csv', 'invoices.csv.gz', 'invoices.parquet']) {
      const landed = await kit.land({ files: { [name]: zip, 'payments.csv': PAYMENTS } });
      expect(landed.rules(), name).toEqual(['unsupported_format']);
    }
  });

  it('Oversize: a record of megabytes is one quarantined row; the next rows are read', async () => {
    const [header = '', ...rows] = INVOICES.trimEnd().split('\n');
    const long = `I9,${'x'.repeat(5_000_000)},2024-03-05,2024-04-04,1.00`;
    const quotes = `I8,"${`${'y'.repeat(200)}\n`.repeat(15_000)}`;
    for (const evil of [long, quotes]) {
      const landed = await kit.land({ files: { ...FILES, 'invoices.csv': [header, evil, ...rows, ''].join('\n') } });
      expect(landed.table('invoices').rows_landed).toBe(3);
      expect(landed.table('invoices').first_quarantined.every(({ value }) => value.length <= 201)).toBe(true);
    }
  });

  it('Oversize: a header of a hundred thousand columns is refused, and what is said of it is short', async () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `c${index}`);
    const landed = await kit.land({ files: { ...FILES, 'invoices.csv': `${names.join(',')}\n${names.join(',')}\n` } });
    expect(landed.rules()).toEqual(['too_many_columns']);
    expect(JSON.stringify(landed.report.problems).length).toBeLessThan(20_000);
  });

  it('Oversize: a manifest of megabytes, of aliases without end and of a thousand levels is refused', async () => {
    const aliases = `a: &a [x, x]\n${Array.from({ length: 25 }, (_, at) => `b${at}: &b${at} [*${at === 0 ? 'a' : `b${at - 1}`}, *${at === 0 ? 'a' : `b${at - 1}`}]`).join('\n')}\n`;
    for (const manifest of [
      `# ${'x'.repeat(2_000_000)}\nprofile: ledger\n`,
      aliases,
      '['.repeat(100_000),
      `${'a:\n '.repeat(1)}${'{a: '.repeat(3000)}`,
    ]) {
      expect((await kit.land({ files: FILES, manifest })).rules()[0]).toBe('manifest_not_yaml');
    }
  });
});

describe('Keys that objects inherit', () => {
  it.each([
    '{ __proto__: { polluted: yes } }',
    '{ profile: ledger, __proto__: { polluted: yes } }',
    '{ profile: ledger, constructor: { prototype: { polluted: yes } } }',
    '{ profile: ledger, tables: { __proto__: { file: x } } }',
    '{ profile: ledger, tables: { invoices: { columns: { __proto__: x } } } }',
    '{ profile: ledger, tables: { invoices: { values: { __proto__: { a: b } } } } }',
  ])('Prototype pollution through a manifest: %s is refused', async (manifest) => {
    const landed = await kit.land({ files: FILES, manifest });
    expect(landed.report.verdict).toBe('refused');
    expect('polluted' in {}).toBe(false);
  });

  it('Prototype pollution through headers and cells: they are names and texts', async () => {
    const evil = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const rows = invoices(4).map((row, index) =>
      index === 0 ? [...row, ...evil] : [...row.with(1, evil[index - 1] ?? ''), ...evil],
    );
    const landed = await kit.land({ files: { ...FILES, 'invoices.csv': csv(rows) } });
    expect(landed.table('invoices').unknown_columns).toEqual(evil);
    expect((await landed.rows('invoices', 'customer_id')).flat().sort()).toEqual(evil.toSorted());
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('Prototype pollution through file names: they are names', async () => {
    const files = Object.fromEntries(NAMES.map((name) => [`${name.replaceAll(/[/\\]/g, '_')}.csv`, 'x\n']));
    const landed = await kit.land({ files: { ...FILES, ...files } });
    expect(landed.report.problems).toEqual([]);
    expect(landed.report.unused_files).toHaveLength(Object.keys(files).length);
  });
});
