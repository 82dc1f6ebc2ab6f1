import { contentsLook } from '#core/papers/contents-look';
import { sizes, textRoom } from '#shared/paper/official-layout';
import { escaped } from '#core/papers/word-xml';
import { wordText } from '#core/papers/word-text';

/** A clause, and the page of its annex that it stands on. */
export interface ContentsEntry {
  readonly text: string;
  readonly page: number;
}

/** The name of the place of an entry, from 0. */
export const contentsMark = (annex: number, at: number): string =>
  `_Toc${String(annex)}${String(at + 1).padStart(5, '0')}`;

const twips = (points: number): string => String(Math.round(points * 20));
const mark = (type: 'begin' | 'separate' | 'end'): string =>
  `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const instruction = (text: string): string =>
  `<w:r><w:instrText xml:space="preserve"> ${text} </w:instrText></w:r>`;
const words = (text: string): string =>
  `<w:r><w:t xml:space="preserve">${escaped(wordText(text))}</w:t></w:r>`;

/**
 * A table of contents as Word makes it of the headings of the first level (ECMA-376, 17.16.5.68), filled in, so that it is read
 * before anybody has it made anew.
 */
export function wordContents(annex: number, title: string, entries: readonly ContentsEntry[]): string {
  const heading = `<w:p><w:pPr><w:keepNext/><w:spacing w:before="120" w:after="${twips(contentsLook.gap)}" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="${String(sizes.annexTitle * 2)}"/></w:rPr><w:t>${escaped(wordText(title))}</w:t></w:r></w:p>`;
  const last = entries.length - 1;
  const lines = entries.map(({ text, page }, at) => {
    const name = contentsMark(annex, at);
    const number = `${mark('begin')}${instruction(`PAGEREF ${name} \\h`)}${mark('separate')}${words(String(page))}${mark('end')}`;
    const line = `<w:hyperlink w:anchor="${name}" w:history="1">${words(text)}<w:r><w:tab/></w:r>${number}</w:hyperlink>`;
    const begins =
      at === 0 ? `${mark('begin')}${instruction('TOC \\o "1-1" \\h \\z')}${mark('separate')}` : '';
    return `<w:p>${lineLook}${begins}${line}${at === last ? mark('end') : ''}</w:p>`;
  });
  return `${heading}${lines.join('')}`;
}

/** The number stands at the right edge of the text. */
const lineLook = `<w:pPr><w:pStyle w:val="TOC1"/><w:keepLines/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="${twips(textRoom)}"/></w:tabs><w:spacing w:before="0" w:after="${twips(contentsLook.gap)}"/><w:jc w:val="left"/></w:pPr>`;
