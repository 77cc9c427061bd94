import { stringify } from 'csv-stringify/sync';
import type { Locale } from '../../core/contracts/config.ts';
import { type CheckedClause, CONTRACT_COLUMNS, checkClause } from '../../core/domain/credit/check-clauses.ts';
import { spreadsheetSafe } from '../../core/domain/spreadsheet-safe.ts';
import { creditFileWords } from '../../report/messages/credit-file-words.ts';
import { atRight, inColumn, oneLine } from '../columns.ts';
import { EXIT } from '../run/exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { rowsOfFile, rulesWith, tellProblems } from './read-rows.ts';

/** Options of `duewatch clauses`. */
export interface ClausesOptions {
  readonly file: string;
  readonly format: 'table' | 'csv' | 'json';
  readonly locale: Locale;
  readonly config?: string;
}

/** `duewatch clauses`: late interest and fees of contracts held against the rules, a contract a row. */
export async function clausesCommand(options: ClausesOptions, terminal: Terminal): Promise<number> {
  const rules = await rulesWith(options);
  const read = await rowsOfFile(options.file, CONTRACT_COLUMNS);
  if (tellProblems(read, options.file, options.locale, terminal)) return EXIT.refused;
  const checked = read.rows.map(({ cells }) => checkClause(cells, rules.credit.clauses));
  const validity = creditFileWords(options.locale).for_counsel;
  if (options.format === 'json') terminal.line(JSON.stringify({ contracts: checked, validity }, null, 2));
  else if (options.format === 'csv') terminal.write(csvOf(checked, options.locale));
  else printTable(checked, options.locale, terminal);
  return EXIT.done;
}

function findingsOf({ findings }: CheckedClause, locale: Locale): string[] {
  const words = creditFileWords(locale);
  return findings.length === 0 ? [words.nothing_found] : findings.map((each) => words.clause_findings[each]);
}

function csvOf(checked: readonly CheckedClause[], locale: Locale): string {
  const { for_counsel } = creditFileWords(locale);
  const head = ['contract_id', 'customer_id', 'rate_pct_per_year', 'findings', 'words', 'validity'];
  const rows = checked.map((each) =>
    [
      each.contract_id,
      each.customer_id ?? '',
      each.rate_pct_per_year === null ? '' : String(each.rate_pct_per_year),
      each.findings.join('; '),
      findingsOf(each, locale).join('; '),
      for_counsel,
    ].map(spreadsheetSafe),
  );
  return stringify([head, ...rows], { record_delimiter: '\n', quoted_match: /[\r\n]/ });
}

function printTable(checked: readonly CheckedClause[], locale: Locale, terminal: Terminal): void {
  const words = creditFileWords(locale);
  const { contract, customer, rate, found } = words.contracts;
  terminal.line(`${inColumn(contract, 20)} ${inColumn(customer, 16)} ${atRight(rate, 10)}  ${found}`);
  for (const each of checked) {
    const [first = '', ...others] = findingsOf(each, locale);
    const yearly = each.rate_pct_per_year === null ? '–' : `${each.rate_pct_per_year}%`;
    terminal.line(
      `${inColumn(each.contract_id, 20)} ${inColumn(each.customer_id ?? '–', 16)} ${atRight(yearly, 10)}  ${oneLine(first)}`,
    );
    for (const other of others) terminal.line(`${' '.repeat(50)}${oneLine(other)}`);
  }
  terminal.line(words.for_counsel);
}
