import type { Locale } from '../../core/contracts/config.ts';
import { chat as en } from './en/chat.ts';
import { chat as zhCN } from './zh-CN/chat.ts';

/** Words of the messages to chat rooms in one language. The compiler refuses a language in which one is missing. */
export type ChatWords = typeof en;

const WORDS: Readonly<Record<Locale, ChatWords>> = { en, 'zh-CN': zhCN };

/** Words of the messages to chat rooms. */
export function chatWords(locale: Locale): ChatWords {
  return WORDS[locale];
}
