import type { AttachmentList } from '#renderer/views/editor/attachment-list.svelte';
import type { PastedPicture } from '#renderer/views/editor/paste/clean-pasted';
import { pictureEnding } from '#renderer/views/editor/paste/picture-sources';
import type { Attachment } from '#shared/model/practice';

export interface ShownPicture {
  /** Name of the attachment, for `![...](file)`. */
  readonly file: string;
  readonly title: string;
}
export interface PictureFailure {
  readonly name: string;
  readonly reason: 'too-large' | 'not-a-picture' | 'marked' | 'failed';
}
export interface AttachedPictures {
  /** One for each picture, in order; null where it could not be attached. */
  readonly pictures: readonly (ShownPicture | null)[];
  readonly failures: readonly PictureFailure[];
  /** Those that were not attached before. */
  readonly added: readonly Attachment[];
  /** Of pictures that are not there, or of a kind that no browser shows. */
  readonly left: { readonly lost: number; readonly drawings: number };
}

export interface PictureNaming {
  /** Files that the practice has already. */
  readonly taken: readonly string[];
  /** "Ảnh 1". */
  readonly title: (number: string) => string;
  /** The files have names of their own: they were dropped and not pasted. */
  readonly named?: boolean;
}

/** In bytes: a photo from a good camera fits. */
const largestPicture = 25_000_000;

function refusal(file: File): PictureFailure['reason'] | null {
  if (pictureEnding(file.type) === undefined) return 'not-a-picture';
  return file.size > largestPicture ? 'too-large' : null;
}

/**
 * Attaches the pictures of a paste one after the other. Those of a clipboard have no names: they become anh-1.png, anh-2.jpg
 * and so on, counting on from those that are there. One that fails stops none of the others.
 */
export async function attachPastedPictures(
  sources: readonly PastedPicture[],
  list: Pick<AttachmentList, 'attachPicture'>,
  naming: PictureNaming,
): Promise<AttachedPictures> {
  const attaching = new Attaching(list, naming);
  for (const source of sources) await attaching.take(source);
  return attaching;
}

class Attaching implements AttachedPictures {
  readonly pictures: (ShownPicture | null)[] = [];
  readonly failures: PictureFailure[] = [];
  readonly added: Attachment[] = [];
  readonly left = { lost: 0, drawings: 0 };
  readonly #list: Pick<AttachmentList, 'attachPicture'>;
  readonly #naming: PictureNaming;
  #last: number;

  constructor(list: Pick<AttachmentList, 'attachPicture'>, naming: PictureNaming) {
    this.#list = list;
    this.#naming = naming;
    const numbers = naming.taken.map((name) => Number(/^anh-(\d{1,6})[.-]/.exec(name)?.[1] ?? 0));
    this.#last = Math.max(0, ...numbers);
  }

  async take(source: PastedPicture): Promise<void> {
    const found = source instanceof File ? source : await source.read();
    if (found instanceof File) this.pictures.push(await this.#attach(found));
    else {
      this.pictures.push(null);
      if (found === null) this.left.lost += 1;
      else this.left.drawings += 1;
    }
  }

  /** What is dropped stays the file that the system gave: the host takes it from the disk. */
  #name(file: File): { title: string; picture: File } {
    if (this.#naming.named === true) return { title: file.name.replace(/\.\w+$/, ''), picture: file };
    const number = String(this.#last + 1);
    const name = `anh-${number}.${pictureEnding(file.type) ?? ''}`;
    return { title: this.#naming.title(number), picture: new File([file], name, { type: file.type }) };
  }

  async #attach(file: File): Promise<ShownPicture | null> {
    const { title, picture } = this.#name(file);
    const fail = (reason: PictureFailure['reason']): null => {
      this.failures.push({ name: title, reason });
      return null;
    };
    const refused = refusal(file);
    if (refused !== null) return fail(refused);
    try {
      const outcome = await this.#list.attachPicture(picture, title);
      if (outcome.type === 'marked') return fail('marked');
      this.#last += 1;
      if (outcome.added) this.added.push(outcome.added);
      return { file: outcome.file, title };
    } catch {
      return fail('failed');
    }
  }
}
