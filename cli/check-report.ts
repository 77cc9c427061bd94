import type { LandingProblem, LandingReport, RowRule, SuspectRule } from '../core/contracts/landing.ts';
import type { BookCheck, CheckedBooks, Reconciliation } from '../core/contracts/reconciliation.ts';
import type { LandedTableReport } from '../core/contracts/report-input.ts';
import { printableLine } from './terminal.ts';

const VERDICTS: Readonly<Record<LandingReport['verdict'], string>> = {
  ok: 'The export can be reviewed.',
  flagged: 'The export can be reviewed, but its figures will be marked unreliable.',
  refused: 'The export is refused: nothing would be computed.',
};

const SUSPECTS: Readonly<Record<SuspectRule, string>> = {
  due_before_invoice: 'with a due date before the invoice date',
  due_beyond_365_days: 'with a due date more than 365 days after the invoice date',
  after_period: 'dated after the period, not counted yet',
  unknown_invoice: 'naming an invoice the export does not have (credit on account)',
  unknown_customer: 'naming a customer the export does not have (the id stands for the name)',
  settled_before_invoice: 'settled before the invoice date (prepayment)',
  invoice_deleted: 'naming an invoice that was deleted (credit on account)',
  invoice_quarantined: 'naming an invoice that is in quarantine (credit on account)',
  unknown_payment: 'of a payment the export does not have (settles nothing)',
};

const RULES: Readonly<Record<RowRule, string>> = {
  wrong_field_count: 'wrong number of fields',
  bad_quoting: 'quotes that do not close',
  line_too_long: 'longer than a record can be',
  nul_byte: 'a NUL byte',
  blank_required: 'a value is needed',
  bad_number: 'not a number',
  bad_date: 'not a date in the format of the export',
  bad_boolean: 'neither true nor false',
  negative_total: 'a negative total: credits come as credits',
  out_of_range: 'outside its range',
  amount_too_large: 'an amount beyond 10^15',
  conflicting_copies: 'rows with the same key that differ, and nothing says which is newest',
};

const MAX_PROBLEMS = 50;
const MAX_NAMES = 12;

/** The landing report as a finance person reads it in a terminal: verdict, tables, what is odd, what must be corrected. */
export function checkReport(report: LandingReport): string {
  const sections = [
    heading(report),
    report.tables.length > 0 ? tableLines(report.tables) : [],
    quarantineLines(report),
    suspectLines(report.tables),
    bookLines(report.reconciliation),
    unknownLines(report),
    report.warnings.flatMap(({ message }) => [`Warning: ${message}`]),
    problemLines(report.problems),
  ];
  const lines = sections.filter((section) => section.length > 0).flatMap((section) => [...section, '']);
  return lines.map((line) => `${printableLine(line)}\n`).join('');
}

function heading(report: LandingReport): string[] {
  const covers =
    report.covers === null
      ? 'no months'
      : `${report.covers.first} to ${report.covers.last} (${report.covers.months} months)`;
  if (report.profile === '') return [VERDICTS[report.verdict]];
  return [
    VERDICTS[report.verdict],
    `Profile ${report.profile}, home currency ${report.home_currency}, covers ${covers}.`,
  ];
}

function tableLines(tables: readonly LandedTableReport[]): string[] {
  const header = ['Table', 'Read', 'Landed', 'Quarantined', 'Copies', 'Deleted', 'Files'];
  const rows = tables.map((table) => [
    table.table,
    whole(table.rows_read),
    whole(table.rows_landed),
    whole(table.quarantined),
    whole(table.duplicates_dropped),
    whole(table.deleted),
    names(table.files, 3),
  ]);
  const widths = header.map((name, index) => Math.max(name.length, ...rows.map((row) => (row[index] ?? '').length)));
  const last = header.length - 1;
  return [header, ...rows].map((row) =>
    row
      .map((text, index) => {
        if (index === last) return text;
        return index === 0 ? text.padEnd(widths[index] ?? 0) : text.padStart(widths[index] ?? 0);
      })
      .join('  '),
  );
}

