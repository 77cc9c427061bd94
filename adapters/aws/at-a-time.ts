import pLimit from 'p-limit';

/** Works on items so many at a time, each as soon as one before it is done; results in the order of the items. Stops at the first failure. */
export async function atATime<T, R>(items: readonly T[], most: number, work: (item: T) => Promise<R>): Promise<R[]> {
  const turns = pLimit(most);
  return turns.map(items, (item) =>
    work(item).catch((error: unknown) => {
      // Before its turn is given to the next.
      turns.clearQueue();
      throw error;
    }),
  );
}
