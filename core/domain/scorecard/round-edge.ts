const HIGHEST_EXPONENT = 15;
const LOWEST_EXPONENT = -12;

/**
 * The roundest number in (after, upTo]: the edge a person would have chosen between two values met in the data. As the
 * lower edge of a bin every such number splits these data alike.
 */
export function roundEdge(after: number, upTo: number): number {
  for (let exponent = HIGHEST_EXPONENT; exponent >= LOWEST_EXPONENT; exponent -= 1) {
    for (const edge of [multipleAtMost(upTo, 1, exponent), multipleAtMost(upTo, 5, exponent - 1)]) {
      if (edge > after && edge <= upTo) return edge;
    }
  }
  return upTo;
}

/** The largest multiple of digit·10^exponent not above the value, as the double its decimal text stands for. */
function multipleAtMost(value: number, digit: number, exponent: number): number {
  const times = Math.floor(exponent < 0 ? (value * 10 ** -exponent) / digit : value / 10 ** exponent / digit);
  return Number(`${times * digit}e${exponent}`);
}
