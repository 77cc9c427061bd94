import type { Dice } from '../../core/sample/dice.ts';
import { consoleCase } from './cases/console-case.ts';
import { exportCase } from './cases/export-case.ts';
import { linkCase } from './cases/link-case.ts';
import { manifestCase } from './cases/manifest-case.ts';
import { partsCase } from './cases/parts-case.ts';
import { reviewCase } from './cases/review-case.ts';
import { rulesCase } from './cases/rules-case.ts';
import { sheetCase } from './cases/sheet-case.ts';
import type { Kind, Outcome } from './fuzz-case.ts';
import type { FuzzLab } from './fuzz-lab.ts';
import { diceOf } from './mutate/draw.ts';

const CASES: Readonly<Record<Kind, (lab: FuzzLab, dice: Dice) => Promise<Outcome>>> = {
  export: exportCase,
  manifest: manifestCase,
  console: consoleCase,
  rules: rulesCase,
  link: linkCase,
  sheet: sheetCase,
  review: reviewCase,
  parts: partsCase,
};

/** The share of each kind; whole reviews take seconds each and are few. */
const SHARES: readonly (readonly [Kind, number])[] = [
  ['manifest', 0.16],
  ['rules', 0.08],
  ['link', 0.1],
  ['sheet', 0.08],
  ['console', 0.08],
  ['review', 0.005],
  ['parts', 0.08],
];

/** What kind of case a number stands for, and its draws. */
export function drawCase(seed: number, number: number): { kind: Kind; dice: Dice } {
  const dice = diceOf(seed, number);
  return { kind: dice.weighted(SHARES, 'export'), dice };
}

/** Runs one case. Throws where the product did what it must not. */
export async function runCase(lab: FuzzLab, seed: number, number: number): Promise<{ kind: Kind; outcome: Outcome }> {
  const { kind, dice } = drawCase(seed, number);
  return { kind, outcome: await CASES[kind](lab, dice) };
}
