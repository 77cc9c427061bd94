import type { Locale } from '../../../core/contracts/config.ts';
import type { FigureCell } from '../../../core/contracts/figure.ts';
import type { ReportInput } from '../../../core/contracts/report-input.ts';
import { addMonths } from '../../../core/domain/month.ts';
import { cleanText } from '../../../report/format/clean-text.ts';
import { figureLabel } from '../../../report/messages/figure-label.ts';
import { formulaText } from '../../../report/messages/formula-text.ts';
import { messagesFor } from '../../../report/messages/messages-for.ts';
import { formsOf, monthForms, type Token, tokensOf } from './written-forms.ts';
import { writtenWords } from './written-words.ts';

/** Tells which numbers of a text that names no figure are nothing that may stand there. */
export interface Explainer {
  readonly input: ReportInput;
  readonly locale: Locale;
  /** The text without what is no number to judge: dates of the run, names and ids, lines of evidence. */
  readonly cut: (text: string) => string;
  /** True where the number belongs to the words around it. */
  readonly isWritten: (text: string, token: Token) => boolean;
  /** Numbers that belong to nothing, each with the text it was found in. */
  readonly strangers: (text: string) => string[];
}

/** Stands where something was cut. */
const HOLE = '\u0000';
/** Letters around a number that must be the catalogue's too, and how many at least where there are that many. */
const AROUND = 5;
const AT_LEAST = 2;

/** What stands around a number, from all that is looked at to the least; a gap of a sentence may be as near. */
function sidesOf(left: string, right: string): [string, string][] {
  const sizes = Array.from({ length: AROUND - AT_LEAST + 1 }, (_, index) => AROUND - index);
  return sizes.flatMap((before) =>
    sizes.map((after): [string, string] => [left.slice(-before), right.slice(0, after)]),
  );
}

function monthsOf(input: ReportInput): ReadonlySet<string> {
  const met = new Set<string>([input.run.period, input.previous?.period ?? input.run.period]);
  const take = (cell: unknown) => {
    if (typeof cell === 'string' && /^\d{4}-\d{2}(-\d{2})?$/.test(cell)) met.add(cell.slice(0, 7));
  };
  for (const { value } of Object.values(input.figures)) {
    take(value);
    if (Array.isArray(value)) for (const row of value) for (const cell of Object.values(row ?? {})) take(cell);
  }
  if (input.run.snapshot_of) met.add(input.run.snapshot_of);
  for (let ahead = 1; ahead <= 12; ahead += 1) met.add(addMonths(input.run.period, ahead));
  return met;
}

/** Texts of the data and of the run that may hold digits: names, ids, tables, files. */
function textsOfData(input: ReportInput): string[] {
  const { run } = input;
  const lists = Object.values(input.figures).flatMap(({ value }) => (Array.isArray(value) ? value : []));
  const cells = lists.flatMap((row): FigureCell[] =>
    typeof row === 'object' && row !== null ? Object.values(row) : [row],
  );
  const figures = Object.entries(input.figures).flatMap(([id, { value, evidence }]) => [
    id,
    evidence.formula ?? '',
    formulaText(evidence.formula ?? '', 'zh-CN'),
    evidence.query ?? '',
    evidence.rows ?? '',
    typeof value === 'string' ? value : '',
  ]);
  return [
    ...[run.company, run.id, run.version, run.profile, ...input.unknown_tiers],
    ...input.customers.flatMap((line) => [
      line.name,
      line.customer_id,
      line.account_manager ?? '',
      line.profitability_tier ?? '',
    ]),
    ...input.unscored.flatMap((line) => [line.name, line.customer_id]),
    ...input.landing.flatMap((table) => [table.table, ...table.files, ...table.unknown_columns]),
    ...cells.filter((cell) => typeof cell === 'string'),
    ...figures,
  ].filter((text) => !/^-?\d+(\.\d+)?$/.test(text));
}

