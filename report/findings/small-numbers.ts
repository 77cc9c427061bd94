import type { FigureReader } from '../format/figure-reader.ts';

/** Of fewer than so many cases a share says nothing that the counts do not say better. */
export const ENOUGH = 5;

/** True where the figure counts so few cases that a percentage of them would mislead. */
export function isFew(figures: FigureReader, id: string): boolean {
  const count = figures.number(id);
  return count !== null && count < ENOUGH;
}
