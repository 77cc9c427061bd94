import { Dice } from '../../../core/sample/dice.ts';

/** One of a list that may be of any length; nothing of an empty one. */
export function oneOf<T>(dice: Dice, list: readonly T[]): T | undefined {
  return list.length === 0 ? undefined : list[dice.whole(0, list.length - 1)];
}

/** One of a list, or `otherwise` of an empty one. */
export function oneOfOr<T>(dice: Dice, list: readonly T[], otherwise: T): T {
  return oneOf(dice, list) ?? otherwise;
}

/** The draws of one case: the same seed and number give the same case on every machine. */
export function diceOf(seed: number, number: number): Dice {
  return new Dice(seed, 'world', number);
}
