/** So many at a time keep a disk busy; more only wait for it (Node has four threads for files). */
const together = 8;

/**
 * Does the work for every item, several at a time, and gives the outcomes in the order of the items. Once one fails
 * no other is begun, and the failure is thrown when those under way have ended: nothing goes on behind one's back.
 */
export async function inParallel<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const outcomes = new Array<R>(items.length);
  const failures: unknown[] = [];
  const queue = items.entries();
  const run = async (): Promise<void> => {
    for (const [index, item] of queue) {
      try {
        outcomes[index] = await work(item, index);
      } catch (error) {
        failures.push(error);
      }
      if (failures.length > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(together, items.length) }, run));
  if (failures.length > 0) throw failures[0];
  return outcomes;
}
