import { FormUnreadable } from '#core/forms/form-unreadable';

/** An element as it stands in a part of a Word file; names keep the prefix that Word and LibreOffice always use. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: (XmlElement | string)[];
}

/** Real documents nest some dozens deep; the tree is walked recursively. */
const deepest = 400;
const mostElements = 3_000_000;
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;

/**
 * Reads a part of a Word file. A document type is refused, so that nothing is expanded or fetched; so is what is not
 * well-formed, nests too deep or has too many elements. Fails with `FormUnreadable`.
 */
export function parseXml(text: string): XmlElement {
  const root: XmlElement = { name: '', attributes: new Map(), children: [] };
  const open: XmlElement[] = [root];
  const source = text.replace(/^\ufeff/, '');
  let [at, elements] = [0, 0];
  for (const match of source.matchAll(token)) {
    at = match.index + match[0].length;
    const [, cdata, closes, name, attributes = '', empty, words] = match;
    const parent = open.at(-1);
    if (!parent) break;
    if (cdata !== undefined) parent.children.push(cdata);
    else if (words !== undefined) parent.children.push(unescaped(words));
    else if (name === undefined) continue;
    else if (closes === '/') {
      if (open.length < 2 || parent.name !== name) throw new FormUnreadable('damaged');
      open.pop();
    } else {
      const element = { name, attributes: attributesOf(attributes), children: [] };
      parent.children.push(element);
      elements += 1;
      if (empty !== '/') open.push(element);
      if (open.length > deepest || elements > mostElements) throw new FormUnreadable('too-big');
    }
  }
  const [top] = root.children.filter((child) => typeof child !== 'string');
  if (at !== source.length || open.length !== 1 || !top) throw new FormUnreadable('damaged');
  return top;
}

function attributesOf(text: string): Map<string, string> {
  const found = text.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return new Map(Array.from(found, ([, name = '', one, other]) => [name, unescaped(one ?? other ?? '')]));
}

function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,4}));/gi, (all, decimal, hex, name) => {
    if (typeof name === 'string') return Object.hasOwn(named, name) ? (named[name] ?? all) : all;
    const code = typeof decimal === 'string' ? Number(decimal) : parseInt(String(hex), 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}

/** Child elements, of one name where it is given. */
export function childrenOf(element: XmlElement | undefined, name?: string): XmlElement[] {
  return (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && (name === undefined || child.name === name),
  );
}

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  childrenOf(element, name)[0];

/** Of the first child of this name, its `w:val`. */
export const valueOf = (element: XmlElement | undefined, name: string): string | undefined =>
  childOf(element, name)?.attributes.get('w:val');

/** A property that is on by being there, unless it says otherwise (ECMA-376, 17.17.4 ST_OnOff). */
export function isOn(element: XmlElement | undefined, name: string): boolean {
  const found = childOf(element, name);
  return found !== undefined && !['0', 'false', 'off'].includes(found.attributes.get('w:val') ?? '1');
}
