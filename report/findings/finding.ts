import type { NumberStyle } from '../format/formatter.ts';
import type { FindingKey, FindingParams, Terms } from '../messages/messages.ts';
import type { Said } from '../messages/phrase.ts';

/** A figure named, not yet written: by id, and where it is a list, by row and field. */
export interface FigureRef {
  readonly figure: string;
  readonly style?: NumberStyle;
  readonly at?: { readonly row: number; readonly field: string };
  /** Taken from the figures of the earlier period. */
  readonly previous?: true;
}

/** A setting of the rules, named by its path. Settings are not figures, but readers may ask where they stand. */
export interface SettingRef {
  readonly setting: string;
  readonly value: string | number;
  readonly unit: 'pct' | 'money' | 'number';
}

/** A number that a line of evidence holds: `landing.json#files`. */
export interface LineRef {
  readonly line: string;
  readonly value: number;
}

/** A text in a sentence: as it stands in the data, a word of the catalogue, the reason a figure has no value, a month or day, what the export is, a list of these. */
export type TextRef =
  | string
  | { readonly term: keyof Terms; readonly name: string }
  | { readonly why: string }
  | { readonly month: string }
  | { readonly day: string }
  | { readonly profile: string }
  | { readonly feature: string }
  | { readonly counted: TextRef; readonly count: string }
  | { readonly list: readonly TextRef[] };

/** What a sentence's parameters are before they are said: a figure is named, a word is looked up. */
export type FindingRefs<K extends FindingKey> = {
  readonly [N in keyof FindingParams<K>]: FindingParams<K>[N] extends Said ? FigureRef | SettingRef | LineRef : TextRef;
};

/** How a finding reads to the person in charge. */
export type Tone = 'bad' | 'watch' | 'good' | 'plain';

/** One reading of the figures: which sentence of the catalogue, and what goes into it. */
export interface Finding {
  readonly key: FindingKey;
  readonly params: Readonly<Record<string, FigureRef | SettingRef | LineRef | TextRef>>;
  readonly tone: Tone;
}

/** A reading; the compiler checks that the sentence gets what it needs. */
export function finding<K extends FindingKey>(key: K, params: FindingRefs<K>, tone: Tone = 'plain'): Finding {
  return { key, params: { ...params }, tone };
}

/** A figure in a sentence. */
export function fig(figure: string, style?: NumberStyle): FigureRef {
  return style ? { figure, style } : { figure };
}

/** One cell of a list figure in a sentence. */
export function cell(figure: string, row: number, field: string, style?: NumberStyle): FigureRef {
  return { ...fig(figure, style), at: { row, field } };
}

/** The same figure of the earlier period. */
export function before(figure: string, style?: NumberStyle): FigureRef {
  return { ...fig(figure, style), previous: true };
}

/** A word of the catalogue. */
export function term(dictionary: keyof Terms, name: string): TextRef {
  return { term: dictionary, name };
}
