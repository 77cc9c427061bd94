import { cleanText } from '../format/clean-text.ts';
import { termFor } from './messages-for.ts';
import type { Speaker } from './speaker.ts';

/** The largest differences between the books and their own documents as texts: who, what, which document, both amounts, why. */
export function differenceRows({ figures, format, messages }: Speaker): string[][] {
  const { book_checks, difference_reasons } = messages.terms;
  return figures.rows('reconciliation.differences').map((row) => {
    const money = (field: string) =>
      format.value(row[field] ?? null, 'money', undefined, String(row.currency)) ?? String(row[field] ?? '');
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
