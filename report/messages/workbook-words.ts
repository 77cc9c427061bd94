import type { Locale } from '../../core/contracts/config.ts';
import { workbook as en } from './en/workbook.ts';
import { workbook as zhCN } from './zh-CN/workbook.ts';

/** The workbook's own words in one language. The compiler refuses a language in which one is missing. */
export type WorkbookWords = typeof en;

const WORDS: Readonly<Record<Locale, WorkbookWords>> = { en, 'zh-CN': zhCN };

/** The workbook's own words of a language. */
export function workbookWords(locale: Locale): WorkbookWords {
  return WORDS[locale];
}
