/** A picture of an RTF text, as places in the text. */
export interface RtfPlace {
  /** `drawing`: WMF, EMF and other kinds that no browser shows. */
  readonly kind: 'png' | 'jpeg' | 'drawing';
  /** Stretches of digits (two a byte), or of letters that are bytes; `end` is behind the last. */
  readonly data: readonly { readonly start: number; readonly end: number; readonly binary: boolean }[];
}

/**
 * Groups whose pictures are no pictures of the text: older forms of one that stands beside them, bullets, and what is printed
 * on every page (Rich Text Format Specification 1.9.1).
 */
const asides = new Set([
  ...['nonshppict', 'shprslt', 'listpicture', 'background', 'header', 'headerl', 'headerr', 'headerf'],
  ...['footer', 'footerl', 'footerr', 'footerf', 'ftnsep', 'aftnsep', 'pnseclvl', 'pntext'],
]);
const kinds: Partial<Record<string, RtfPlace['kind']>> = { pngblip: 'png', jpegblip: 'jpeg' };
/** In twips, 20 to the point: what is not larger than two pixels measures or decorates. */
const ornament = 30;
/** Word nests some 20 deep. */
const deepest = 5_000;
/** Letters that are gone through before others have their turn. */
const stride = 250_000;
const special = /[\\{}]/g;
const control = /\\(?:([a-z]{1,32})(-?\d{1,10})? ?|'[0-9a-f]{2}|[^])/gi;

interface Draft {
  kind: RtfPlace['kind'];
  width: number;
  height: number;
  readonly data: { start: number; end: number; binary: boolean }[];
}
interface Group {
  readonly aside: boolean;
  /** The picture that this group is, not one that it stands in. */
  readonly picture: Draft | null;
}

/** Reads the pictures out of an RTF text, in order. Each step is `stride` letters; it ends with null for what is no RTF. */
export function* scanRtf(rtf: string): Generator<undefined, RtfPlace[] | null> {
  if (!rtf.slice(0, 10).includes('{\\rtf')) return null;
  const reader = new RtfReader(rtf);
  let next = stride;
  while (reader.step()) {
    if (reader.at < next) continue;
    next = reader.at + stride;
    yield undefined;
  }
  return reader.tooDeep ? null : reader.found;
}

class RtfReader {
  at = 0;
  tooDeep = false;
  readonly found: RtfPlace[] = [];
  readonly #rtf: string;
  readonly #groups: Group[] = [];

  constructor(rtf: string) {
    this.#rtf = rtf;
  }

  /** One word, brace or stretch of text; false at the end. */
  step(): boolean {
    special.lastIndex = this.at;
    const found = special.exec(this.#rtf);
    const end = found?.index ?? this.#rtf.length;
    if (end > this.at) this.#group?.picture?.data.push({ start: this.at, end, binary: false });
    this.at = end;
    if (!found) return false;
    if (found[0] === '\\') return this.#control();
    this.at += 1;
    if (found[0] === '}') this.#close();
    else this.#groups.push({ aside: this.#group?.aside ?? false, picture: null });
    this.tooDeep = this.#groups.length > deepest;
    return !this.tooDeep;
  }

  get #group(): Group | undefined {
    return this.#groups.at(-1);
  }

  #control(): boolean {
    control.lastIndex = this.at;
    const [all = '\\', word = '', value = ''] = control.exec(this.#rtf) ?? [];
    this.at += all.length;
    if (word === 'bin') this.#binary(Number(value));
    else if (word === 'pict') this.#become({ kind: 'drawing', width: 0, height: 0, data: [] });
    else if (asides.has(word)) this.#groups.splice(-1, 1, { aside: true, picture: null });
    else this.#describe(word, Number(value));
    return true;
  }

  #become(picture: Draft): void {
    const group = this.#groups.pop();
    if (group) this.#groups.push({ aside: group.aside, picture });
  }

  #describe(word: string, value: number): void {
    const picture = this.#group?.picture;
    if (!picture) return;
    const kind = kinds[word];
    if (kind !== undefined) picture.kind = kind;
    else if (word === 'picwgoal') picture.width = value;
    else if (word === 'pichgoal') picture.height = value;
  }

  /** Raw bytes follow, which may look like braces. */
  #binary(length: number): void {
    const end = Math.min(this.#rtf.length, this.at + Math.max(0, length));
    this.#group?.picture?.data.push({ start: this.at, end, binary: true });
    this.at = end;
  }

  #close(): void {
    const group = this.#groups.pop();
    const picture = group?.picture;
    if (!picture || group.aside) return;
    const isSmall = [picture.width, picture.height].some((side) => side > 0 && side <= ornament);
    if (!isSmall) this.found.push({ kind: picture.kind, data: picture.data });
  }
}

/** Bytes of a picture; each step is `stride` letters. Null where something else than digits stands among them. */
export function* rtfBytes(
  rtf: string,
  { data }: RtfPlace,
): Generator<undefined, Uint8Array<ArrayBuffer> | null> {
  const bytes = new Uint8Array(data.reduce((sum, { start, end }) => sum + end - start, 0));
  let length = 0;
  /** The first digit of a byte, while its second one is awaited. */
  let half = -1;
  for (const { start, end, binary } of data) {
    for (let at = start; at < end; at += 1) {
      const code = rtf.charCodeAt(at);
      const digit = binary ? code : digitOf(code);
      if (digit > 255) return null;
      if (binary) bytes[length++] = digit;
      else if (digit >= 0 && half < 0) half = digit;
      else if (digit >= 0) {
        bytes[length++] = half * 16 + digit;
        half = -1;
      }
      if ((at - start) % stride === stride - 1) yield undefined;
    }
  }
  return half < 0 ? bytes.slice(0, length) : null;
}

/** Value of a hexadecimal digit; -1 for white space, more than 255 for everything else. */
function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  if (letter >= 97 && letter <= 102) return letter - 87;
  return code === 32 || code === 10 || code === 13 || code === 9 ? -1 : 256;
}
