import type { FigureValue } from '../../core/contracts/figure.ts';

/**
 * A figure as it is said in a sentence: its words, and the id that leads back to `figures.json`. `at` names the place in a list
 * figure ("2.rate_pct"). A setting of the rules has `setting` instead of an id.
 */
export interface Said {
  readonly text: string;
  readonly value: FigureValue;
  readonly id?: string;
  readonly at?: string;
  readonly setting?: string;
  /** The id, where the figure is the earlier period's. */
  readonly previous?: string;
  /** Instead of an id: the line of an artefact that holds the number, `customers.csv#C7`, `landing.json#invoices`. */
  readonly line?: string;
}

/** A sentence: words, and the figures inside it. */
export type Phrase = readonly (string | Said)[];

type Filling = string | Said | Phrase;

function isPhrase(filling: Filling): filling is Phrase {
  return Array.isArray(filling);
}

/** Tag of the catalogues: t`${p.count} customers` keeps the figure inside the sentence instead of melting it into text. */
export function t(words: TemplateStringsArray, ...fillings: readonly Filling[]): Phrase {
  const parts: (string | Said)[] = [];
  const add = (part: string | Said) => {
    if (part === '') return;
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  };
  for (const [index, word] of words.entries()) {
    add(word);
    const filling = fillings[index];
    if (filling === undefined) continue;
    if (isPhrase(filling)) filling.forEach(add);
    else add(filling);
  }
  return parts;
}

// Separators of lines and paragraphs, which no text of the data keeps: they mark where a figure stands in a text that is still being put together.
const PLACE = /\u2028(\d+)\u2029/;

/**
 * Words that come as plain text with figures inside: `make` gets a function that holds a figure's place, and the figures stand in
 * their places in the phrase that comes back.
 */
export function sayWith(make: (place: (said: Said) => string) => string): Phrase {
  const held: Said[] = [];
  const text = make((said) => `\u2028${held.push(said) - 1}\u2029`);
  return text
    .split(PLACE)
    .map((part, index) => (index % 2 === 0 ? part : (held[Number(part)] ?? '')))
    .filter((part) => part !== '');
}

/** Phrases one after the other, a separator between them. */
export function joined(phrases: readonly Phrase[], separator: string): Phrase {
  return phrases.flatMap((phrase, index) => (index === 0 ? phrase : [separator, ...phrase]));
}

/** The sentence as plain text. */
export function plainText(phrase: Phrase): string {
  return phrase.map((part) => (typeof part === 'string' ? part : part.text)).join('');
}

/** True where the figure is exactly one: English says "1 customer is". */
export function isOne(said: Said): boolean {
  return Number(said.value) === 1;
}

/** A p-value as statisticians write it: "p = 0.213", "p < 0.001". */
export function pValue(said: Said): Phrase {
  return said.text.startsWith('<') ? ['p ', said] : ['p = ', said];
}
