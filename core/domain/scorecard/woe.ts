/** Added to both cells of a bin where one of them is empty, so that its weight of evidence is finite. */
export const ZERO_CELL = 0.5;

/**
 * Weight of evidence of a bin: ln(share of goods ÷ share of bads). Positive: safer than the portfolio. A bin with goods
 * only or bads only has half a loan added to both cells; a bin without loans is neutral (0).
 */
export function weightOfEvidence(goods: number, bads: number, totalGoods: number, totalBads: number): number {
  if (goods + bads === 0 || totalGoods === 0 || totalBads === 0) return 0;
  const extra = goods === 0 || bads === 0 ? ZERO_CELL : 0;
  return Math.log((goods + extra) / totalGoods / ((bads + extra) / totalBads));
}

/** What a bin adds to the information value: (share of goods − share of bads) · WOE. Never negative but for a smoothed cell's rounding. */
export function informationValue(goods: number, bads: number, totalGoods: number, totalBads: number): number {
  if (totalGoods === 0 || totalBads === 0) return 0;
  const value = (goods / totalGoods - bads / totalBads) * weightOfEvidence(goods, bads, totalGoods, totalBads);
  return Math.max(0, value);
}
