import type { BinDefinition, Scorecard } from './scorecard.ts';

/** A feature's value on one loan: a number, a text, or nothing. */
export type FeatureValue = number | string | null | undefined;

/** Index of the bin a value falls in: blanks in `missing`, numbers by their interval, texts by name or else in `other`. −1 where there is none. */
export function binIndexOf(bins: readonly BinDefinition[], value: FeatureValue): number {
  if (value === null || value === undefined || value === '' || (typeof value === 'number' && !Number.isFinite(value))) {
    return bins.findIndex((bin) => bin.missing === true);
  }
  if (typeof value === 'number') {
    return bins.findIndex(
      (bin) =>
        bin.missing !== true &&
        value >= (bin.lower ?? Number.NEGATIVE_INFINITY) &&
        value < (bin.upper ?? Number.POSITIVE_INFINITY),
    );
  }
  const named = bins.findIndex((bin) => bin.values?.includes(value) === true);
  return named >= 0 ? named : bins.findIndex((bin) => bin.other === true);
}

/** The card's score of one loan. A feature whose value no bin takes adds nothing. */
export function cardScore(card: Scorecard, loan: Readonly<Record<string, FeatureValue>>): number {
  return card.features.reduce((score, { name, bins }) => {
    const value = Object.hasOwn(loan, name) ? loan[name] : null;
    return score + (bins[binIndexOf(bins, value)]?.points ?? 0);
  }, card.base_points);
}
