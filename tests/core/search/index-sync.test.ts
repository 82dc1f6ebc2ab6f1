import { describe, expect, it } from 'vitest';
import type { AttachmentTexts } from '#core/extraction/attachment-texts';
import { Quiet } from '#core/jobs/quiet';
import { IndexSync } from '#core/search/index-sync';
import { createSearchReference } from '#core/search/search-document';
import type { SearchDocument, SearchIndex } from '#core/search/search-index';
import type { SearchSource } from '#core/search/search-source';
import { reference, summaryOf } from '#tests/core/search/samples';
import { eventually } from '#tests/support/eventually';

/** How many documents with texts of files were handed over at a time. */
class CountingIndex implements Pick<SearchIndex, 'open' | 'put' | 'remove' | 'settle'> {
  readonly batches: number[] = [];
  open = () => Promise.resolve(new Map<string, string>());
  put(documents: readonly SearchDocument[]): Promise<void> {
    const whole = documents.filter(({ fingerprint }) => fingerprint !== '');
    if (whole.length > 0) this.batches.push(whole.length);
    return Promise.resolve();
  }
  remove = () => Promise.resolve();
  settle = () => Promise.resolve();
}

const attachment = { file: 'a.txt', title: '', mediaType: 'text/plain', bytes: 1, sha256: 'a'.repeat(64) };

/** A library of so many practices, each with a file of so many characters. */
function syncOf(
  practices: number,
  characters: number,
): { index: CountingIndex; sync: IndexSync; quiet: Quiet } {
  const summaries = Array.from({ length: practices }, (_, at) => summaryOf(`p${String(at)}`));
  const source: SearchSource = {
    libraryId: 'library',
    list: () => summaries,
    get: (id) => summaries.find((summary) => summary.id === id),
    fingerprint: (id) => id,
    read: (id) =>
      Promise.resolve({
        frontMatter: { format: '1.0', id, origin: id, language: 'vi', attachments: [attachment] },
        preamble: '',
        sections: [],
      }),
    subscribe: () => () => undefined,
  };
  const text = 'x'.repeat(characters);
  const files = {
    open: () => Promise.resolve(),
    start: () => Promise.resolve(),
    isSettled: () => true,
    progress: undefined,
    textsOf: () => Promise.resolve({ texts: [{ name: 'a.txt', text }], state: 'settled' as const }),
  } as unknown as AttachmentTexts;
  const [index, quiet] = [new CountingIndex(), new Quiet()];
  const sync = new IndexSync({
    ...{ source, reference: createSearchReference(reference), files, quiet },
    index: index as unknown as SearchIndex,
    report: () => undefined,
  });
  return { index, sync, quiet };
}

describe('texts that are handed to the index', () => {
  it('are fifty at a time, and fewer where their files are long', async () => {
    const short = syncOf(120, 10);
    await short.sync.open();
    const long = syncOf(30, 1_000_000);
    await long.sync.open();
    await eventually(() => {
      expect(short.index.batches).toEqual([50, 50, 20]);
      expect(long.index.batches).toEqual([10, 10, 10]);
    });
  });

  it('wait while a parcel is made or taken in, and are not read once the library is closed', async () => {
    const { index, sync, quiet } = syncOf(120, 10);
    const over = quiet.begin();
    await sync.open();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(index.batches).toEqual([]);
    over();
    await eventually(() => {
      expect(index.batches).toEqual([50, 50, 20]);
    });
    const closed = syncOf(120, 10);
    closed.quiet.begin();
    await closed.sync.open();
    closed.sync.stop();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(closed.index.batches).toEqual([]);
  });
});
