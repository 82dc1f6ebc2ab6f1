import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** The first moment that a zip archive can name. */
const epoch = new Date(1980, 0, 1);
const moment = '2000-01-01T00:00:00Z';

/**
 * The same Word file without what changes from one making to the next: times, and numbers that its writer draws. The same
 * content then has the same bytes.
 */
export function steadyWord(bytes: Uint8Array): Uint8Array {
  const entries = unzipSync(bytes);
  const change = (name: string, by: (text: string) => string): void => {
    const entry = entries[name];
    if (entry) entries[name] = strToU8(by(strFromU8(entry)));
  };
  change('docProps/core.xml', (text) => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, moment));
  const relations = numbered('rId');
  change('word/document.xml', (text) =>
    text
      .replace(/(?<=<w:bookmark(?:Start|End)\b[^>]*\bw:id=")[^"]*/g, numbered(''))
      .replace(/(?<=<wp:docPr id=")[^"]*/g, numbered(''))
      .replace(/(?<=<w:hyperlink\b[^>]*\br:id=")[^"]*/g, (id) => relations(`link ${id}`)),
  );
  change('word/_rels/document.xml.rels', (text) => linksRenamed(text, relations));
  const sorted = Object.entries(entries).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return zipSync(Object.fromEntries(sorted), { level: 6, mem: 8, mtime: epoch });
}

/** Links are named in the order in which the text has them; the names of all other parts stay. */
function linksRenamed(text: string, name: (id: string) => string): string {
  const found = [...text.matchAll(/<Relationship\b[^>]*>/g)].map(([relation]) => relation);
  const isLink = (relation: string): boolean => relation.includes('/hyperlink"');
  const links = found
    .filter(isLink)
    .map((relation) => relation.replace(/(?<=\bId=")[^"]*/, (id) => name(`link ${id}`)))
    .toSorted();
  const head = text.slice(0, text.indexOf('<Relationship '));
  return `${head}${found.filter((relation) => !isLink(relation)).join('')}${links.join('')}</Relationships>`;
}

/** Gives each different text the next number, from 1001 on, and the same text the same one. */
function numbered(prefix: string): (text: string) => string {
  const numbers = new Map<string, number>();
  return (text) => {
    const number = numbers.get(text) ?? numbers.size + 1001;
    numbers.set(text, number);
    return `${prefix}${String(number)}`;
  };
}
