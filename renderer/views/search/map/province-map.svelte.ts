import type { Backend } from '#renderer/backend/backend';
import { type DrawnMap, drawMap } from '#renderer/views/search/map/map-drawing';
import type { MapEntry } from '#renderer/views/search/map/map-entries';
import { type Failure, toFailure } from '#shared/failure';

/** The map as it came from the host; asked for once by whoever shows it. */
export class ProvinceMapState {
  drawing = $state.raw<DrawnMap | null>(null);
  failure = $state.raw<Failure | null>(null);
  /** Id of the province that the keys are at. */
  active = $state<string | null>(null);
  /** Id of the province under the pointer. */
  pointed = $state<string | null>(null);
  readonly #backend: Pick<Backend, 'invoke'>;

  constructor(backend: Pick<Backend, 'invoke'>) {
    this.#backend = backend;
  }

  async load(): Promise<void> {
    try {
      this.drawing = drawMap(await this.#backend.invoke('reference.map', {}));
      this.failure = null;
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Where a key leads in the order of names; `null` for a key that does not move. */
  moved(key: string, entries: readonly MapEntry[]): string | null {
    const at = entries.findIndex(({ id }) => id === this.active);
    const last = entries.length - 1;
    const to: Partial<Record<string, number>> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowRight: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      ArrowLeft: Math.max(0, at - 1),
      Home: 0,
      End: last,
    };
    return entries[to[key] ?? -1]?.id ?? null;
  }
}
