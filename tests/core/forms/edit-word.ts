import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/** A Word file whose text was edited as somebody, or another program, does: on its XML. */
export function editWord(
  bytes: Uint8Array,
  edit: (xml: string) => string,
  part = 'word/document.xml',
): Buffer {
  const entries = unzipSync(bytes);
  const entry = entries[part];
  if (!entry) throw new Error(`no ${part}`);
  const before = strFromU8(entry);
  const after = edit(before);
  if (after === before) throw new Error('nothing was edited');
  return Buffer.from(zipSync({ ...entries, [part]: strToU8(after) }));
}

/** The row of a table in which these words stand. */
export function rowWith(xml: string, words: string): string {
  const row = [...xml.matchAll(/<w:tr\b(?:(?!<w:tr\b)[\s\S])*?<\/w:tr>/g)].find(([text]) =>
    text.includes(words),
  );
  if (!row) throw new Error(`no row with ${words}`);
  return row[0];
}

export const withoutRow = (xml: string, words: string): string => xml.replace(rowWith(xml, words), () => '');

export const paragraph = (text: string, more = ''): string =>
  `<w:p>${more}<w:r><w:rPr><w:rFonts w:ascii="Comic Sans MS" w:hAnsi="Comic Sans MS"/><w:color w:val="FF0000"/></w:rPr><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;

export const cell = (content: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
export const row = (...cells: string[]): string => `<w:tr>${cells.join('')}</w:tr>`;

/** Writes these words into the last cell of the row with this label. */
export function writeBeside(xml: string, label: string, ...lines: string[]): string {
  const before = rowWith(xml, label);
  const at = before.lastIndexOf('<w:tc>');
  const properties = /<w:tcPr>[\s\S]*?<\/w:tcPr>/.exec(before.slice(at))?.[0] ?? '';
  const after = `${before.slice(0, at)}<w:tc>${properties}${lines.map((line) => paragraph(line)).join('')}</w:tc></w:tr>`;
  return xml.replace(before, () => after);
}

/** Writes a paragraph below the heading of a section. */
export function writeBelow(xml: string, heading: string, ...content: string[]): string {
  const at = xml.indexOf('</w:p>', xml.indexOf(`${heading}<`)) + '</w:p>'.length;
  return xml.slice(0, at) + content.join('') + xml.slice(at);
}

/** Without what marks labels and boxes, as a copy into another document leaves it. */
export const withoutMarks = (xml: string): string =>
  xml
    .replace(/<w:bookmark(?:Start|End)\b[^>]*\/>/g, '')
    .replace(/<w:sdt><w:sdtPr>[\s\S]*?<\/w:sdtPr><w:sdtContent>([\s\S]*?)<\/w:sdtContent><\/w:sdt>/g, '$1');
