import { Decimal } from '../decimal.ts';
import type { SheetTable } from '../desk/sheet/task-sheet.ts';

/** How a column is read. */
export interface ColumnRule {
  readonly type: 'text' | 'number' | 'whole' | 'money' | 'date' | 'choice';
  readonly required?: true;
  /** Smallest and largest value, inclusive. */
  readonly min?: number;
  readonly max?: number;
  /** For a choice: what may stand there. */
  readonly among?: readonly string[];
}

/** Columns by name. */
export type ColumnRules = Readonly<Record<string, ColumnRule>>;

/** Why a cell, a heading or a file was refused; the words are in report/messages. */
export type CellProblem =
  | 'column_missing'
  | 'column_twice'
  | 'column_unknown'
  | 'no_rows'
  | 'blank'
  | 'twice'
  | 'formula'
  | 'not_a_number'
  | 'not_whole'
  | 'not_an_amount'
  | 'not_a_date'
  | 'not_among'
  | 'out_of_range';

/** A cell that can't be read: where, what stands there, what may. */
export interface RowProblem {
  /** As the spreadsheet counts: the headings are row 1. */
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly problem: CellProblem;
  /** What would be right, as data: a range, a list of words. */
  readonly allowed: string;
}

/** The rows of a sheet by column, as texts that are known to read (what is blank is absent), and everything that is wrong with it. */
export interface TypedRows {
  readonly rows: readonly { readonly row: number; readonly cells: Readonly<Record<string, string>> }[];
  readonly problems: readonly RowProblem[];
}

/** Reads a sheet by its headings. The first required column is the key: no two rows may have the same. */
export function typedRows(table: SheetTable, rules: ColumnRules): TypedRows {
  const [head, ...body] = table.filter(({ cells }) =>
    cells.some((cell) => cell !== undefined && cell.text.trim() !== ''),
  );
  if (head === undefined) return { rows: [], problems: [problem(1, '', '', 'no_rows', Object.keys(rules).join(', '))] };
  const names = head.cells.map((cell) => (cell?.text ?? '').trim().toLowerCase());
  const headings = headingProblems(names, head.row, rules);
  if (headings.length > 0) return { rows: [], problems: headings };
  if (body.length === 0) return { rows: [], problems: [problem(head.row, '', '', 'no_rows', '')] };
  const problems: RowProblem[] = [];
  const seen = new Set<string>();
  const key = Object.keys(rules)[0] ?? '';
  const rows = body.map(({ row, cells }) => {
    const read: Record<string, string> = {};
    for (const [name, rule] of Object.entries(rules)) {
      const cell = cells[names.indexOf(name)];
      const text = (cell?.text ?? '').trim();
      const wrong = cell?.formula === true ? wrongCell('formula', '') : wrongOf(text, rule);
      if (wrong !== null) problems.push(problem(row, name, text, wrong.problem, wrong.allowed));
      else if (text !== '') read[name] = rule.type === 'choice' ? text.toLowerCase() : text;
    }
    const id = read[key];
    if (id !== undefined && seen.has(id)) problems.push(problem(row, key, id, 'twice', ''));
    if (id !== undefined) seen.add(id);
    return { row, cells: read };
  });
  return { rows, problems };
}

/** Reads one row given by name, as from the command line. */
export function typedRow(given: Readonly<Record<string, string>>, rules: ColumnRules): TypedRows {
  const names = Object.keys(given);
  const cells = (texts: readonly string[]) => texts.map((text) => ({ text, formula: false }));
  return typedRows(
    [
      { row: 1, cells: cells(names) },
      { row: 2, cells: cells(names.map((name) => given[name] ?? '')) },
    ],
    rules,
  );
}

function headingProblems(names: readonly string[], row: number, rules: ColumnRules): RowProblem[] {
  const known = Object.keys(rules);
  const unknown = names.filter((name) => name !== '' && !known.includes(name));
  const twice = names.filter((name, at) => name !== '' && names.indexOf(name) !== at);
  const missing = Object.entries(rules).filter(([name, rule]) => rule.required && !names.includes(name));
  return [
    ...missing.map(([name]) => problem(row, name, '', 'column_missing', known.join(', '))),
    ...twice.map((name) => problem(row, name, name, 'column_twice', '')),
    ...unknown.map((name) => problem(row, name, name, 'column_unknown', known.join(', '))),
  ];
}

type Wrong = Pick<RowProblem, 'problem' | 'allowed'>;

function wrongCell(kind: CellProblem, allowed: string): Wrong {
  return { problem: kind, allowed };
}

function wrongOf(text: string, rule: ColumnRule): Wrong | null {
  if (text === '') return rule.required ? wrongCell('blank', '') : null;
  switch (rule.type) {
    case 'text':
      return null;
    case 'choice':
      return rule.among?.includes(text.toLowerCase()) ? null : wrongCell('not_among', (rule.among ?? []).join(', '));
    case 'date':
      return isDate(text) ? null : wrongCell('not_a_date', '2025-09-30');
    default:
      return wrongNumber(text, rule);
  }
}

const NUMBER = /^-?\d{1,15}(\.\d{1,12})?$/;

function wrongNumber(text: string, { type, min, max }: ColumnRule): Wrong | null {
  if (!NUMBER.test(text)) return wrongCell(type === 'money' ? 'not_an_amount' : 'not_a_number', '1200.50');
  if (type === 'whole' && !/^-?\d+$/.test(text)) return wrongCell('not_whole', '3');
  const value = new Decimal(text);
  if ((min !== undefined && value.lt(min)) || (max !== undefined && value.gt(max)))
    return wrongCell('out_of_range', `${min ?? ''}–${max ?? ''}`);
  return null;
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

function problem(row: number, column: string, value: string, kind: CellProblem, allowed: string): RowProblem {
  return { row, column, value, problem: kind, allowed };
}
