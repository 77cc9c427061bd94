/** When a state began and ended, how often it was entered and how often tried. */
export interface StateTimes {
  readonly name: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly attempts: number;
  readonly runs: number;
}

/** The execution's own history, as far as it has got. */
export interface StateJournal {
  states(): Promise<readonly StateTimes[]>;
}