/** Counts that stand behind words: rows a table landed, rows that look wrong, documents compared, figures without a value. */
function countsInWords(input: ReportInput, locale: Locale): string[] {
  const { words, terms, labels } = messagesFor(locale);
  const counted = (what: string, count: number) =>
    words.counted({ what, count: formsOf(count, 'count', locale)[0] ?? '' });
  const suspects = new Map<string, number>();
  for (const { suspect } of input.landing)
    for (const [rule, count] of Object.entries(suspect)) suspects.set(rule, (suspects.get(rule) ?? 0) + count);
  const named = (dictionary: Readonly<Record<string, string>>, name: string) => dictionary[name] ?? name;
  const missing = new Map<string, number>();
  for (const [id, { value, reason }] of Object.entries(input.figures)) {
    const key = `${reason}\n${named(labels.segments, id.split('.')[0] ?? '')}`;
    if (value === null) missing.set(key, (missing.get(key) ?? 0) + 1);
  }
  const compared = Object.entries(terms.book_checks).map(([check, word]) => {
    const value = input.figures[`reconciliation.${check}.compared.count`]?.value;
    return typeof value === 'number' ? counted(word, value) : '';
  });
  return [
    ...input.landing.map(({ table, rows_landed }) => counted(table, rows_landed)),
    ...[...suspects].map(([rule, count]) => counted(named(terms.suspects, rule), count)),
    ...[...missing].map(([key, count]) => counted(key.split('\n')[1] ?? '', count)),
    ...compared,
    `${terms.revision} ${input.run.revision}`,
    words.mail
      .subject_revision({ revision: String(input.run.revision) })
      .replace(/[\s()（）]/g, ' ')
      .trim(),
  ];
}

const DATES: Readonly<Record<Locale, RegExp>> = {
  en: /(?:(\d{1,2}) )?(January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})/g,
  'zh-CN': /(\d{4})年(\d{1,2})月(?:(\d{1,2})日)?/g,
};

function withoutDates(text: string, locale: Locale, months: ReadonlySet<string>): string {
  const named = new Set([...months].flatMap((month) => monthForms(month, locale)));
  const shown = text.replace(DATES[locale], (all) => {
    const month = locale === 'en' ? all.replace(/^\d{1,2} /, '') : all.replace(/\d{1,2}日$/, '');
    return named.has(month) ? HOLE : all;
  });
  return shown.replace(/(\d{4}-\d{2})(-\d{2})?(?!\d)/g, (all, month: string) => (months.has(month) ? HOLE : all));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const squeezed = (text: string) => text.replace(/\s+/g, ' ');

/** An explainer for one run in one language. */
export function createExplainer(input: ReportInput, locale: Locale): Explainer {
  const words = writtenWords(locale);
  const lines = new Set(words.split('\n'));
  const months = monthsOf(input);
  const names = [...lines].filter((line) => line.length <= 40 && !line.includes('◇') && !/^[\d.,\s]+%?$/.test(line));
  const labels = Object.keys(input.figures).map((id) => figureLabel(id, messagesFor(locale)));
  const known = [...countsInWords(input, locale), ...textsOfData(input), ...labels, ...names].map((text) =>
    squeezed(cleanText(text)),
  );
  const digits = [...new Set(known.filter((text) => /\d/.test(text)))].sort((a, b) => b.length - a.length);
  // Whole names and ids alone: C1 is no part of C10.
  const bounded = (text: string) => `${/^[\w.]/.test(text) ? '(?<![\\w.])' : ''}${escaped(text)}`;
  const withoutData = (text: string) => {
    const met = digits.filter((name) => text.includes(name));
    return met.length === 0
      ? text
      : text.replace(new RegExp(`(?:${met.map(bounded).join('|')})(?!\\d|\\.\\d)`, 'gu'), HOLE);
  };
  const cut = (text: string) => {
    if (!/\d/.test(text)) return '';
    const clean = squeezed(cleanText(text));
    // A long name is cut where there is no room for it.
    if (clean.endsWith('…') && digits.some((name) => name.startsWith(clean.slice(0, -1)))) return HOLE;
    return withoutDates(withoutData(clean), locale, months);
  };
  const isWritten = (text: string, { at, end }: Token) => {
    const number = text.slice(at, end);
    const left =
      text
        .slice(Math.max(0, at - AROUND), at)
        .split(HOLE)
        .at(-1) ?? '';
    const right = text.slice(end, end + AROUND).split(HOLE)[0] ?? '';
    if (left.trim() + right.trim() === '') return lines.has(number);
    return sidesOf(left, right).some(([before, after]) => words.includes(before + number + after));
  };
  const strangers = (text: string) => {
    const rest = cut(text);
    return tokensOf(rest)
      .filter((token) => !isWritten(rest, token))
      .map(
        (token) => `${token.text} in “${rest.replaceAll(HOLE, '…').slice(Math.max(0, token.at - 40), token.end + 40)}”`,
      );
  };
  return { input, locale, cut, isWritten, strangers };
}
