import { wordsOf } from '#core/bundle/field-text';
import { emptyBundleBytes, weighPractice } from '#core/compilation/cut-parts';
import { readCompilation } from '#core/compilation/compilation-file';
import { practiceFolder } from '#core/bundle/parcel-reader';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decodeText, parsePractice } from '#core/practices/document';
import { isOurs } from '#core/practices/summary';
import type { Output } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import { toFailure } from '#shared/failure';
import type { Period } from '#shared/model/period';

type Weighing = Output<'sending.weigh'>;
type WeighedPractice = Weighing['practices'][number];

const never = { check: () => undefined, report: () => undefined };

/**
 * What each practice of a compilation weighs in a bundle, for the meter that moves while pictures are made smaller. Texts
 * are packed to find out, and remembered by their content; packed files weigh what they are. Practices that cannot be read
 * are left out.
 */
export class Scales {
  readonly #library: OpenedLibrary;
  readonly #reference: Reference;
  /** By hash of practice.md, which names its attachments with their hashes. */
  readonly #known = new Map<string, WeighedPractice>();

  constructor(library: OpenedLibrary, reference: Reference) {
    this.#library = library;
    this.#reference = reference;
  }

  async weigh(period: Period): Promise<Weighing> {
    const { compilation } = await readCompilation(this.#library, period);
    const practices: WeighedPractice[] = [];
    const used = new Set<string>();
    for (const id of compilation.items) {
      const weighed = await this.#practice(id, used);
      if (weighed) practices.push(weighed);
    }
    for (const hash of this.#known.keys()) if (!used.has(hash)) this.#known.delete(hash);
    return { own: emptyBundleBytes(compilation.foreword), practices };
  }

  async #practice(id: string, used: Set<string>): Promise<WeighedPractice | undefined> {
    try {
      const { hash } = await this.#library.store.read(id);
      const weighed = this.#known.get(hash) ?? (await this.#weigh(id));
      this.#known.set(hash, weighed);
      used.add(hash);
      return weighed;
    } catch (error) {
      const { code } = toFailure(error);
      if (code !== 'not-found' && code !== 'practice-damaged' && code !== 'attachment-missing') throw error;
      return undefined;
    }
  }

  async #weigh(id: string): Promise<WeighedPractice> {
    const { store, office } = this.#library;
    const { document } = await store.read(id);
    const { frontMatter } = document;
    const attachments = frontMatter.attachments ?? [];
    const at = practiceFolder(id);
    const texts = ['practice.md', 'record.sha256'].map((name) => ({
      path: `${at}/${name}`,
      from: store.at(name === 'practice.md' ? layout.text(id) : layout.record(id)),
    }));
    const given = attachments.map(({ file }) => ({
      path: `${at}/attachments/${file}`,
      from: store.at(layout.attachment(id, file)),
    }));
    const files = [];
    for (const { path, from } of [...texts, ...given]) {
      const bytes = (await store.fileSystem.information(from))?.bytes;
      // A draft has no record yet; what is missing is told by the export.
      if (bytes !== undefined)
        files.push({ path, bytes, sha256: '', read: () => store.fileSystem.stream(from) });
    }
    const read = async (): Promise<ReturnType<typeof parsePractice>> =>
      parsePractice(decodeText(await store.fileSystem.read(store.at(layout.text(id)))));
    const practice = { id, revision: '', frontMatter, files, document: read };
    const words = { vi: wordsOf(this.#reference, 'vi'), en: wordsOf(this.#reference, 'en') };
    const { bytes } = await weighPractice(practice, words, never);
    return {
      id,
      title: frontMatter.title ?? '',
      ours: isOurs(frontMatter.origin, frontMatter.sample === true, office?.officeId),
      bytes,
      files: attachments.map(({ file, title, mediaType, bytes: size }) => ({
        file,
        title,
        mediaType,
        bytes: size,
      })),
    };
  }
}
