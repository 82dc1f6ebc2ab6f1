/** How many of the items each topic has. */
export function countTopics<T>(items: Iterable<T>, topicOf: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const topic = topicOf(item);
    counts.set(topic, (counts.get(topic) ?? 0) + 1);
  }
  return counts;
}
