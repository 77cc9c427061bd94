/** A mutant that no test need kill, because it changes nothing that anybody could see, or nothing that a test should hold. */
export interface ArguedMutant {
  readonly file: string;
  readonly mutator: string;
  /** The code that is replaced, as it stands in the file. */
  readonly code: string;
  /** By what; all replacements of this mutator where it is left out. */
  readonly by?: string;
  readonly reason: string;
}

/** A change of a file. */
type Change = readonly [mutator: string, code: string, by?: string];

/** Arguments that hold for several changes of one file. */
export const within = (file: string, reason: string, changes: readonly Change[]): ArguedMutant[] =>
  changes.map(([mutator, code, by]) => ({ file, mutator, code, reason, ...(by === undefined ? {} : { by }) }));

export const PAST_THE_END = 'Past the end of a list of fixed length nothing is read and nothing written.';
export const A_LONGER_WAY = 'A quicker way to what the longer way, which the mutant takes, comes to as well.';
export const NEVER_AT_THE_LIMIT = 'Sums of logarithms and random shares are never equal to a limit to the last digit.';
export const ALWAYS_ONE = 'There always is one, which the compiler cannot know.';
export const NO_TWO_ALIKE = 'No two of what is sorted are alike.';
