/** The time of day, for records of what happened when; never for a figure. */
export interface Clock {
  now(): string;
}
