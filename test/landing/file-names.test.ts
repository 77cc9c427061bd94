import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import { csv, ExportKit, INVOICE_HEADER } from './export-kit.ts';

/** Names that are patterns to the engine, each beside one that fits it. */
const NAMES = ['a[1]', 'a1', 'b*', 'bb', 'c?', 'cx', '**', '[', 'd{e,f}', 'de', '[!a]'];

let kit: ExportKit;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

const invoice = (id: string) => [id, 'C1', '2024-03-05', '2024-04-04', '5.00'];

async function parquet(id: string): Promise<Uint8Array> {
  const path = join(kit.folder, 'one.parquet');
  const cells = invoice(id).map((cell, at) => `${textLiteral(cell)} AS ${INVOICE_HEADER[at]}`);
  await kit.query(`COPY (SELECT ${cells.join(', ')}) TO ${textLiteral(path)} (FORMAT parquet)`);
  return readFileSync(path);
}

test.each(['csv', 'parquet'])('a file is read by its name, whatever else that would fit: %s', async (ending) => {
  const bytes = (id: string) => (ending === 'csv' ? csv([INVOICE_HEADER, invoice(id)]) : parquet(id));
  const files = new Map<string, string | Uint8Array>();
  for (const name of NAMES) files.set(`invoices/${name}/${name}.${ending}`, await bytes(`own ${name}`));
  for (const name of NAMES) files.set(`invoices/${name}.${ending}`, await bytes(name));
  const landed = await kit.land({
    files: { 'payments.csv': 'payment_id,customer_id,payment_date,amount\n', ...Object.fromEntries(files) },
  });
  const ids = await landed.rows('invoices', 'invoice_id');
  expect(landed.table('invoices').rows_read).toBe(2 * NAMES.length);
  expect(ids.flat().sort()).toEqual([...NAMES, ...NAMES.map((name) => `own ${name}`)].sort());
});
