import { stringify } from 'csv-stringify/sync';
import type { Locale } from '../../core/contracts/config.ts';
import { WrongUsage } from '../../core/contracts/errors.ts';
import { APPLICANT_COLUMNS, type Assessment, assessApplicant } from '../../core/domain/credit/assess-applicant.ts';
import { typedRow } from '../../core/domain/credit/typed-rows.ts';
import { currencyDigits, formatMoney } from '../../core/domain/money.ts';
import { spreadsheetSafe } from '../../core/domain/spreadsheet-safe.ts';
import { creditFileWords } from '../../report/messages/credit-file-words.ts';
import { atRight, inColumn, oneLine } from '../columns.ts';
import { EXIT } from '../run/exit-status.ts';
import type { Terminal } from '../terminal.ts';
import { rowsOfFile, rulesWith, tellProblems } from './read-rows.ts';

/** Options of `duewatch assess`. */
export interface AssessOptions {
  readonly file?: string;
  readonly format: 'table' | 'csv' | 'json';
  readonly locale: Locale;
  readonly config?: string;
  /** One applicant instead of a file: `name=value`, by the columns of a file. */
  readonly input?: readonly string[];
}

/** `duewatch assess`: new customers judged by the rules, with points, limit, terms and what they follow from. */
export async function assessCommand(options: AssessOptions, terminal: Terminal): Promise<number> {
  const rules = await rulesWith(options);
  const source = options.file ?? '--input';
  const read =
    options.file === undefined ? inputRow(options.input ?? []) : await rowsOfFile(options.file, APPLICANT_COLUMNS);
  if (tellProblems(read, source, options.locale, terminal)) return EXIT.refused;
  const judged = read.rows.map(({ cells }) => assessApplicant(cells, rules.credit));
  const money = (limit: Assessment['limit']) =>
    limit === null ? null : formatMoney(limit, currencyDigits(rules.currency));
  if (options.format === 'json') {
    const shown = judged.map((each) => ({ ...each, limit: money(each.limit), currency: rules.currency }));
    terminal.line(JSON.stringify(shown, null, 2));
  } else if (options.format === 'csv') terminal.write(csvOf(judged, money, options.locale));
  else printTable(judged, money, options.locale, terminal);
  return EXIT.done;
}

type Money = (limit: Assessment['limit']) => string | null;

function inputRow(given: readonly string[]) {
  if (given.length === 0)
    throw new WrongUsage('assess takes --file <applicants.csv>, or one applicant as --input name=value …');
  const pairs = given.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new WrongUsage(`--input takes name=value, not ${JSON.stringify(text)}`);
    return [text.slice(0, at), text.slice(at + 1)] as const;
  });
  return typedRow({ applicant_id: '1', ...Object.fromEntries(pairs) }, APPLICANT_COLUMNS);
}

/** What the points and the limit follow from, in words. */
function reasonsOf({ parts, limit_reason }: Assessment, locale: Locale): string[] {
  const words = creditFileWords(locale);
  const said = parts.map(({ input, value, points, most }) =>
    value === null
      ? words.part_missing({ input: words.inputs[input], most: shown(most) })
      : words.part({ input: words.inputs[input], value, points: shown(points), most: shown(most) }),
  );
  return [...said, words.limit_reasons[limit_reason]];
}

function shown(points: number): string {
  return String(Number(points.toFixed(1)));
}

function csvOf(judged: readonly Assessment[], money: Money, locale: Locale): string {
  const head = ['applicant_id', 'name', 'points', 'grade', 'limit', 'terms_days', 'prepayment_pct', 'reasons'];
  const rows = judged.map((each) =>
    [
      each.applicant_id,
      each.name,
      each.points.toFixed(1),
      each.grade,
      money(each.limit) ?? '',
      each.terms_days,
      each.prepayment_pct,
      reasonsOf(each, locale).join('; '),
    ].map((cell) => spreadsheetSafe(String(cell))),
  );
  return stringify([head, ...rows], { record_delimiter: '\n', quoted_match: /[\r\n]/ });
}

function printTable(judged: readonly Assessment[], money: Money, locale: Locale, terminal: Terminal): void {
  const { applicants: words, not_computed } = creditFileWords(locale);
  const line = (cells: readonly string[]) => {
    const [name = '', ...numbers] = cells;
    const widths = [8, 6, 16, 14, 12];
    terminal.line(
      `${inColumn(name, 32)} ${numbers.map((cell, at) => atRight(cell, widths[at] ?? 10)).join(' ')}`.trimEnd(),
    );
  };
  line([words.name, words.points, words.grade, words.limit, words.terms, words.prepayment]);
  for (const each of judged) {
    line([
      each.name === each.applicant_id ? each.name : `${each.name} (${each.applicant_id})`,
      shown(each.points),
      String(each.grade),
      money(each.limit) ?? not_computed,
      String(each.terms_days),
      `${each.prepayment_pct}%`,
    ]);
    for (const reason of reasonsOf(each, locale)) terminal.line(`    ${oneLine(reason)}`);
  }
}
