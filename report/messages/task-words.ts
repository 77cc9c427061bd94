import type { Locale } from '../../core/contracts/config.ts';
import { tasks as en } from './en/tasks.ts';
import { tasks as zhCN } from './zh-CN/tasks.ts';

/** Words of the collection desk's tasks in one language. The compiler refuses a language in which one is missing. */
export type TaskWords = typeof en;

const WORDS: Readonly<Record<Locale, TaskWords>> = { en, 'zh-CN': zhCN };

/** Words of the collection desk's tasks. */
export function taskWords(locale: Locale): TaskWords {
  return WORDS[locale];
}
