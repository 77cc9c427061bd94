import type { Locale } from '../../core/contracts/config.ts';
import type { SheetProblem } from '../../core/domain/desk/sheet/sheet-problem.ts';
import type { ChoiceColumn } from '../../core/domain/desk/sheet/task-sheet.ts';
import { cleanText, shorten } from '../format/clean-text.ts';
import { taskWords } from '../messages/task-words.ts';
import { choicesOf } from './sheet-vocabulary.ts';

const VALUE_COLUMNS = 60;

/** A problem of a sheet in words: where it stands, what stands there, what is wrong and what to do. */
export function problemText(problem: SheetProblem, locale: Locale): string {
  const { sheet } = taskWords(locale);
  const place = [
    ...(problem.row === 0 ? [] : [sheet.row({ row: String(problem.row) })]),
    ...(problem.column === null ? [] : [sheet.columns[problem.column]]),
    ...(problem.value === '' ? [] : [`“${shorten(cleanText(problem.value), VALUE_COLUMNS)}”`]),
  ].join(sheet.list_separator);
  return place === '' ? whatToDo(problem, locale) : `${place}${sheet.colon}${whatToDo(problem, locale)}`;
}

function whatToDo(problem: SheetProblem, locale: Locale): string {
  const { problems, refused, sheet } = taskWords(locale);
  switch (problem.code) {
    case 'refused':
      return refused[problem.refusal];
    case 'column_missing':
    case 'column_twice':
      return problems[problem.code]({ column: problem.column === null ? '' : sheet.columns[problem.column] });
    case 'edited':
      return problems.edited({ expected: shorten(cleanText(problem.expected), VALUE_COLUMNS) });
    case 'changed_meanwhile':
      return problems.changed_meanwhile({ by: cleanText(problem.by), at: problem.at });
    case 'duplicate':
      return problems.duplicate({ row: String(problem.first) });
    case 'amount_digits':
      return problems.amount_digits({ digits: String(problem.digits) });
    case 'belongs_together':
      return problems.belongs_together({ column: sheet.columns[problem.missing] });
    case 'too_long':
      return problems.too_long({ most: String(problem.most) });
    case 'choice': {
      const names = choicesOf(problem.column as ChoiceColumn, locale).map(([, words]) => words);
      return problems.choice({ allowed: names.join(sheet.list_separator) });
    }
    default:
      return problems[problem.code];
  }
}
