import { InputRefused, InvalidRules, WrongUsage } from '../../core/contracts/errors.ts';

/** What the command's exit status says. */
export const EXIT = { done: 0, failed: 1, wrongUsage: 2, refused: 3, flagged: 4 } as const;

const BY_NAME: Readonly<Record<string, number>> = {
  InputRefused: EXIT.refused,
  ExportChanged: EXIT.refused,
  WrongUsage: EXIT.wrongUsage,
  InvalidRules: EXIT.wrongUsage,
};

/** Exit status of an error by its name. */
export function exitStatusOf(errorName: string): number {
  return BY_NAME[errorName] ?? EXIT.failed;
}

/** Exit status of an error that reached the top of the command. */
export function exitStatusOfError(error: unknown): number {
  const known = error instanceof InputRefused || error instanceof WrongUsage || error instanceof InvalidRules;
  return known ? exitStatusOf(error.name) : EXIT.failed;
}
