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

export const ARGUED: readonly ArguedMutant[] = [];
