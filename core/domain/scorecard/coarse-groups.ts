import type { TwoColumns } from '../partial-tables.ts';
import type { CodeCounts } from './feature-bins.ts';
import { type FineColumn, MISSING_CODE } from './fine-bins.ts';

/** Groups a number is cut into. */
const GROUPS = 10;
/** The least expected count of a group. */
const LEAST_EXPECTED = 5;

/**
 * Overdue and other loans by tenths of a number, or by text, without looking at the target, so that a test over them is not
 * flattered. Blanks are a group; groups too small for a test are put together.
 */
export function coarseGroups(column: FineColumn, counts: CodeCounts): TwoColumns[] {
  const goods = total(counts.goods);
  const bads = total(counts.bads);
  const least = (LEAST_EXPECTED * (goods + bads)) / Math.max(1, Math.min(goods, bads));
  const fill = column.kind === 'numeric' ? Math.max(least, (goods + bads) / GROUPS) : Number.POSITIVE_INFINITY;
  const groups: TwoColumns[] = [];
  let open: TwoColumns = [0, 0];
  for (let code = counts.goods.length - 1; code >= 0; code -= 1) {
    const own: TwoColumns = [counts.bads[code] ?? 0, counts.goods[code] ?? 0];
    if (size(own) >= least && (column.kind === 'categorical' || code === MISSING_CODE)) {
      groups.push(own);
      continue;
    }
    // A value that fills a group by itself is not mixed with what lies above it.
    if (size(own) >= fill && size(open) >= least) {
      groups.push(open);
      open = [0, 0];
    }
    open = [open[0] + own[0], open[1] + own[1]];
    if (size(open) < fill) continue;
    groups.push(open);
    open = [0, 0];
  }
  return withRemainder(groups, open, least);
}

function withRemainder(groups: readonly TwoColumns[], open: TwoColumns, least: number): TwoColumns[] {
  const last = groups.at(-1);
  if (size(open) === 0) return [...groups];
  if (size(open) >= least || last === undefined) return [...groups, open];
  return [...groups.slice(0, -1), [last[0] + open[0], last[1] + open[1]]];
}

/** How well a feature by itself tells overdue loans apart: area under the ROC curve of its coarse groups, riskiest first. */
export function separation(column: FineColumn, counts: CodeCounts): number {
  const groups = coarseGroups(column, counts).sort((a, b) => b[0] / Math.max(1, size(b)) - a[0] / Math.max(1, size(a)));
  let badsBefore = 0;
  let goods = 0;
  let pairs = 0;
  for (const [bad, good] of groups) {
    pairs += good * (badsBefore + bad / 2);
    badsBefore += bad;
    goods += good;
  }
  return goods > 0 && badsBefore > 0 ? pairs / (goods * badsBefore) : 0.5;
}

function size([bads, goods]: TwoColumns): number {
  return bads + goods;
}

function total(values: Float64Array): number {
  return values.reduce((all, value) => all + value, 0);
}
