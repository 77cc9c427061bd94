import type { Locale } from '../contracts/config.ts';
import type { Letter, LetterEnvelope, LetterFacts } from '../contracts/letter.ts';

/** Puts what a customer owes into words. Same facts, same letter. */
export interface LetterWriter {
  write(facts: LetterFacts, locale: Locale): Letter;
  /** A complete MIME message. */
  mail(letter: Letter, envelope: LetterEnvelope): Promise<Uint8Array>;
}
