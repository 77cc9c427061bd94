import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TablePlan } from '../../core/contracts/landing.ts';
import { planLanding } from '../../core/landing/plan-landing.ts';
import { planOfPart, tableParts } from '../../core/landing/table-parts.ts';
import type { LandedFiles } from '../../core/ports/lander.ts';
import { dialect, HEADER, row } from './any-invoices.ts';
import { csv, ExportKit } from './export-kit.ts';
import { outcomeOf } from './outcome-of.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 15);
const PERIOD = '2024-12';

let kit: ExportKit;
let landings = 0;
beforeAll(async () => {
  kit = await ExportKit.open();
});
afterAll(() => kit.close());

const outcome = (landed: LandedFiles) => outcomeOf(landed, (sql) => kit.query(sql));

/** Lands the files of a table together, and file by file. */
async function bothWays(texts: readonly string[], above = '') {
  const folder = join(kit.folder, above, `parts-${landings++}`);
  mkdirSync(join(folder, 'invoices'), { recursive: true });
  const names = texts.map((_, index) => `invoices/2024-${String(index + 1).padStart(2, '0')}.csv`);
  for (const [index, name] of names.entries()) writeFileSync(join(folder, name), texts[index] ?? '');
  const planned = planLanding({
    fileNames: names,
    manifest: null,
    rules: { time_zone: 'Asia/Shanghai', currency: 'USD' },
  });
  const plan = planned.tables[0];
  if (plan === undefined) throw new Error(`no table: ${JSON.stringify(planned)}`);
  expect(plan.files).toEqual(names);
  const request = (part: TablePlan, to: string) => {
    mkdirSync(join(folder, to));
    return { plan: part, period: PERIOD, files: async (name: string) => join(folder, name), folder: join(folder, to) };
  };
  const together = await kit.lander.land(request(plan, 'together'));
  const parts: LandedFiles[] = [];
  for (const part of tableParts(plan))
    parts.push(await kit.lander.land({ ...request(planOfPart(plan, part), `part-${part.number}`), asPart: true }));
  const joined = await kit.lander.join({ ...request(plan, 'joined'), parts });
  const again = (those: readonly LandedFiles[]) =>
    kit.lander.join({ ...request(plan, `again-${landings++}`), parts: those });
  return { together, joined, parts, again };
}

/** Files of a table, each with its own order of columns; ids meet across files in some tables and not in others. */
const files = fc
  .record({
    apart: fc.boolean(),
    files: fc.array(
      fc.record({
        rows: fc.oneof(fc.array(row(0), { maxLength: 8 }), fc.array(row(2), { maxLength: 8 })),
        dialect,
        turn: fc.nat({ max: HEADER.length - 1 }),
      }),
      { minLength: 2, maxLength: 4 },
    ),
  })
  .map(({ apart, files: drawn }) =>
    drawn.map(({ rows, dialect: how, turn }, index) => {
      const turned = (cells: readonly string[]) => [...cells.slice(turn), ...cells.slice(0, turn)];
      const own = rows.map(([id, ...cells]) => [apart && id.trim() !== '' ? `${index}-${id}` : id, ...cells]);
      return csv([HEADER, ...own].map(turned), how);
    }),
  );

const invoice = (id: string, amount: string, status = ''): string[] => [
  ...[id, 'C1', '2024-03-05', '2024-04-04', amount, '', '', '2024-05-01', status, ''],
];
const table = (...rows: string[][]) => csv([HEADER, ...rows]);

