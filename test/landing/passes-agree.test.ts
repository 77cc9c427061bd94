import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Decimal } from '../../core/domain/decimal.ts';
import { textLiteral } from '../../core/domain/sql-literal.ts';
import { planLanding } from '../../core/landing/plan-landing.ts';
import { dialect, file, HEADER, row, trimmed } from './any-invoices.ts';
import { csv, ExportKit } from './export-kit.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 12);
const PLAN = planLanding({
  fileNames: ['invoices.csv'],
  manifest: null,
  rules: { time_zone: 'Asia/Shanghai', currency: 'USD' },
});

let kit: ExportKit;
let landings = 0;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

/** Everything that landing a file's bytes led to. */
async function outcome(bytes: string) {
  const folder = join(kit.folder, `fuzz-${landings++}`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'invoices.csv'), bytes);
  const plan = PLAN.tables[0];
  if (plan === undefined) throw new Error('the plan has one table');
  const landed = await kit.lander.land({ plan, period: '2024-12', files: async (name) => join(folder, name), folder });
  const { pass, readable_amount, quarantined_amount, problems, ...table } = landed.table;
  const rows =
    landed.data === undefined
      ? []
      : await kit.query(`SELECT * FROM read_parquet(${textLiteral(landed.data)}) ORDER BY ALL`);
  const leftOut =
    landed.leftOut === undefined
      ? []
      : await kit.query(`SELECT * FROM read_parquet(${textLiteral(landed.leftOut)}) ORDER BY ALL`);
  const quarantine = landed.quarantine === undefined ? '' : readFileSync(landed.quarantine, 'utf8');
  return { pass, table, problems: problems.map(({ rule }) => rule), rows, leftOut, quarantine };
}

/** The file as it is, and with a blank line before the header, which the fast pass never takes. */
async function bothPasses(bytes: string) {
  const mark = bytes.startsWith('\uFEFF') ? '\uFEFF' : '';
  const plain = await outcome(bytes);
  const exact = await outcome(`${mark}\n${bytes.slice(mark.length)}`);
  expect(exact.pass).toBe('exact');
  return { plain, exact };
}

/** A file that the fast pass takes: whatever else is drawn, it is among those that are compared. */
const SOUND = csv([HEADER, ['I1', 'C1', '2024-01-02', '2024-02-02', '10.00', 'TRUE', '', '', '', 'short']], {
  delimiter: ',',
  newline: '\n',
  quoteAll: false,
});

describe('the fast and the exact pass land the same', () => {
  test('of any table, in any dialect', async () => {
    let fast = 0;
    await fc.assert(
      fc.asyncProperty(file, async (bytes) => {
        const { plain, exact } = await bothPasses(bytes);
        if (plain.pass === 'fast') fast++;
        const lines = (quarantine: string) => quarantine.replace(/^(invoices\.csv),\d+,/gm, '$1,');
        expect({ ...plain.table, first_quarantined: [] }).toEqual({ ...exact.table, first_quarantined: [] });
        expect(plain.rows).toEqual(exact.rows);
        expect(plain.leftOut).toEqual(exact.leftOut);
        expect(lines(plain.quarantine)).toEqual(lines(exact.quarantine));
        expect(plain.problems).toEqual(exact.problems);
      }),
      { numRuns: RUNS, examples: [[SOUND]] },
    );
    expect(fast).toBeGreaterThan(0);
  });

  test('what was written is what landed', async () => {
    const sound = fc.uniqueArray(row(0), { minLength: 1, maxLength: 12, selector: ([key]) => trimmed(key) });
    await fc.assert(
      fc.asyncProperty(sound, dialect, async (rows, how) => {
        const { rows: landed } = await outcome(csv([HEADER, ...rows], how));
        const expected = rows
          .filter(([key, , , , , , , , status]) => trimmed(key) !== null && !/^(void|deleted)$/i.test(status))
          .map(([key, customer, from, due, total, , , , , note]) => [
            ...[trimmed(key), trimmed(customer), from, due, new Decimal(total.trim()).toFixed(6)],
            trimmed(note),
          ]);
        const found = landed.map((cells) => [...cells.slice(0, 5), cells[9]]);
        expect(new Set(found.map((cells) => JSON.stringify(cells)))).toEqual(
          new Set(expected.map((cells) => JSON.stringify(cells))),
        );
        expect(found).toHaveLength(expected.length);
      }),
      { numRuns: RUNS },
    );
  });

  test('of bytes that have been tampered with', async () => {
    const tampered = fc
      .tuple(
        file,
        fc.array(
          fc.tuple(
            fc.nat(),
            fc.constantFrom('"', ',', ';', '\t', '\n', '\r', '\r\n', '\0', '_', ' ', '1', '""', '\n\n', ',,'),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      )
      .map(([bytes, edits]) =>
        edits.reduce((all, [at, what]) => {
          const from = bytes.search(/[\r\n]/) + 1;
          const position = from + (at % Math.max(1, all.length - from));
          return all.slice(0, position) + what + all.slice(position);
        }, bytes),
      );
    await fc.assert(
      fc.asyncProperty(tampered, async (bytes) => {
        const { plain, exact } = await bothPasses(bytes);
        expect({ ...plain.table, first_quarantined: [] }).toEqual({ ...exact.table, first_quarantined: [] });
        expect(plain.rows).toEqual(exact.rows);
        const { rows_read, rows_landed, quarantined, duplicates_dropped, deleted } = plain.table;
        expect(rows_landed + quarantined + duplicates_dropped + deleted).toBe(rows_read);
      }),
      { numRuns: RUNS },
    );
  });

  test('rows in any order, columns in any order, split in two, land the same rows', async () => {
    const sound = fc.uniqueArray(row(0), { minLength: 1, maxLength: 12, selector: ([key]) => key.trim() });
    await fc.assert(
      fc.asyncProperty(
        sound,
        fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
        dialect,
        async (rows, order, how) => {
          const shuffled = rows
            .map((cells, index) => ({ cells, by: order[index] ?? 0 }))
            .toSorted((a, b) => a.by - b.by)
            .map(({ cells }) => cells);
          const columns = HEADER.map((_, index) => index).toSorted((a, b) => (order[a] ?? 0) - (order[b] ?? 0));
          const turned = [HEADER, ...shuffled].map((cells) => columns.map((index) => cells[index] ?? ''));
          const [straight, mixed] = [await outcome(csv([HEADER, ...rows])), await outcome(csv(turned, how))];
          expect(mixed.rows).toEqual(straight.rows);
        },
      ),
      { numRuns: Math.ceil(RUNS / 3) },
    );
  });
});
