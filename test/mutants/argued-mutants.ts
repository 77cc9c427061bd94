import type { ArguedMutant } from './argued/argued-mutant.ts';
import { ARGUED_COMPARISON } from './argued/comparison.ts';
import { ARGUED_EARLY_WARNING } from './argued/early-warning.ts';
import { ARGUED_RULES } from './argued/rules.ts';
import { ARGUED_SCORECARD } from './argued/scorecard.ts';
import { ARGUED_SCORECARD_FITS } from './argued/scorecard-fits.ts';

/** Mutants that no test need kill, each with the reason. */
export const ARGUED: readonly ArguedMutant[] = [
  ...ARGUED_RULES,
  ...ARGUED_COMPARISON,
  ...ARGUED_EARLY_WARNING,
  ...ARGUED_SCORECARD,
  ...ARGUED_SCORECARD_FITS,
];
