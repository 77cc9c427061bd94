import type { Locale } from '../../../core/contracts/config.ts';
import { definitionsIn } from '../../../report/messages/definitions.ts';
import { glossaryIn } from '../../../report/messages/glossary.ts';
import { messagesFor } from '../../../report/messages/messages-for.ts';
import { workbookWords } from '../../../report/messages/workbook-words.ts';

/** Stands for whatever a sentence is given; holds no digit. */
const GAP = '◇';

/** A parameter that is a text, a figure as said, or an object of these, whichever the sentence asks for. */
function anything(value: number): unknown {
  return new Proxy(
    { text: GAP, value },
    {
      get: (said, name) => {
        if (name === Symbol.toPrimitive) return () => GAP;
        if (name in said) return Reflect.get(said, name);
        const own: unknown = Reflect.get(Object(GAP), name);
        if (own !== undefined) return typeof own === 'function' ? own.bind(GAP) : own;
        return typeof name === 'symbol' ? undefined : anything(value);
      },
    },
  );
}

function plain(made: unknown): string {
  if (Array.isArray(made)) return made.map(plain).join('');
  if (typeof made === 'object' && made !== null && 'text' in made) return String(made.text);
  return String(made);
}

/** Every text of a catalogue, sentences with gaps where their figures go. */
function textsOf(words: unknown): string[] {
  if (typeof words === 'string') return [words];
  if (typeof words === 'function') return [1, 2].map((value) => plain(words(anything(value))));
  return typeof words === 'object' && words !== null ? Object.values(words).flatMap(textsOf) : [];
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ');
const known = new Map<Locale, string>();

/** All that is written in the catalogues of a language with a digit in it: numbers that belong to the words, "over 90 days", "95 % interval". */
export function writtenWords(locale: Locale): string {
  const found = known.get(locale);
  if (found !== undefined) return found;
  const meanings = definitionsIn(locale).flatMap(({ term, meaning }) => [term, meaning]);
  const field = glossaryIn(locale, true).flatMap(({ term, meaning }) => [term, meaning]);
  const texts = [...field, ...textsOf(messagesFor(locale)), ...textsOf(workbookWords(locale)), ...meanings];
  const made = texts
    .filter((text) => /\d/.test(text))
    .map(squeezed)
    .join('\n');
  known.set(locale, made);
  return made;
}
