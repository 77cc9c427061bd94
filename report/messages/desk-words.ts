import type { Locale } from '../../core/contracts/config.ts';
import { desk as en } from './en/desk.ts';
import { desk as zhCN } from './zh-CN/desk.ts';

/** Words of the desk page in one language. The compiler refuses a language in which one is missing. */
export type DeskWords = typeof en;

const WORDS: Readonly<Record<Locale, DeskWords>> = { en, 'zh-CN': zhCN };

/** Words of the desk page. */
export function deskWords(locale: Locale): DeskWords {
  return WORDS[locale];
}
