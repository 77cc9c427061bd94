import { describe, expect, it } from 'vitest';
import { type ColumnRules, typedRow, typedRows } from '../../../core/domain/credit/typed-rows.ts';

const RULES = {
  id: { type: 'text', required: true },
  grade: { type: 'choice', among: ['a', 'b'] },
  share: { type: 'number', min: 0, max: 100 },
  count: { type: 'whole', min: 1 },
  amount: { type: 'money', max: 1000 },
  since: { type: 'date' },
} as const satisfies ColumnRules;
const NAMES = 'id, grade, share, count, amount, since';

const cells = (texts: readonly string[]) => texts.map((text) => ({ text, formula: false }));
const sheet = (...rows: (readonly string[])[]) => rows.map((texts, at) => ({ row: at + 1, cells: cells(texts) }));

/** What is wrong with one cell of a row that is otherwise right. */
function wrongWith(column: string, text: string): [string, string][] {
  const { problems } = typedRow({ id: 'x', [column]: text }, RULES);
  return problems.map(({ problem, allowed }) => [problem, allowed]);
}

describe('rows typed by hand', () => {
  it('are read by their headings, in any order and case, trimmed, blank cells left out', () => {
    const read = typedRows(
      sheet([' Count', 'ID', '', 'GRADE '], [' 3 ', ' x1 ', 'a note', ' B '], ['', 'x2', '', '']),
      RULES,
    );
    expect(read).toEqual({
      rows: [
        { row: 2, cells: { id: 'x1', count: '3', grade: 'b' } },
        { row: 3, cells: { id: 'x2' } },
      ],
      problems: [],
    });
  });

  it('that are empty are skipped, and the rest keep the numbers the spreadsheet shows', () => {
    const read = typedRows(sheet(['  ', ''], ['id'], ['', ''], ['x']), RULES);
    expect(read.rows).toEqual([{ row: 4, cells: { id: 'x' } }]);
    expect(read.problems).toEqual([]);
  });

  it('that are none are said to be none', () => {
    const nothing = { column: '', value: '', problem: 'no_rows' };
    expect(typedRows([], RULES)).toEqual({ rows: [], problems: [{ ...nothing, row: 1, allowed: NAMES }] });
    expect(typedRows(sheet([' '], ['id']), RULES)).toEqual({
      rows: [],
      problems: [{ ...nothing, row: 2, allowed: '' }],
    });
  });

  it('with a wrong heading are not read at all', () => {
    const read = typedRows(sheet(['grade', 'grade', 'extra', '', ''], ['a', 'b', 'c', '', '']), RULES);
    expect(read).toEqual({
      rows: [],
      problems: [
        { row: 1, column: 'id', value: '', problem: 'column_missing', allowed: NAMES },
        { row: 1, column: 'grade', value: 'grade', problem: 'column_twice', allowed: '' },
        { row: 1, column: 'extra', value: 'extra', problem: 'column_unknown', allowed: NAMES },
      ],
    });
  });

  it('may not share the key, which may not be blank', () => {
    const read = typedRows(sheet(['id', 'count'], ['x', '1'], ['x', '2'], ['', '3']), RULES);
    expect(read.problems).toEqual([
      { row: 3, column: 'id', value: 'x', problem: 'twice', allowed: '' },
      { row: 4, column: 'id', value: '', problem: 'blank', allowed: '' },
    ]);
  });

  it('without a key are each blank, and none is the other twice', () => {
    expect(typedRows(sheet(['id', 'count'], ['', '1'], ['', '2']), RULES).problems).toEqual([
      { row: 2, column: 'id', value: '', problem: 'blank', allowed: '' },
      { row: 3, column: 'id', value: '', problem: 'blank', allowed: '' },
    ]);
  });

  it('keep the case of what is no choice', () => {
    const read = typedRows(sheet(['id', 'grade'], ['Ab-1', 'A'], ['ab-1', 'A']), RULES);
    expect(read).toEqual({
      rows: [
        { row: 2, cells: { id: 'Ab-1', grade: 'a' } },
        { row: 3, cells: { id: 'ab-1', grade: 'a' } },
      ],
      problems: [],
    });
  });

  it('take no formula for a value', () => {
    const row = {
      row: 2,
      cells: [
        { text: 'x', formula: false },
        { text: '1', formula: true },
      ],
    };
    const read = typedRows([...sheet(['id', 'count']), row], RULES);
    expect(read.rows).toEqual([{ row: 2, cells: { id: 'x' } }]);
    expect(read.problems).toEqual([{ row: 2, column: 'count', value: '1', problem: 'formula', allowed: '' }]);
  });

  it('with a hole where a cell would be read as blank', () => {
    const read = typedRows(
      [
        { row: 1, cells: [undefined, ...cells(['id'])] },
        { row: 2, cells: [undefined, ...cells(['x'])] },
      ],
      RULES,
    );
    expect(read.rows).toEqual([{ row: 2, cells: { id: 'x' } }]);
  });
});

describe('a cell typed by hand', () => {
  it.each([
    ['grade', 'B'],
    ['share', '0'],
    ['share', '100'],
    ['share', '12.000000000001'],
    ['count', '1'],
    ['count', '123456789012345'],
    ['amount', '-5'],
    ['amount', '1000.00'],
    ['since', '2024-02-29'],
  ])('%s may be %s', (column, text) => {
    expect(wrongWith(column, text)).toEqual([]);
  });

  it.each([
    ['grade', 'c', 'not_among', 'a, b'],
    ['share', '-0.1', 'out_of_range', '0–100'],
    ['share', '100.1', 'out_of_range', '0–100'],
    ['share', 'x1', 'not_a_number', '1200.50'],
    ['share', '1x', 'not_a_number', '1200.50'],
    ['share', '1.', 'not_a_number', '1200.50'],
    ['share', '1.0000000000001', 'not_a_number', '1200.50'],
    ['share', '1234567890123456', 'not_a_number', '1200.50'],
    ['count', '0', 'out_of_range', '1–'],
    ['count', '1.0', 'not_whole', '3'],
    ['count', '-2', 'out_of_range', '1–'],
    ['amount', '1,000', 'not_an_amount', '1200.50'],
    ['amount', '1000.01', 'out_of_range', '–1000'],
    ['since', '2025-02-29', 'not_a_date', '2025-09-30'],
    ['since', '2025-13-01', 'not_a_date', '2025-09-30'],
    ['since', '2025-9-30', 'not_a_date', '2025-09-30'],
    ['since', '30.09.2025', 'not_a_date', '2025-09-30'],
    ['since', '+012025-09-30', 'not_a_date', '2025-09-30'],
    ['since', '+012025-09', 'not_a_date', '2025-09-30'],
    ['since', '2025-09-30T00:00', 'not_a_date', '2025-09-30'],
  ])('%s may not be %s: %s', (column, text, problem, allowed) => {
    expect(wrongWith(column, text)).toEqual([[problem, allowed]]);
  });
});

describe('one row given by name', () => {
  it('is read like a sheet of one row', () => {
    expect(typedRow({ id: ' x ', grade: 'A' }, RULES)).toEqual({
      rows: [{ row: 2, cells: { id: 'x', grade: 'a' } }],
      problems: [],
    });
    expect(typedRow({ grade: 'a' }, RULES).problems.map(({ problem }) => problem)).toEqual(['column_missing']);
  });
});
