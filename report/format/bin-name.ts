import type { FigureCell, FigureRow } from '../../core/contracts/figure.ts';
import { type Phrase, plainText } from '../messages/phrase.ts';
import type { Speaker } from '../messages/speaker.ts';
import { cleanText } from './clean-text.ts';
import { shortNumber } from './short-number.ts';

/** The values of a bin: `< 26`, `26–35`, `≥ 53`, its texts, or "missing" and "other". `id` and `at` say which line of which figure it is. */
export function binPhrase(row: FigureRow, id: string, at: number, { messages, locale }: Speaker): Phrase {
  const edge = (field: 'lower' | 'upper') => {
    const value: FigureCell = row[field] ?? null;
    return typeof value === 'number' ? { text: shortNumber(value, locale), value, id, at: `${at}.${field}` } : null;
  };
  const [from, to] = [edge('lower'), edge('upper')];
  if (from !== null) return to === null ? ['≥ ', from] : [from, '–', to];
  if (to !== null) return ['< ', to];
  const { bins } = messages.words.charts;
  const label = cleanText(String(row.label));
  if (Object.hasOwn(bins, label)) return [bins[label as keyof typeof bins]];
  return [{ text: label, value: label, id, at: `${at}.label` }];
}

/** The same as plain text. */
export function binName(row: FigureRow, speaker: Speaker): string {
  return plainText(binPhrase(row, '', 0, speaker));
}
