import type { Rules } from '../contracts/config.ts';
import type {
  LandedTable,
  LandingPlan,
  LandingProblem,
  LandingReport,
  LandingWarning,
  SetCheck,
} from '../contracts/landing.ts';
import type { ComparedBooks, Reconciliation } from '../contracts/reconciliation.ts';
import type { LandedTableReport } from '../contracts/report-input.ts';
import { reconcile } from '../domain/reconciliation.ts';
import { coveredMonths } from './covered-months.ts';
import { noRowsProblem } from './no-rows-problem.ts';
import { quarantineStop } from './quarantine-stop.ts';
import { reconciliationFindings } from './reconciliation-report.ts';
import { PROFILE_TABLES } from './table-specs/profile-tables.ts';

/** Everything the landing left. */
export interface LandingFindings {
  readonly plan: LandingPlan;
  readonly tables: readonly LandedTable[];
  /** Null where the tables could not be checked against each other. */
  readonly setCheck: SetCheck | null;
  readonly rules: Rules['landing'];
  /** The books held against themselves, with the limits; left out where nothing was compared. */
  readonly books?: { readonly compared: readonly ComparedBooks[]; readonly limits: Rules['reconciliation'] };
  /** YYYY-MM; without one the export alone is judged. */
  readonly period?: string;
}

/** So many differences of the books stand in landing.json. */
const DIFFERENCES_SHOWN = 100;

/** The landing report and the months the export reaches (none: it runs for any period). */
export interface BuiltReport {
  readonly report: LandingReport;
  readonly months: readonly string[];
  /** All differences of the books, where `report` has the first. */
  readonly reconciliation: Reconciliation | null;
}

/** Builds `landing.json`: what was read, what was left out and why, and whether the run may go on. */
export function buildLandingReport(findings: LandingFindings): BuiltReport {
  const { plan, tables, setCheck, rules } = findings;
  const months = coveredMonths(tables);
  const reconciliation = reconciliationOf(findings);
  const differing =
    findings.books === undefined
      ? { warnings: [], problems: [] }
      : reconciliationFindings(reconciliation, findings.books.limits);
  const problems = [
    ...plan.problems,
    ...tables.flatMap((table) => table.problems),
    ...needsPayments(plan, tables),
    ...tables.flatMap((table) => quarantineStop(table, rules)),
    ...periodProblems(findings, months),
    ...differing.problems,
  ];
  const warnings = [...misdatedWarnings(setCheck, rules), ...differing.warnings];
  const [first, last] = [months.at(0), months.at(-1)];
  const report: LandingReport = {
    verdict: problems.length > 0 ? 'refused' : warnings.length > 0 ? 'flagged' : 'ok',
    profile: plan.profiles.join(', '),
    home_currency: plan.home_currency,
    covers: first === undefined || last === undefined ? null : { first, last, months: months.length },
    tables: tables.map((table) => tableReport(table, setCheck)),
    problems,
    warnings,
    reconciliation:
      reconciliation === null
        ? null
        : { ...reconciliation, differences: reconciliation.differences.slice(0, DIFFERENCES_SHOWN) },
    unused_files: plan.unused_files,
    quarantine_begins: tables.flatMap(({ table, first_quarantined }) =>
      first_quarantined.map((line) => ({ table, ...line })),
    ),
  };
  return { report, months, reconciliation };
}

function reconciliationOf({ books, tables }: LandingFindings): Reconciliation | null {
  if (books === undefined || books.compared.length === 0) return null;
  const quarantined = Object.fromEntries(tables.map((table) => [table.table, table.quarantined]));
  return reconcile(books.compared, quarantined, books.limits);
}

function tableReport(table: LandedTable, setCheck: SetCheck | null): LandedTableReport {
  const { files, rows_read, rows_landed, quarantined, duplicates_dropped, deleted, unknown_columns } = table;
  const suspect = setCheck?.suspect[table.table] ?? {};
  return {
    table: table.table,
    files,
    rows_read,
    rows_landed,
    quarantined,
    duplicates_dropped,
    deleted,
    suspect: { ...suspect },
    unknown_columns,
  };
}

/** Payments may be missing, or without rows, only where the invoices say when they were settled. */
function needsPayments(plan: LandingPlan, tables: readonly LandedTable[]): LandingProblem[] {
  const invoices = tables.find(({ table }) => table === 'invoices');
  if (invoices === undefined || invoices.problems.length > 0 || Object.hasOwn(invoices.bound, 'settled_date'))
    return [];
  return plan.profiles
    .flatMap((profile) => PROFILE_TABLES[profile])
    .filter((spec) => spec.required === 'unless_settled_date')
    .flatMap((spec) => {
      const landed = tables.find(({ table }) => table === spec.table);
      if (landed === undefined)
        return plan.tables.some(({ table }) => table === spec.table) ? [] : [noSettlement(spec.table)];
      return landed.rows_read === 0 && landed.problems.length === 0 ? [noRowsProblem(spec, landed.files)] : [];
    });
}

function noSettlement(table: string): LandingProblem {
  return {
    rule: 'table_missing',
    table,
    file: `${table}.csv`,
    message: `The export has no ${table}, and the invoices have no settled_date that could stand for them.`,
    fix: `Add ${table}.csv, or map the invoices' settled_date in exports.yaml.`,
  };
}

function periodProblems({ plan, tables, period }: LandingFindings, months: readonly string[]): LandingProblem[] {
  const unread = plan.problems.length > 0 || tables.some((table) => table.problems.length > 0);
  const monthless = plan.profiles.every((profile) => profile === 'loans');
  if (period === undefined || unread || monthless || months.includes(period)) return [];
  const covers = months.length === 0 ? 'no month' : coveredInWords(months);
  return [
    {
      rule: 'period_not_covered',
      file: '',
      value: period,
      message: `The export does not reach ${period}: it covers ${covers}.`,
      fix: 'Choose one of these months with --period, or export the month that is missing.',
    },
  ];
}

function coveredInWords(months: readonly string[]): string {
  return months.length <= 24 ? months.join(', ') : `${months.length} months from ${months[0]} to ${months.at(-1)}`;
}

function misdatedWarnings(setCheck: SetCheck | null, rules: Rules['landing']): LandingWarning[] {
  const many = (count: number, rows: number) => count * 100 > rules.max_misdated_pct * rows;
  return (setCheck?.misdated ?? []).flatMap(({ table, misdated, exchanged, rows }) => {
    const signs = [
      ...(many(misdated, rows)
        ? [`${misdated} of ${rows} rows of ${table} are due before their invoice's date or more than 365 days after it`]
        : []),
      ...(many(exchanged, rows)
        ? [
            `${exchanged} of ${rows} rows of ${table} are due after days that are nobody's terms, and would be usual with day and month exchanged`,
          ]
        : []),
    ];
    if (signs.length === 0) return [];
    return [
      {
        rule: 'dates_probably_misread' as const,
        table,
        message:
          `${signs.join('; ')}: their dates are probably misread (day and month exchanged?). Check date_format in exports.yaml; ` +
          'figures are marked unreliable until then.',
      },
    ];
  });
}
