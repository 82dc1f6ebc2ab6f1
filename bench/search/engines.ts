import type { EngineKind } from '#bench/search/engine';

/** The engine of this project. */
export const ownId = 'lan-toa';

export interface EngineEntry {
  readonly id: string;
  readonly name: string;
  /** Documents beyond which it is not run: it would take hours or all memory. */
  readonly most?: number;
  /** Runs on the program named by NEWER_NODE. */
  readonly newerNode?: true;
  /** Runs only where no newer Node is named. */
  readonly standIn?: true;
  /** Loads the adapter, and with it the engine: only in a process of its own. */
  load(): Promise<EngineKind>;
}

const native = async (prefixIndex: boolean): Promise<EngineKind> => {
  const { openNode } = await import('#bench/search/peers/sqlite-node');
  return (await import('#bench/search/peers/fts5')).fts5(openNode, prefixIndex);
};
const wasm = async (prefixIndex: boolean): Promise<EngineKind> => {
  const { openWasm } = await import('#bench/search/peers/sqlite-wasm');
  return (await import('#bench/search/peers/fts5')).fts5(openWasm, prefixIndex);
};

/** In the order of the table. */
export const engines: readonly EngineEntry[] = [
  { id: ownId, name: 'Lan Tỏa', load: async () => (await import('#bench/search/peers/lan-toa')).kind },
  {
    id: 'lunr',
    name: 'Lunr',
    most: 3_000,
    load: async () => (await import('#bench/search/peers/lunr')).kind,
  },
  {
    id: 'minisearch',
    name: 'MiniSearch',
    load: async () => (await import('#bench/search/peers/minisearch')).kind,
  },
  {
    id: 'flexsearch',
    name: 'FlexSearch',
    load: async () => (await import('#bench/search/peers/flexsearch')).kind,
  },
  { id: 'orama', name: 'Orama', load: async () => (await import('#bench/search/peers/orama')).kind },
  { id: 'fts5', name: 'FTS5', newerNode: true, load: () => native(false) },
  { id: 'fts5-prefix', name: 'FTS5, prefix index', newerNode: true, load: () => native(true) },
  { id: 'fts5-wasm', name: 'FTS5 (WebAssembly)', standIn: true, load: () => wasm(false) },
  {
    id: 'fts5-wasm-prefix',
    name: 'FTS5 (WebAssembly), prefix index',
    standIn: true,
    load: () => wasm(true),
  },
];
