/** Works on items so many at a time, each as soon as one before it is done; results in the order of the items. Stops at the first failure. */
export async function atATime<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) {
      const at = next;
      next += 1;
      const item = items[at];
      if (item !== undefined) results[at] = await work(item).catch((error: unknown) => failed(error));
    }
  };
  const failed = (error: unknown): never => {
    next = items.length;
    throw error;
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
  return results;
}
