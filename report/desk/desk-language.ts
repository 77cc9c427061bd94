import type { Locale } from '../../core/contracts/config.ts';
import { cleanText } from '../format/clean-text.ts';
import { createFormatter, type Formatter } from '../format/formatter.ts';
import { type DeskWords, deskWords } from '../messages/desk-words.ts';
import type { Messages } from '../messages/messages.ts';
import { messagesFor, termFor } from '../messages/messages-for.ts';
import { type TaskWords, taskWords } from '../messages/task-words.ts';

/** Words and formats of the desk in one language, on the page and at the terminal. */
export interface DeskLanguage {
  readonly words: DeskWords;
  readonly tasks: TaskWords;
  readonly messages: Messages;
  readonly format: Formatter;
}

/** The desk in one language. */
export function deskLanguage(locale: Locale): DeskLanguage {
  return {
    words: deskWords(locale),
    tasks: taskWords(locale),
    messages: messagesFor(locale),
    // Amounts of the desk always name their own currency.
    format: createFormatter(locale, 'USD'),
  };
}

/** A word by a code that comes from data; the code itself, cleaned, where no word is known for it. */
export function codeText(words: Readonly<Record<string, string>>, code: string): string {
  return termFor(words, cleanText(code));
}
