import type { AttachmentSource } from '#core/extraction/background-reader';
import type { Practice } from '#shared/contract/practices';
import type { Office } from '#shared/model/office';
import type { PracticeSummary } from '#shared/model/practice';

/** The text of a practice beside its summary. */
export type PracticeParts = Pick<Practice, 'frontMatter' | 'preamble' | 'sections'>;

/** The library as search needs it. */
export interface SearchSource {
  readonly libraryId: string;
  /** Our own office as it is now, with which the places of practices are compared. */
  office?(): Office | null;
  /** All practices known so far, damaged ones too. */
  list(): readonly PracticeSummary[];
  get(id: string): PracticeSummary | undefined;
  /** SHA-256 of practice.md as last seen, without reading it now; nothing where it cannot be read. */
  fingerprint(id: string): string | undefined;
  /** Reads a practice; nothing where it is gone or damaged, so that only its summary is found. */
  read(id: string): Promise<PracticeParts | undefined>;
  /** Where attachments are read from; without it nothing inside them is found. */
  readonly attachments?: AttachmentSource;
  /** The listener hears of ids that were added, changed or removed. Returns the function that ends it. */
  subscribe(listener: (ids: readonly string[]) => void): () => void;
}
