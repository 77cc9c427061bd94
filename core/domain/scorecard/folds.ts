/**
 * The fold of each loan: overdue loans and the others are dealt out evenly, in the order of a hash of their ids, so that
 * neither the order of the rows nor chance decides where a loan falls.
 */
export function stratifiedFolds(ids: readonly string[], overdue: Uint8Array, folds: number, seed: number): Uint8Array {
  const hashes = new Uint32Array(ids.length);
  for (let row = 0; row < ids.length; row += 1) hashes[row] = hashOf(ids[row] ?? '', seed);
  const order = Uint32Array.from(ids.keys()).sort(
    (a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0) || ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1),
  );
  const foldOf = new Uint8Array(ids.length);
  const dealt = [0, 0];
  for (const row of order) {
    const kind = overdue[row] === 1 ? 1 : 0;
    const turn = dealt[kind] ?? 0;
    foldOf[row] = turn % folds;
    dealt[kind] = turn + 1;
  }
  return foldOf;
}

/** FNV-1a over UTF-16 units, begun at the seed, with a final avalanche so that ids in sequence scatter. */
function hashOf(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ Math.imul(seed + 1, 0x9e3779b1)) >>> 0;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
