import type { Locale } from '../../core/contracts/config.ts';
import type { RowProblem } from '../../core/domain/credit/typed-rows.ts';
import { creditFiles as en } from './en/credit-files.ts';
import { creditFiles as zhCN } from './zh-CN/credit-files.ts';

/** The words of files of applicants and contracts in one language. The compiler refuses a language in which one is missing. */
export type CreditFileWords = typeof en;

const WORDS: Readonly<Record<Locale, CreditFileWords>> = { en, 'zh-CN': zhCN };

/** The words of files of applicants and contracts in a language. */
export function creditFileWords(locale: Locale): CreditFileWords {
  return WORDS[locale];
}

/** Where in the file, what stands there, and what would be right. */
export function rowProblemText(problem: RowProblem, file: string, locale: Locale): string {
  const words = creditFileWords(locale);
  const { row, column, value, allowed } = problem;
  const where = words.where({ file, row, column });
  return `${where}${locale === 'en' ? ': ' : '：'}${words.problems[problem.problem]({ value, allowed })}`;
}
