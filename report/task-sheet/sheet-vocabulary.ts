import type { Locale } from '../../core/contracts/config.ts';
import type { TaskOutcome } from '../../core/contracts/task.ts';
import {
  type ChoiceColumn,
  folded,
  SHEET_COLUMNS,
  type SheetColumn,
  type SheetVocabulary,
} from '../../core/domain/desk/sheet/task-sheet.ts';
import { type TaskWords, taskWords } from '../messages/task-words.ts';

const LOCALES = ['zh-CN', 'en'] as const satisfies readonly Locale[];
const GAP = ' · ';

const CHOICES: Readonly<Record<ChoiceColumn, (words: TaskWords) => Readonly<Record<string, string>>>> = {
  cause: (words) => words.causes,
  contact_channel: (words) => words.channels,
  // What only a run writes is no choice.
  contact_result: ({ contact_results: { sent: _sent, ...results } }) => results,
  outcome: (words) => words.outcomes,
};

/** The same words in each language, one after the other. */
export function inBoth(pick: (words: TaskWords) => string, gap: string = GAP): string {
  return [...new Set(LOCALES.map((locale) => pick(taskWords(locale))))].join(gap);
}

/** Outcomes that the books say: read, so that they are refused with words, but not offered. */
const SAID_BY_BOOKS: readonly string[] = ['paid', 'cleared'] satisfies readonly TaskOutcome[];

/** What may be chosen in a column: the stable names with their words in one language, or in both. */
export function choicesOf(column: ChoiceColumn, locale?: Locale): readonly (readonly [name: string, words: string])[] {
  const pick = CHOICES[column];
  const names = Object.keys(pick(taskWords('en'))).filter(
    (name) => column !== 'outcome' || !SAID_BY_BOOKS.includes(name),
  );
  return names.map((name) => {
    const said = (words: TaskWords) => pick(words)[name] ?? name;
    return [name, locale === undefined ? inBoth(said) : said(taskWords(locale))] as const;
  });
}

/** Every way in which titles and choices may be written: stable names, either language, both. */
export function sheetVocabulary(): SheetVocabulary {
  return {
    titles: new Map(
      SHEET_COLUMNS.flatMap((column) => spellings(column, (words) => words.sheet.columns[column]).map(pair(column))),
    ),
    choices: {
      cause: choiceMap('cause'),
      contact_channel: choiceMap('contact_channel'),
      contact_result: choiceMap('contact_result'),
      outcome: choiceMap('outcome'),
    },
  };
}

function choiceMap(column: ChoiceColumn): ReadonlyMap<string, string> {
  return new Map(
    Object.keys(CHOICES[column](taskWords('en'))).flatMap((name) =>
      spellings(name, (words) => CHOICES[column](words)[name] ?? name).map(pair(name)),
    ),
  );
}

function spellings(name: string, pick: (words: TaskWords) => string): string[] {
  return [name, ...LOCALES.map((locale) => pick(taskWords(locale))), inBoth(pick), inBoth(pick, '\n')].map(folded);
}

function pair<T extends SheetColumn | string>(name: T): (spelling: string) => readonly [string, T] {
  return (spelling) => [spelling, name];
}
