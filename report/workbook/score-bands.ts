import type { Band } from '../../core/contracts/report-input.ts';

/** The bands from the safest up, with the score from which each counts. */
export const BANDS_UPWARDS: readonly { readonly band: Band; readonly from: number }[] = [
  { band: 'lt50', from: 0 },
  { band: '50_60', from: 50 },
  { band: '60_70', from: 60 },
  { band: 'ge70', from: 70 },
];

/**
 * What the bands are called in cells: `60 – 70`. Made from the limits, as the workbook's own formulas make them, so that a
 * reader who moves a limit is not left with a label that lies; and never starting with < or >, which COUNTIFS would take for an operator.
 */
export function bandLabels(): Readonly<Record<Band, string>> {
  return { lt50: '0 – 50', '50_60': '50 – 60', '60_70': '60 – 70', ge70: '70 – 100' };
}
