import type { DraftStore } from '#renderer/views/editor/draft-copies';

/** A browser's storage over a map; `room` is how many characters a value may have before it is full. */
export function memoryStore(values = new Map<string, string>(), room = Infinity): DraftStore {
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => {
      if (value.length > room) throw new Error('full');
      values.set(key, value);
    },
    removeItem: (key) => void values.delete(key),
    key: (at) => [...values.keys()][at] ?? null,
    get length() {
      return values.size;
    },
  };
}
