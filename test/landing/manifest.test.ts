import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseManifest } from '../../adapters/duckdb/landing/parse-manifest.ts';
import { FolderObjectStore } from '../../adapters/embedded/folder-object-store.ts';
import { planLanding } from '../../core/landing/plan-landing.ts';
import { csv, ExportKit, invoices, PAYMENTS } from './export-kit.ts';

let kit: ExportKit;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

const faults = (text: string) =>
  parseManifest(text, 'exports.yaml').problems.map(({ rule, line, column, file }) => ({ rule, line, column, file }));

describe('a manifest is refused, with the line, for', () => {
  test('text that is not YAML', () => {
    expect(faults('profile: ledger\ntables: {invoices: [\n')[0]).toMatchObject({
      rule: 'manifest_not_yaml',
      file: 'exports.yaml',
    });
    expect(faults('profile: ledger\n\tfile: x\n')[0]).toMatchObject({ rule: 'manifest_not_yaml', line: 2 });
    expect(faults('profile: ledger\nprofile: loans\n')[0]).toMatchObject({ rule: 'manifest_not_yaml', line: 2 });
    expect(faults('just text')).toMatchObject([{ rule: 'manifest_not_yaml' }]);
    expect(faults('')).toMatchObject([{ rule: 'manifest_not_yaml' }]);
    expect(faults('profile: ledger\n---\nprofile: loans\n')).toMatchObject([{ rule: 'manifest_not_yaml' }]);
  });

  test('an unknown key, by name, at every depth', () => {
    expect(faults('profile: ledger\nhome_curency: USD\n')).toEqual([
      { rule: 'manifest_unknown_key', line: 2, column: 'home_curency', file: 'exports.yaml' },
    ]);
    expect(faults('profile: ledger\ntables:\n  invoices:\n    fil: x.csv\n    sheet: 1\n')).toEqual([
      { rule: 'manifest_unknown_key', line: 4, column: 'tables.invoices.fil', file: 'exports.yaml' },
      { rule: 'manifest_unknown_key', line: 5, column: 'tables.invoices.sheet', file: 'exports.yaml' },
    ]);
    expect(
      faults(
        'profile: loans\ntables:\n  loan_accounts:\n    features:\n      x: { column: X, type: numeric, bins: 3 }\n',
      ),
    ).toMatchObject([{ rule: 'manifest_unknown_key', line: 5, column: 'tables.loan_accounts.features.x.bins' }]);
  });

  test('a profile that does not exist, or none', () => {
    expect(faults('profile: ledgr\n')).toMatchObject([{ rule: 'manifest_bad_value', line: 1, column: 'profile' }]);
    expect(faults('profile: [ledger, x]\n')).toMatchObject([
      { rule: 'manifest_bad_value', line: 1, column: 'profile.1' },
    ]);
    expect(faults('home_currency: USD\n')).toMatchObject([{ rule: 'manifest_bad_value', column: 'profile' }]);
  });

  test.each([
    '/etc/passwd',
    '../x.csv',
    'a/../../x.csv',
    '..',
    'C:/x.csv',
    'C:\\x.csv',
    '\\\\host\\x',
    'https://example.com/x.csv',
    's3://b/x',
    'file:///x',
    '~/x.csv',
    '',
  ])('the path %j, which leads outside the folder', (path) => {
    expect(faults(`profile: ledger\ntables:\n  invoices:\n    file: ${JSON.stringify(path)}\n`)).toEqual([
      { rule: 'path_outside_export', line: 4, column: 'tables.invoices.file', file: 'exports.yaml' },
    ]);
    expect(
      faults(`profile: ledger\ntables:\n  invoices:\n    files: [ok.csv, ${JSON.stringify(path)}]\n`)[0],
    ).toMatchObject({ rule: 'path_outside_export', line: 4 });
  });

  test('a date format that names no day, or holds what nobody reads', () => {
    for (const format of ['%m/%d', '%Q/%d/%Y', 'dd/mm/yyyy', '%H:%M', '%Y-%m']) {
      expect(faults(`profile: ledger\ndate_format: "${format}"\n`)).toMatchObject([
        { rule: 'manifest_bad_value', line: 2, column: 'date_format' },
      ]);
    }
  });

  test('a delimiter of several characters, a decimal mark that is none, a currency that is none', () => {
    expect(faults('profile: ledger\ntables: { invoices: { delimiter: "||" } }\n')).toMatchObject([
      { column: 'tables.invoices.delimiter' },
    ]);
    expect(faults('profile: ledger\ndecimal: ";"\n')).toMatchObject([{ column: 'decimal', line: 2 }]);
    expect(faults('profile: ledger\nhome_currency: dollars\n')).toMatchObject([{ column: 'home_currency', line: 2 }]);
  });

  test('a NUL or half a character in any text', () => {
    const nul = 'profile: ledger\ntables: { invoices: { values: { disputed: { "a\\0": "TRUE" } } } }\n';
    const half = 'profile: ledger\ntables: { invoices: { columns: { due_date: "\\uD800" } } }\n';
    expect(faults(nul)).toMatchObject([{ rule: 'manifest_not_yaml', line: 2 }]);
    expect(faults(half)).toMatchObject([{ rule: 'manifest_not_yaml', line: 2 }]);
  });

  test('keys that reach into prototypes, and alias bombs', () => {
    expect(faults('profile: ledger\n__proto__: { polluted: yes }\n')).toMatchObject([
      { rule: 'manifest_not_yaml', line: 2 },
    ]);
    expect(faults('profile: ledger\ntables: { invoices: { columns: { __proto__: x } } }\n')).toMatchObject([
      { rule: 'manifest_not_yaml', line: 2 },
    ]);
    expect(faults('profile: ledger\nconstructor: x\n')).toMatchObject([
      { rule: 'manifest_unknown_key', column: 'constructor' },
    ]);
    expect(Object.prototype).not.toHaveProperty('polluted');
    const levels = Array.from(
      { length: 12 },
      (_, level) =>
        `a${level}: &a${level} [${Array(9)
          .fill(level === 0 ? 'x' : `*a${level - 1}`)
          .join(', ')}]`,
    );
    expect(faults(levels.join('\n'))).toMatchObject([{ rule: 'manifest_not_yaml' }]);
  });
});

