import { fetchBytes } from '#renderer/components/fetch-bytes';
import { shrinkPicture } from '#renderer/components/shrink-picture';
import type { Backend } from '#renderer/backend/backend';
import type { Output } from '#shared/contract/contract';
import { type FailureData, toFailure } from '#shared/failure';

export interface HeavyFile {
  readonly practice: string;
  readonly title: string;
  readonly ours: boolean;
  readonly file: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

const shown = 8;
/** Smaller pictures are not worth the time. */
const worthTrying = 300_000;
const largest = 200_000_000;

/** What is heaviest in a compilation as it is now, and what smaller pictures would save. */
export class SavingEstimate {
  heavy = $state.raw<readonly HeavyFile[]>([]);
  failure = $state.raw<FailureData | null>(null);
  /** How many pictures were tried, of how many; null while nothing runs. */
  progress = $state.raw<{ done: number; all: number } | null>(null);
  /** Bytes by `practice/file`, as far as they were tried. */
  saved = $state.raw<readonly { readonly key: string; readonly bytes: number }[]>([]);
  readonly total = $derived(this.saved.reduce((sum, { bytes }) => sum + bytes, 0));
  readonly pictures = $derived(this.heavy.filter((file) => canShrink(file)));
  readonly #backend: Backend;
  readonly #stop = new AbortController();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  async load(period: string): Promise<void> {
    try {
      this.heavy = heaviest(await this.#backend.invoke('sending.weigh', { period }));
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Tries them one after the other, in the page; nothing is written. */
  async compute(): Promise<void> {
    const all = this.pictures;
    for (const [done, picture] of all.entries()) {
      if (this.#stop.signal.aborted) return;
      this.progress = { done, all: all.length };
      const saved = await this.#savingOf(picture).catch(() => 0);
      this.saved = [...this.saved, { key: keyOf(picture), bytes: saved }];
    }
    this.progress = null;
  }

  close(): void {
    this.#stop.abort();
  }

  async #savingOf({ practice, file, mediaType, bytes }: HeavyFile): Promise<number> {
    const address = this.#backend.fileAddress('attachments', practice, file);
    const fetched = await fetchBytes(address, { signal: this.#stop.signal, limit: largest });
    if (!fetched.whole) return 0;
    const smaller = await shrinkPicture(new Blob([fetched.bytes], { type: mediaType }), file);
    return smaller ? bytes - smaller.file.size : 0;
  }
}

export const keyOf = ({ practice, file }: HeavyFile): string => `${practice}/${file}`;

/** Peers' files stay as they came. */
const canShrink = ({ ours, mediaType, bytes }: HeavyFile): boolean =>
  ours && bytes >= worthTrying && /^image\/(?:png|jpeg|webp)$/.test(mediaType);

function heaviest({ practices }: Output<'sending.weigh'>): HeavyFile[] {
  return practices
    .flatMap(({ id, title, ours, files }) =>
      files.map(({ file, title: name, mediaType, bytes }) => ({
        ...{ practice: id, title, ours, file, mediaType, bytes },
        name: name || file,
      })),
    )
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, shown);
}
