import { type RtfPlace, rtfBytes, scanRtf } from '#renderer/views/editor/paste/rtf-scan';

/** A picture that is read when it is needed: null where it cannot be, `drawing` where no browser shows its kind. */
export interface LatePicture {
  read(): Promise<File | 'drawing' | null>;
}

const signatures = { png: [0x89, 0x50, 0x4e, 0x47], jpeg: [0xff, 0xd8, 0xff] } as const;
/** Larger texts (in letters) are not looked through. */
const longest = 400_000_000;

/** Takes the steps with rests in between, in which the page answers. */
async function withRests<T>(steps: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** The pictures of a clipboard's RTF, for a text that shows `wanted` pictures without saying their bytes. */
export class RtfPictures {
  readonly #rtf: string;
  readonly #wanted: number;
  #places: Promise<readonly RtfPlace[]> | undefined;

  constructor(rtf: string, wanted: number) {
    this.#rtf = rtf;
    this.#wanted = wanted;
  }

  /** The picture in this place, counted from 0. Where there are more or fewer than wanted, which is which cannot be told. */
  at(index: number): LatePicture {
    return {
      read: async () => {
        this.#places ??= this.#find();
        const place = (await this.#places)[index];
        return place ? this.#read(place) : null;
      },
    };
  }

  async #find(): Promise<readonly RtfPlace[]> {
    if (this.#rtf.length > longest) return [];
    const places = (await withRests(scanRtf(this.#rtf))) ?? [];
    return places.length === this.#wanted ? places : [];
  }

  async #read(place: RtfPlace): Promise<File | 'drawing' | null> {
    const { kind } = place;
    if (kind === 'drawing') return kind;
    const bytes = await withRests(rtfBytes(this.#rtf, place));
    if (!bytes || !signatures[kind].every((value, at) => bytes[at] === value)) return null;
    return new File([bytes], `picture.${kind === 'png' ? 'png' : 'jpg'}`, { type: `image/${kind}` });
  }
}