test('every scalar keeps the text that stands there', () => {
  const { manifest } = parseManifest(
    'profile: ledger\ntables: { invoices: { values: { disputed: { No: FALSE, 01: TRUE, 1.50: no, ~: FALSE } } } }\n',
    'exports.yaml',
  );
  expect(manifest?.tables?.['invoices']?.values).toEqual({
    disputed: { No: 'FALSE', '01': 'TRUE', '1.50': 'no', '~': 'FALSE' },
  });
});

describe('what a manifest says of tables is checked against the profile', () => {
  const rules = async (manifest: string) => {
    const { report } = await kit.land({
      files: { 'invoices.csv': csv(invoices(2)), 'payments.csv': PAYMENTS },
      manifest,
    });
    return report.problems.map(({ rule, column, file }) => [rule, column ?? file]);
  };

  test('unknown tables, columns and features', async () => {
    expect(await rules('profile: ledger\ntables: { invoice: { file: invoices.csv } }\n')).toEqual([
      ['unknown_table', 'tables.invoice'],
    ]);
    expect(await rules('profile: ledger\ntables: { invoices: { columns: { amount: x } } }\n')).toEqual([
      ['manifest_unknown_key', 'tables.invoices.columns.amount'],
    ]);
    expect(await rules('profile: ledger\ntables: { invoices: { values: { constructor: { a: b } } } }\n')).toEqual([
      ['manifest_unknown_key', 'tables.invoices.values.constructor'],
    ]);
    expect(
      await rules('profile: ledger\ntables: { invoices: { features: { x: { column: X, type: numeric } } } }\n'),
    ).toEqual([['manifest_unknown_key', 'tables.invoices.features']]);
  });

  test('a file it names that is not there', async () => {
    expect(await rules('profile: ledger\ntables: { credits: { file: gone.csv } }\n')).toEqual([
      ['file_missing', 'gone.csv'],
    ]);
    expect(await rules('profile: ledger\ntables: { invoices: { files: [invoices.csv, "part-*.csv"] } }\n')).toEqual([
      ['file_missing', 'part-*.csv'],
    ]);
  });

  test('a column it maps that is not there', async () => {
    expect(
      await rules('profile: ledger\ntables: { invoices: { columns: { due_date: DueDate, currency: Ccy } } }\n'),
    ).toEqual([
      ['column_missing', 'DueDate'],
      ['column_missing', 'Ccy'],
    ]);
  });
});

