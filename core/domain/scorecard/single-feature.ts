import type { BinnedFeature } from './feature-bins.ts';

/** Area under the ROC curve of a feature by itself: its bins in order of their weight of evidence, loans of a bin tied. */
export function binsAuc(binned: BinnedFeature): number {
  const bins = binned.bins.filter((bin) => bin.goods + bin.bads > 0).sort((a, b) => a.woe - b.woe);
  let badsBefore = 0;
  let pairs = 0;
  let goods = 0;
  for (const bin of bins) {
    pairs += bin.goods * (badsBefore + bin.bads / 2);
    badsBefore += bin.bads;
    goods += bin.goods;
  }
  return goods > 0 && badsBefore > 0 ? pairs / (goods * badsBefore) : 0.5;
}
