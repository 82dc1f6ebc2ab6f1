import type { WordStyles } from '#core/forms/word-styles';
import type { WordRun } from '#core/forms/word-tree';
import { childOf, childrenOf, isOn, valueOf, type XmlElement } from '#core/forms/xml';

/** What a paragraph holds besides its words. */
export interface Found {
  readonly runs: WordRun[];
  readonly bookmarks: string[];
  /** Text boxes that hang on it. */
  readonly boxes: XmlElement[];
  pictures: number;
}

interface Around {
  readonly styles: WordStyles;
  readonly links: ReadonlyMap<string, string>;
}

/** What was deleted, and only is marked so, is not read. */
const deleted = new Set([
  'w:del',
  'w:moveFrom',
  'w:delText',
  'w:delInstrText',
  'w:instrText',
  'w:rPr',
  'w:pPr',
]);
export const boxes = { empty: '☐', ticked: '☒' } as const;
/** Ticked and empty boxes of the fonts that Word offers as symbols, by their last byte. */
const symbols: Readonly<Record<string, string>> = {
  ...{ A8: boxes.empty, '6F': boxes.empty, 71: boxes.empty, 72: boxes.empty },
  ...{ FE: boxes.ticked, FD: boxes.ticked, 78: boxes.ticked, '52': boxes.ticked, FC: '✓' },
};

/** Gathers what is inside a paragraph, with changes that wait to be accepted taken as accepted. */
export function gather(element: XmlElement, around: Around, found: Found, link: string | null = null): void {
  for (const child of childrenOf(element)) {
    const { name } = child;
    if (deleted.has(name)) continue;
    if (name === 'w:r') readRun(child, around, found, link);
    else if (name === 'w:bookmarkStart') found.bookmarks.push(child.attributes.get('w:name') ?? '');
    else if (name === 'w:hyperlink')
      gather(child, around, found, around.links.get(child.attributes.get('r:id') ?? '') ?? link);
    else if (name === 'w:sdt') readControl(child, around, found, link);
    else if (name === 'mc:AlternateContent')
      gather(childOf(child, 'mc:Choice') ?? childOf(child, 'mc:Fallback') ?? child, around, found, link);
    else gather(child, around, found, link);
  }
}

/** A tick box says by itself what it is, whatever character shows it. */
function readControl(control: XmlElement, around: Around, found: Found, link: string | null): void {
  const box = childOf(childOf(control, 'w:sdtPr'), 'w14:checkbox');
  const content = childOf(control, 'w:sdtContent');
  if (!content) return;
  if (!box) {
    gather(content, around, found, link);
    return;
  }
  const state = childOf(box, 'w14:checked')?.attributes.get('w14:val') ?? '0';
  found.runs.push(plain(['1', 'true', 'on'].includes(state) ? boxes.ticked : boxes.empty));
  const inside: Found = { ...found, runs: [] };
  gather(content, around, inside, link);
  found.pictures = inside.pictures;
  const words = inside.runs.map(({ text }) => text.replace(/[☐☑☒✓□■\uf000-\uf0ff]/gu, '')).join('');
  if (words.trim() !== '') found.runs.push(plain(words));
}

const plain = (text: string): WordRun => ({ text, bold: false, italic: false, strike: false, link: null });

function readRun(run: XmlElement, around: Around, found: Found, link: string | null): void {
  const properties = childOf(run, 'w:rPr');
  const style = valueOf(properties, 'w:rStyle');
  const has = (mark: string): boolean =>
    childOf(properties, mark) ? isOn(properties, mark) : around.styles.styled(style, mark);
  const marks = { bold: has('w:b'), italic: has('w:i'), strike: has('w:strike'), link };
  for (const child of childrenOf(run)) {
    const text = textOf(child);
    if (text !== undefined) found.runs.push({ text: text.normalize('NFC'), ...marks });
    else if (child.name === 'mc:AlternateContent')
      readDrawing(childOf(child, 'mc:Choice') ?? childOf(child, 'mc:Fallback') ?? child, found);
    else if (['w:drawing', 'w:pict', 'w:object'].includes(child.name)) readDrawing(child, found);
  }
}

function textOf(element: XmlElement): string | undefined {
  switch (element.name) {
    case 'w:t':
      return element.children.filter((child) => typeof child === 'string').join('');
    case 'w:tab':
      return '\t';
    case 'w:br':
      return element.attributes.get('w:type') === 'page' ? '' : '\n';
    case 'w:cr':
      return '\n';
    case 'w:noBreakHyphen':
      return '-';
    case 'w:sym': {
      const code = (element.attributes.get('w:char') ?? '').toUpperCase();
      const character = String.fromCodePoint(Math.min(0x10ffff, parseInt(code, 16) || 0x20));
      return /^F0/.test(code) ? (symbols[code.slice(2)] ?? character) : character;
    }
    default:
      return undefined;
  }
}

function readDrawing(drawing: XmlElement, found: Found): void {
  const inner = childrenOf(drawing);
  if (drawing.name === 'w:txbxContent') {
    found.boxes.push(drawing);
    return;
  }
  if (drawing.name === 'a:blip' || drawing.name === 'v:imagedata') found.pictures += 1;
  for (const child of inner) readDrawing(child, found);
}
