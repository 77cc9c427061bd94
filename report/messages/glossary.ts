import type { Locale } from '../../core/contracts/config.ts';
import { glossary as en } from './en/glossary.ts';
import { glossary as zhCN } from './zh-CN/glossary.ts';

/** A word of the field and what it means. */
export interface GlossaryEntry {
  readonly key: keyof typeof en;
  readonly term: string;
  readonly meaning: string;
}

const WORDS = { en, 'zh-CN': zhCN } as const;
const KEYS = Object.keys(en) as readonly (keyof typeof en)[];

/** The field's words in a language, in the order in which the report needs them; words about loans only where there are loans. */
export function glossaryIn(locale: Locale, loans: boolean): readonly GlossaryEntry[] {
  return KEYS.filter((key) => loans || !('only' in en[key])).map((key) => {
    const { term, meaning } = WORDS[locale][key];
    return { key, term, meaning };
  });
}
