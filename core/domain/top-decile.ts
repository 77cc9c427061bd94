import { compareIds } from './customer-order.ts';

/** How many make the top decile of a group: ⌈n/10⌉. */
export function decileSize(n: number): number {
  return Math.ceil(n / 10);
}

/**
 * Positions of the ⌈n/10⌉ largest values. Where equal values straddle the edge, the smaller ids are in.
 * `values[i]` belongs to `ids[i]`.
 */
export function topDecile(values: Float64Array, ids: readonly string[]): ReadonlySet<number> {
  const size = decileSize(values.length);
  const edge = values.toSorted()[values.length - size] ?? Number.POSITIVE_INFINITY;
  const inside = new Set<number>();
  const atEdge: number[] = [];
  values.forEach((value, i) => {
    if (value > edge) inside.add(i);
    else if (value === edge) atEdge.push(i);
  });
  atEdge.sort((a, b) => compareIds(ids[a] ?? '', ids[b] ?? ''));
  for (const i of atEdge.slice(0, size - inside.size)) inside.add(i);
  return inside;
}
