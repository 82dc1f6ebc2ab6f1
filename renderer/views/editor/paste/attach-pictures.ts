import type { AttachmentList } from '#renderer/views/editor/attachment-list.svelte';
import { pictureEnding } from '#renderer/views/editor/paste/picture-sources';

export interface AttachedPicture {
  /** Name of the attachment, for `![...](file)`. */
  readonly file: string;
  readonly title: string;
}
export interface PictureFailure {
  readonly name: string;
  readonly reason: 'too-large' | 'not-a-picture' | 'failed';
}
export interface AttachedPictures {
  /** One for each file, in order; null where it could not be attached. */
  readonly pictures: readonly (AttachedPicture | null)[];
  readonly failures: readonly PictureFailure[];
}

export interface PictureNaming {
  /** Files that the practice has already. */
  readonly taken: readonly string[];
  /** "Ảnh 1". */
  readonly title: (number: string) => string;
}

/** In bytes: a photo from a good camera fits. */
const largestPicture = 25_000_000;

function refusal(file: File): PictureFailure['reason'] | null {
  if (pictureEnding(file.type) === undefined) return 'not-a-picture';
  return file.size > largestPicture ? 'too-large' : null;
}

/**
 * Attaches pictures from a clipboard, which have no names of their own, as anh-1.png, anh-2.jpg and so on, counting
 * on from those that are there. One that fails stops none of the others.
 */
export async function attachPastedPictures(
  files: readonly File[],
  list: Pick<AttachmentList, 'attachTitled'>,
  { taken, title }: PictureNaming,
): Promise<AttachedPictures> {
  const numbers = taken.map((name) => Number(/^anh-(\d{1,6})[.-]/.exec(name)?.[1] ?? 0));
  let last = Math.max(0, ...numbers);
  const pictures: (AttachedPicture | null)[] = [];
  const failures: PictureFailure[] = [];
  for (const file of files) {
    const number = String(last + 1);
    const refused = refusal(file);
    const attached = refused === null ? await attach(file, number) : null;
    if (attached) last += 1;
    else failures.push({ name: title(number), reason: refused ?? 'failed' });
    pictures.push(attached);
  }
  return { pictures, failures };

  async function attach(file: File, number: string): Promise<AttachedPicture | null> {
    const name = `anh-${number}.${pictureEnding(file.type) ?? ''}`;
    try {
      const named = new File([file], name, { type: file.type });
      return { file: await list.attachTitled(named, title(number)), title: title(number) };
    } catch {
      return null;
    }
  }
}
