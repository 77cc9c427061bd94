import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { Letter, LetterEnvelope } from '../../core/contracts/letter.ts';
import type { LetterWriter } from '../../core/ports/letter-writer.ts';
import { cleanText } from '../format/clean-text.ts';
import { composeLetter } from './compose-letter.ts';

/** The letters of the collection plan, in the words of this product. */
export const LETTER_WRITER: LetterWriter = { write: composeLetter, mail: letterMail };

/** A complete MIME message. Text from data can't become a header. A draft says so to the mail program that opens it. */
async function letterMail(letter: Letter, envelope: LetterEnvelope): Promise<Uint8Array> {
  const { from, to, replyTo, locale, messageId, date, draft } = envelope;
  const person = ({ name, email }: { name: string; email: string }) => ({ name: cleanText(name), address: email });
  return new MailComposer({
    from: person(from),
    ...(to === null ? {} : { to: person(to) }),
    ...(replyTo === null ? {} : { replyTo: person(replyTo) }),
    subject: cleanText(letter.subject),
    date: new Date(date),
    messageId: `<${messageId}>`,
    baseBoundary: createHash('sha256').update(messageId).digest('hex').slice(0, 24),
    headers: { 'Content-Language': locale, ...(draft ? { 'X-Unsent': '1' } : { 'Auto-Submitted': 'auto-generated' }) },
    text: letter.text,
    html: letter.html,
  })
    .compile()
    .build();
}
