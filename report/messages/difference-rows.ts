import { cleanText } from '../format/clean-text.ts';
import { termFor } from './messages-for.ts';
import type { Said } from './phrase.ts';
import type { Speaker } from './speaker.ts';

/** The largest differences between the books and their own documents: who, what, which document, both amounts, why. */
export function differenceRows({ figures, format, messages }: Speaker): (string | Said)[][] {
  const { book_checks, difference_reasons } = messages.terms;
  const id = 'reconciliation.differences';
  return figures.rows(id).map((row, index) => {
    const money = (field: string): Said => {
      const value = row[field] ?? null;
      const text = format.value(value, 'money', undefined, String(row.currency)) ?? String(value ?? '');
      return { text, value, id, at: `${index}.${field}` };
    };
    return [
      cleanText(String(row.customer_id)),
      termFor(book_checks, String(row.check)),
      row.document_id === null ? '–' : cleanText(String(row.document_id)),
      money('books'),
      money('derived'),
      money('difference'),
      termFor(difference_reasons, String(row.reason)),
    ];
  });
}
