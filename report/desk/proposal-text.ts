import type { CollectionTask, TaskApproval } from '../../core/contracts/task.ts';
import { cleanText } from '../format/clean-text.ts';
import { codeText, type DeskLanguage } from './desk-language.ts';

const AMOUNT = /^-?\d{1,18}\.\d{1,6}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What was recommended, a line each: its name, and its value as a reader of the language writes it. */
export function proposalLines(
  language: DeskLanguage,
  { proposal }: Pick<TaskApproval, 'proposal'>,
  { currency }: Pick<CollectionTask, 'currency'>,
): (readonly [name: string, value: string])[] {
  const own = typeof proposal['currency'] === 'string' ? proposal['currency'] : currency;
  return Object.entries(proposal).map(([key, value]) => [
    codeText(language.words.proposal, key),
    valueText(language, key, value, own),
  ]);
}

function valueText(
  { words, messages, format }: DeskLanguage,
  key: string,
  value: string | number | null,
  currency: string,
): string {
  if (value === null) return words.none;
  if (typeof value === 'number') return key.endsWith('_pct') ? format.pct(value) : String(value);
  if (AMOUNT.test(value)) return format.money(value, 'full', currency);
  if (DAY.test(value)) return format.day(value);
  if (key === 'reasons')
    return value
      .split('; ')
      .map((reason) => codeText(words.credit.reasons, reason))
      .join(messages.words.list_separator);
  return cleanText(value);
}
