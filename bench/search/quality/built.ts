import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchDocument } from '#bench/search/engine';
import type { EngineEntry } from '#bench/search/engines';
import { kind, openText } from '#bench/search/peers/lan-toa';
import type { TextEngine } from '#bench/search/quality/text-engine';
import { foldedWords, pairTokens, tokenised } from '#bench/search/tokens';

/** Builds our own index and asks it as the search screen does, as long as `use` runs. */
export async function withOwn(
  documents: readonly BenchDocument[],
  use: (engine: TextEngine) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-quality-'));
  try {
    await kind.build(tokenised(documents, true), folder);
    const engine = await openText(folder);
    await use(engine);
    await engine.close?.();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Builds a peer's index, opens it in this process, and asks for any of a question's words and pairs as long as `use` runs. */
export async function withPeer(
  peer: EngineEntry,
  documents: readonly BenchDocument[],
  use: (engine: TextEngine) => Promise<void>,
): Promise<void> {
  const peerKind = await peer.load();
  const folder = mkdtempSync(join(tmpdir(), 'lantoa-quality-'));
  try {
    await peerKind.build(tokenised(documents, true), folder);
    const engine = await peerKind.open(folder);
    await use({
      name: peer.name,
      async search(text, limit) {
        const words = foldedWords(text);
        const pairs = pairTokens(words);
        return (await engine.search({ mode: 'any', words, pairs, limit, facets: false })).hits;
      },
    });
    await engine.close?.();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
