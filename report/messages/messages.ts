import type { NoteCode } from '../../core/contracts/notes.ts';
import type { findings } from './en/findings.ts';
import type { words } from './en/interface.ts';
import type { labels } from './en/labels.ts';
import type { terms } from './en/terms.ts';

/** The shape of a catalogue without its words: texts become any text, functions keep their parameters. */
type Shape<T> = T extends string
  ? string
  : T extends (...parameters: infer P) => infer R
    ? (...parameters: P) => R
    : { readonly [K in keyof T]: Shape<T[K]> };

export type Terms = Shape<typeof terms>;
export type Labels = Shape<typeof labels>;
export type Words = Shape<typeof words>;
export type FindingWords = Shape<typeof findings>;

/** The key of a sentence about the figures. */
export type FindingKey = keyof FindingWords & string;
/** What the sentence needs: figures as said, and plain texts. */
export type FindingParams<K extends FindingKey> =
  Parameters<FindingWords[K]> extends [infer P] ? P : Record<never, never>;

/** All words of one language. The compiler refuses a language in which one is missing. */
export interface Messages {
  readonly terms: Terms;
  readonly notes: Readonly<Record<NoteCode, string>>;
  readonly findings: FindingWords;
  readonly labels: Labels;
  readonly words: Words;
}