test('a link that leads out of the folder is no file of the export', async () => {
  const folder = kit.write({ 'payments.csv': PAYMENTS });
  symlinkSync(join(kit.write({ 'secret.csv': csv(invoices(2)) }), 'secret.csv'), join(folder, 'invoices.csv'));
  symlinkSync(kit.write({ 'part.csv': csv(invoices(2)) }), join(folder, 'credits'));
  const fileNames = await new FolderObjectStore(folder).list('');
  const { manifest } = parseManifest('profile: ledger\ntables: { invoices: { file: invoices.csv } }\n', 'exports.yaml');
  const plan = planLanding({ fileNames, manifest, rules: { time_zone: 'UTC', currency: 'USD' } });
  expect(plan.problems.map(({ rule, file }) => [rule, file])).toEqual([['file_missing', 'invoices.csv']]);
});

describe('a manifest maps', () => {
  test('names, date format, decimal comma, delimiter and meanings', async () => {
    const text =
      'Nr;Kunde;Datum;Fällig;Betrag;Strittig;Grund\n007;K1;5.3.2024;04.04.2024;1234,5;Ja;Preis\n008;K1;5.3.2024;4.4.2024;-,5;Nein;\n009;K1;5.3.2024;4.4.2024;1.234,50;;\n010;K1;5.3.2024;4.4.2024;1,5E2;vielleicht;\n';
    const manifest = `
profile: ledger
home_currency: EUR
date_format: "%d.%m.%Y"
decimal: ","
tables:
  invoices:
    file: offene-posten.csv
    delimiter: ";"
    columns: { invoice_id: Nr, customer_id: Kunde, invoice_date: Datum, due_date: Fällig, total_amount: Betrag, disputed: Strittig, dispute_reason: Grund }
    values: { disputed: { Ja: TRUE, Nein: FALSE, "": FALSE } }
`;
    const payments = 'payment_id,customer_id,payment_date,amount\nP1,K1,1.5.2024,"1,00"\n';
    const landed = await kit.land({ files: { 'offene-posten.csv': text, 'payments.csv': payments }, manifest });
    expect(
      await landed.rows(
        'invoices',
        'invoice_id, customer_id, invoice_date, due_date, total_amount, disputed, dispute_reason',
      ),
    ).toEqual([['007', 'K1', '2024-03-05', '2024-04-04', '1234.500000', true, 'Preis']]);
    expect(landed.quarantine('invoices')).toEqual([
      'offene-posten.csv,3,Betrag,"\'-,5",negative_total',
      'offene-posten.csv,4,Betrag,"1.234,50",bad_number',
      'offene-posten.csv,5,Strittig,vielleicht,bad_boolean',
    ]);
    expect(landed.report.home_currency).toBe('EUR');
    expect(landed.months).toEqual(['2024-03', '2024-04', '2024-05']);
  });

  test('a date format for one table only; ISO time stamps are read beside it', async () => {
    const manifest = 'profile: ledger\ntables: { payments: { date_format: "%m/%d/%y" } }\n';
    const payments =
      'payment_id,customer_id,payment_date,amount,updated_at\nP1,C1,5/1/24,1,2024-05-02T10:00:00Z\nP2,C1,2024-05-01,1,\nP3,C1,13/1/24,1,\nP4,C1,infinity,1,\nP5,C1,5/1/24 x,1,\n';
    const landed = await kit.land({ files: { 'invoices.csv': csv(invoices(1)), 'payments.csv': payments }, manifest });
    expect(await landed.rows('payments', 'payment_date, updated_at')).toEqual([['2024-05-01', '2024-05-02 10:00:00']]);
    expect(landed.quarantine('payments').map((line) => line.split(',').slice(1, 4).join(' '))).toEqual([
      '3 payment_date 2024-05-01',
      '4 payment_date 13/1/24',
      '5 payment_date infinity',
      '6 payment_date 5/1/24 x',
    ]);
  });

  test.each([
    ['%d-%b-%Y', '5-Mar-2024'],
    ['%Y%m%d', '20240305'],
    ['%B %d, %Y', 'March 5, 2024'],
    ['%D', '03/05/24'],
    ['%Y-%m-%dT%H:%M:%S%z', '2024-03-05T10:00:00+0000'],
    ['%d/%m/%Y %H:%M', '05/03/2024 09:15'],
    ['%-d.%-m.%y', '5.3.24'],
    ['%j/%Y', '065/2024'],
  ])('dates written as %s', async (format, text) => {
    const rows = csv(invoices(1, ([id = '', customer = '', , , amount = '']) => [id, customer, text, text, amount]));
    const manifest = `profile: ledger\ndate_format: "${format}"\ntables: { payments: { date_format: "%Y-%m-%d" } }\n`;
    const landed = await kit.land({ files: { 'invoices.csv': rows, 'payments.csv': PAYMENTS }, manifest });
    expect(await landed.rows('invoices', 'invoice_date')).toEqual([['2024-03-05']]);
  });

  test('several files by pattern', async () => {
    const files = {
      'x/ar-1.csv': csv(invoices(2)),
      'x/ar-2.csv': csv([...invoices(0), ['Z', 'C', '2024-01-01', '2024-01-01', '1']]),
      'x/ar-2.txt': '',
      'payments.csv': PAYMENTS,
    };
    const landed = await kit.land({
      files,
      manifest: 'profile: ledger\ntables: { invoices: { files: ["x/ar-?.csv", ./x//ar-1.csv] } }\n',
    });
    expect(landed.table('invoices')).toMatchObject({ files: ['x/ar-1.csv', 'x/ar-2.csv'], rows_landed: 3 });
    expect(landed.report.unused_files).toEqual(['x/ar-2.txt']);
  });

  test('a custom export: its tables tell the profile', async () => {
    const files = { 'ar.csv': 'a,b,c,d,e,s\nI1,C1,2024-01-01,2024-02-01,5,2024-02-02\n' };
    const columns = '{ invoice_id: a, customer_id: b, invoice_date: c, due_date: d, total_amount: e, settled_date: s }';
    const landed = await kit.land({
      files,
      manifest: `profile: custom\ntables: { invoices: { file: ar.csv, columns: ${columns} } }\n`,
    });
    expect(landed.report).toMatchObject({ verdict: 'ok', profile: 'ledger' });
    expect((await kit.land({ files, manifest: 'profile: custom\n' })).rules()).toEqual(['manifest_bad_value']);
  });

  test('several profiles in one export', async () => {
    const files = {
      'invoices.csv': csv(invoices(2)),
      'payments.csv': PAYMENTS,
      'loan_accounts.csv': 'loan_id,overdue\nL1,0\n',
    };
    const named = await kit.land({ files, manifest: 'profile: [ledger, loans]\n' });
    const recognised = await kit.land({ files });
    for (const { report } of [named, recognised]) {
      expect(report).toMatchObject({ verdict: 'ok', profile: 'ledger, loans' });
      expect(report.tables.map(({ table }) => table)).toEqual(['invoices', 'payments', 'loan_accounts']);
    }
  });
});
