import type { Jobs } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { EventData, EventName, HandlersOf } from '#shared/contract/contract';
import { exchangeOperations } from '#shared/contract/exchange';
import type { Reference } from '#shared/contract/library';
import { quarterOperations } from '#shared/contract/quarter';
import { searchOperations } from '#shared/contract/search';
import { Failure } from '#shared/failure';

export interface FeatureDependencies {
  readonly platform: Platform;
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly jobs: Jobs;
  readonly me: () => string;
  readonly emit: <N extends EventName>(event: N, data: EventData<N>) => void;
}

/** What lives and dies with an open library. */
export interface LibraryFeatures {
  readonly handlers: HandlersOf<typeof searchOperations & typeof quarterOperations & typeof exchangeOperations>;
  practicesChanged(ids: readonly string[]): void;
  close(): Promise<void>;
}

export function openFeatures(_deps: FeatureDependencies): Promise<LibraryFeatures> {
  const names = Object.keys({ ...searchOperations, ...quarterOperations, ...exchangeOperations });
  const handlers = Object.fromEntries(
    names.map((name) => [name, () => Promise.reject(new Failure('unsupported', { where: name }))]),
  ) as unknown as LibraryFeatures['handlers'];
  return Promise.resolve({ handlers, practicesChanged: () => undefined, close: () => Promise.resolve() });
}