describe('a table of several files', () => {
  test('lands file by file as it would land at once', async () => {
    let side = 0;
    await fc.assert(
      fc.asyncProperty(files, async (texts) => {
        const { together, joined, parts } = await bothWays(texts);
        if (parts.every((part) => part.table.problems.length === 0)) side += 1;
        expect(await outcome(joined)).toEqual(await outcome(together));
      }),
      { numRuns: RUNS, examples: [[[table(invoice('I1', '5')), table(invoice('I2', '-5'))]]] },
    );
    expect(side).toBeGreaterThan(0);
  });

  test('counts a copy in another file, and takes the newest of two', async () => {
    const { together, joined } = await bothWays([
      table(invoice('I1', '5'), invoice('I2', '7')),
      table(invoice('I1', '5'), invoice('I3', '9')),
    ]);
    expect(joined.table).toMatchObject({ rows_read: 4, rows_landed: 3, duplicates_dropped: 1 });
    expect(await outcome(joined)).toEqual(await outcome(together));
  });

  test('with one doubtful row has only that file walked over', async () => {
    const { joined, parts } = await bothWays([
      table(invoice('I1', '5'), invoice('I4', '6', 'void')),
      table(invoice('I2', 'x'), invoice('I3', '9')),
    ]);
    expect(parts.map((part) => part.table.pass)).toEqual(['fast', 'exact']);
    expect(joined.table).toMatchObject({ rows_read: 4, rows_landed: 2, quarantined: 1, deleted: 1, left_out: 2 });
    expect(joined.table.readable_amount).toBe('20.000000');
  });

  test('may write its headers in other letters in each: copies are copies, and a quarantined cell is shown as it stands', async () => {
    const upper = (text: string) => text.replace(/^.*/, (header) => header.toUpperCase());
    const { together, joined } = await bothWays([
      table(invoice('I1', '5'), invoice('I2', '7')),
      upper(table(invoice('I1', '5'), invoice('I3', 'x'))),
    ]);
    expect(together.table).toMatchObject({ rows_read: 4, rows_landed: 2, duplicates_dropped: 1, quarantined: 1 });
    expect(together.table.first_quarantined).toEqual([
      { file: 'invoices/2024-02.csv', line: 3, column: 'TOTAL_AMOUNT', value: 'x', rule: 'bad_number' },
    ]);
    expect(await outcome(joined)).toEqual(await outcome(together));
  });

  test('with a file that can not be read tells what stands in the way, of every such file', async () => {
    const { together, joined } = await bothWays([table(invoice('I1', '5')), 'invoice_id;x\n1;2\n', 'PK\u0003\u0004']);
    expect(joined.table.problems.map(({ rule, file }) => [rule, file])).toEqual(
      together.table.problems.map(({ rule, file }) => [rule, file]),
    );
    expect(joined.table.problems.length).toBeGreaterThan(1);
    expect(await outcome(joined)).toEqual(await outcome(together));
  });

  test('has what its files hold, whatever the folders above them are called', async () => {
    const amounts = ({ rows }: Awaited<ReturnType<typeof outcome>>) => rows.map((row) => [row[0], row[4]]);
    // The first file is read by the exact pass, the second by the fast one.
    const texts = [
      table(invoice('I1', '5'), invoice('I2', 'x'), invoice('I4', '8', 'void')),
      table(invoice('I3', '7')),
    ];
    const { together, joined, parts } = await bothWays(texts, 'total_amount=99/_amount=1/fate=duplicate/key=K/h=1');
    expect(parts.map((part) => part.table.pass)).toEqual(['exact', 'fast']);
    expect(amounts(await outcome(joined))).toEqual([
      ['I1', '5.000000'],
      ['I3', '7.000000'],
    ]);
    expect(joined.table.readable_amount).toBe('20.000000');
    expect(await outcome(joined)).toEqual(await outcome(together));
  });

  test('is never joined without a file that a part left, nor with fewer rows than had landed', async () => {
    const { parts, again } = await bothWays([
      table(invoice('I1', '5'), invoice('I2', '6'), invoice('I3', '7', 'void'), invoice('I4', 'x')),
      table(invoice('I5', '7')),
    ]);
    const [first, second] = parts as [LandedFiles, LandedFiles];
    for (const name of ['data', 'quarantine', 'leftOut', 'marks'] as const) {
      const { [name]: _gone, ...rest } = first;
      await expect(again([rest, second])).rejects.toThrow(`invoices: a part of it has no ${name} any more; start the`);
    }
    const fewer = { ...first, table: { ...first.table, rows_landed: 3 } };
    await expect(again([fewer, second])).rejects.toThrow('its parts hold 3 rows, and are said to hold 4');
    const { quarantine, table: counted } = await again([first, { ...second, quarantine: 'of an earlier attempt' }]);
    expect([counted.quarantined, quarantine === undefined]).toEqual([1, false]);
  });

  test('may have files without a row; a table without any row is a problem of the whole table', async () => {
    expect((await bothWays([table(), table(invoice('I1', '5'))])).joined.table.problems).toEqual([]);
    const { together, joined } = await bothWays([table(), table()]);
    expect(joined.table.problems.map(({ rule }) => rule)).toEqual(['no_rows']);
    expect(await outcome(joined)).toEqual(await outcome(together));
  });
});

describe('the parts of a table', () => {
  const plan = planLanding({
    fileNames: Array.from({ length: 90 }, (_, index) => `invoices/${String(index).padStart(2, '0')}.csv`),
    manifest: null,
    rules: { time_zone: 'UTC', currency: 'USD' },
  }).tables[0] as TablePlan;

  test('are forty at most, and hold every file once, in order', () => {
    const parts = tableParts(plan);
    expect(parts).toHaveLength(40);
    expect(parts.flatMap((part) => planOfPart(plan, part).files)).toEqual(plan.files);
    expect(parts.every((part) => planOfPart(plan, part).files.length > 0)).toBe(true);
  });

  test('are one where rows are numbered across files, and where all rows decide what a column is', () => {
    expect(tableParts({ ...plan, number_rows: 'invoice_id' })).toEqual([{ number: 1, of: 1 }]);
    expect(tableParts({ ...plan, table: 'loan_accounts', profile: 'loans' })).toEqual([{ number: 1, of: 1 }]);
  });
});
