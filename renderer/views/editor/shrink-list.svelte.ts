import { fetchBytes } from '#renderer/components/fetch-bytes';
import type { Shrunk } from '#renderer/components/shrink-picture';
import type { Attachment } from '#shared/model/practice';

/** Pictures below this size (bytes) are not worth asking about, nor can larger ones than `largest` be read. */
export const worthShrinking = 1_000_000;
const largest = 200_000_000;

export interface ShrinkItem {
  readonly attachment: Attachment;
  state: 'waiting' | 'working' | 'ready' | 'nothing' | 'failed' | 'saving' | 'done';
  shrunk: Shrunk | null;
  /** The picture as it is, to be shown beside the smaller one. */
  original: Blob | null;
}

interface Means {
  address(file: string): string;
  shrink(blob: Blob, name: string): Promise<Shrunk | null>;
  replace(file: string, smaller: File): Promise<boolean>;
}

/** Whether a picture is of a kind that can be made smaller: a moving one would stand still. */
export const canShrink = ({ mediaType, original }: Attachment): boolean =>
  original === undefined && /^image\/(?:png|jpeg|webp)$/.test(mediaType);

/** Pictures that are made smaller, one after the other, and taken over where the person agrees. */
export class ShrinkList {
  items = $state<ShrinkItem[]>([]);
  readonly #means: Means;
  readonly #stop = new AbortController();

  constructor(means: Means, attachments: readonly Attachment[]) {
    this.#means = means;
    this.items = attachments.map((attachment) => ({
      attachment,
      state: 'waiting' as const,
      shrunk: null,
      original: null,
    }));
  }

  /** Computes them all; nothing is written. */
  async compute(): Promise<void> {
    for (const item of this.items) {
      if (this.#stop.signal.aborted) return;
      item.state = 'working';
      const { file, mediaType } = item.attachment;
      try {
        const { signal } = this.#stop;
        const { bytes, whole } = await fetchBytes(this.#means.address(file), { signal, limit: largest });
        const original = new Blob([bytes], { type: mediaType });
        const shrunk = whole ? await this.#means.shrink(original, file) : null;
        Object.assign(item, { original, shrunk, state: shrunk ? 'ready' : 'nothing' });
      } catch {
        item.state = 'failed';
      }
    }
  }

  async accept(item: ShrinkItem): Promise<void> {
    if (item.state !== 'ready' || !item.shrunk) return;
    item.state = 'saving';
    const done = await this.#means.replace(item.attachment.file, item.shrunk.file);
    item.state = done ? 'done' : 'ready';
  }

  async acceptAll(): Promise<void> {
    for (const item of this.items) await this.accept(item);
  }

  close(): void {
    this.#stop.abort();
  }
}
