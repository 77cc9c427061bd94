import type { Locale } from '../../core/contracts/config.ts';
import { definitions as en } from './en/definitions.ts';
import { figureLabel } from './figure-label.ts';
import { messagesFor } from './messages-for.ts';
import { definitions as zhCN } from './zh-CN/definitions.ts';

/** Definitions in one language. The compiler refuses a language in which one is missing. */
type Definitions = typeof en;

/** A term, what it means, and the figure it belongs to, where it is one. */
export interface Definition {
  readonly key: keyof Definitions;
  readonly term: string;
  readonly meaning: string;
  readonly id: string | null;
}

const DEFINITIONS: Readonly<Record<Locale, Definitions>> = { en, 'zh-CN': zhCN };
const KEYS = Object.keys(en) as readonly (keyof Definitions)[];

function termOf(key: keyof Definitions, locale: Locale): string {
  const messages = messagesFor(locale);
  switch (key) {
    case 'payment_rate':
    case 'outstanding_balance':
    case 'credit_score':
    case 'stability':
      return messages.terms.measures[key];
    case 'p_value':
      return messages.words.columns.p_value;
    case 'cliffs_delta':
      return messages.labels.segments.cliffs_delta;
    default:
      return figureLabel(key, messages);
  }
}

/** What the report's terms mean in a language, in the order of the report. */
export function definitionsIn(locale: Locale): readonly Definition[] {
  return KEYS.map((key) => ({
    key,
    term: termOf(key, locale),
    meaning: DEFINITIONS[locale][key],
    id: key.includes('.') ? key : null,
  }));
}
