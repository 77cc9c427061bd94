import type { Locale } from '../../core/contracts/config.ts';
import { en } from './en.ts';
import type { Messages } from './messages.ts';
import { zhCN } from './zh-CN.ts';

const CATALOGUES: Readonly<Record<Locale, Messages>> = { en, 'zh-CN': zhCN };

/** The words of a language. */
export function messagesFor(locale: Locale): Messages {
  return CATALOGUES[locale];
}

/** A word by a name that comes from data; the name itself where the catalogue has none. */
export function termFor(words: Readonly<Record<string, string>>, name: string): string {
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name;
}
