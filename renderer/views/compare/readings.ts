import type { Reading } from '#renderer/views/reader/reading.svelte';

/** What was read of practices, by id. */
export type Readings = ReadonlyMap<string, Reading>;

export const noReadings: Readings = new Map();

/** With what was read anew; only of the practices that are compared. */
export function withRead(
  readings: Readings,
  read: readonly (readonly [string, Reading])[],
  ids: readonly string[],
): Readings {
  return new Map([...readings, ...read].filter(([id]) => ids.includes(id)));
}