function quarantineLines({ quarantine_begins: begins, tables }: LandingReport): string[] {
  const lines = begins.map(({ table, file, line, column, value, rule }) => {
    const where = [file, `line ${line}`, ...(column === '' ? [] : [column])].join(', ');
    return `  ${table}: ${where}: ${words(RULES, rule)}${value === '' ? '' : `: ${value}`}`;
  });
  const rows = tables.reduce((sum, table) => sum + table.quarantined, 0);
  const more =
    rows > lines.length ? [`  … ${whole(rows)} ${rowWord(rows)} in all; a run lists each in quarantine/.`] : [];
  return lines.length > 0 ? ['Left out, in quarantine:', ...lines, ...more] : [];
}

function suspectLines(tables: readonly LandedTableReport[]): string[] {
  const lines = tables.flatMap(({ table, suspect }) =>
    Object.entries(suspect).map(
      ([rule, count]) => `  ${table}: ${whole(count)} ${rowWord(count)} ${words(SUSPECTS, rule)}`,
    ),
  );
  return lines.length > 0 ? ['Kept, but worth a look:', ...lines] : [];
}

const BOOKS: Readonly<Record<BookCheck, string>> = {
  customer_balance: 'customers’ balances',
  invoice_balance: 'invoices’ balances',
  invoice_lines: 'invoices’ totals against their lines',
  payment_lines: 'payments’ totals against their lines',
};
const DIFFERENCES_SHOWN = 5;

function bookLines(reconciliation: Reconciliation | null): string[] {
  if (reconciliation === null) return [];
  const differences = reconciliation.differences
    .slice(0, DIFFERENCES_SHOWN)
    .map(
      ({ check, customer_id, document_id, books, derived, currency, reason }) =>
        `  ${BOOKS[check]}: customer ${customer_id}${document_id === null ? '' : `, ${document_id}`}: ${books} ${currency} in the books, ${derived} from documents (${reason})`,
    );
  const more =
    reconciliation.differences.length > differences.length ? ['  … and more; a run lists each in quarantine/.'] : [];
  return ['The books against their own documents:', ...reconciliation.checks.map(checkLine), ...differences, ...more];
}

function checkLine({ check, status, why_not, currencies }: CheckedBooks): string {
  if (status === 'not_compared') {
    const why = why_not === 'later_rows' ? 'the export holds rows of after the period' : 'the export gives none';
    return `  ${BOOKS[check]}: not compared, ${why}`;
  }
  const found = currencies.map(({ currency, compared, differing, difference_total }) =>
    differing === 0
      ? `${whole(compared)} agree`
      : `${whole(differing)} of ${whole(compared)} differ, by ${difference_total} ${currency} in all`,
  );
  return `  ${BOOKS[check]}: ${found.join('; ')}`;
}

function words(known: Readonly<Record<string, string>>, rule: string): string {
  return known[rule] ?? rule;
}

function unknownLines(report: LandingReport): string[] {
  const columns = report.tables
    .filter(({ unknown_columns }) => unknown_columns.length > 0)
    .map(({ table, unknown_columns }) => `  ${table}: ${names(unknown_columns, MAX_NAMES)}`);
  return [
    ...(columns.length > 0 ? ['Columns nothing reads:', ...columns] : []),
    ...(report.unused_files.length > 0 ? [`Files nothing reads: ${names(report.unused_files, MAX_NAMES)}`] : []),
  ];
}

function problemLines(problems: readonly LandingProblem[]): string[] {
  if (problems.length === 0) return [];
  const shown = problems.slice(0, MAX_PROBLEMS).flatMap((problem, index) => {
    const number = `${index + 1}. `;
    const indent = ' '.repeat(number.length);
    const where = place(problem);
    const first = where === '' ? problem.message : where;
    return [`${number}${first}`, ...(where === '' ? [] : [`${indent}${problem.message}`]), `${indent}${problem.fix}`];
  });
  const more = problems.length - MAX_PROBLEMS;
  return ['What must be corrected:', ...shown, ...(more > 0 ? [`… and ${whole(more)} more in landing.json.`] : [])];
}

function place({ file, line, column }: LandingProblem): string {
  const parts = [
    ...(file === '' ? [] : [file]),
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(column === undefined ? [] : [`column ${column}`]),
  ];
  return parts.join(', ');
}

function names(all: readonly string[], most: number): string {
  const shown = all.slice(0, most).join(', ');
  return all.length > most ? `${shown} and ${all.length - most} more` : shown;
}

const whole = (count: number): string => count.toLocaleString('en-US');
const rowWord = (count: number): string => (count === 1 ? 'row' : 'rows');
