/** What is fuzzed. */
export const KINDS = ['export', 'manifest', 'console', 'rules', 'link', 'sheet', 'review', 'parts'] as const;
/** One of the kinds. */
export type Kind = (typeof KINDS)[number];

/** How a case ended well: accepted, or refused by a named error or rule. */
export interface Outcome {
  /** `accepted`, `accepted, …` or `refused: <error or rule>`. */
  readonly outcome: string;
  /** What was compared beyond the counts, for the summary. */
  readonly checked: readonly string[];
}

/** The product did what no input may make it do. */
export class Broken extends Error {
  override name = 'Broken';
}

/** Throws {@link Broken} unless the condition holds. */
export function hold(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Broken(what);
}
