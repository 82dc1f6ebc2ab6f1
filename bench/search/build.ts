import { mkdirSync } from 'node:fs';
import type { EngineKind } from '#bench/search/engine';
import { readDocuments } from '#bench/search/files';
import type { Built } from '#bench/search/measured';
import { tokenised } from '#bench/search/tokens';

/** Builds the index of the run's documents into the folder: from texts in memory to files that can be opened. */
export async function build(
  kind: EngineKind,
  { work, index, pairs }: { work: string; index: string; pairs: boolean },
): Promise<Built> {
  const documents = readDocuments(work);
  mkdirSync(index, { recursive: true });
  const began = performance.now();
  await kind.build(tokenised(documents, pairs), index);
  return { milliseconds: performance.now() - began };
}
