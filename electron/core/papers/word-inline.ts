import {
  ExternalHyperlink,
  FootnoteReferenceRun,
  type IRunOptions,
  type ParagraphChild,
  TextRun,
} from 'docx';
import type { PhrasingContent } from 'mdast';
import { pictureOf } from '#core/papers/pictures-apart';
import type { TextSurroundings } from '#core/papers/text-surroundings';
import { wordText } from '#core/papers/word-text';

type Marks = Pick<IRunOptions, 'bold' | 'italics' | 'strike' | 'font' | 'style'>;

/** Text, formatted as its Markdown says; nothing of it acts but links to https. */
export function runsOf(
  nodes: readonly PhrasingContent[],
  around: TextSurroundings,
  marks: Marks = {},
): ParagraphChild[] {
  return nodes.flatMap((node) => runOf(node, around, marks));
}

function runOf(node: PhrasingContent, around: TextSurroundings, marks: Marks): ParagraphChild[] {
  const inner = (nodes: readonly PhrasingContent[], more: Marks = {}): ParagraphChild[] =>
    runsOf(nodes, around, { ...marks, ...more });
  switch (node.type) {
    case 'text':
      return [textRun(node.value, marks)];
    case 'strong':
      return inner(node.children, { bold: true });
    case 'emphasis':
      return inner(node.children, { italics: true });
    case 'delete':
      return inner(node.children, { strike: true });
    case 'inlineCode':
      return [textRun(node.value, { ...marks, font: 'Courier New' })];
    case 'break':
      return [new TextRun({ break: 1 })];
    case 'link':
      return linked(node.url, node.children, around, marks);
    case 'linkReference':
      return linked(around.addresses.get(node.identifier) ?? '', node.children, around, marks);
    case 'image':
    case 'imageReference': {
      // One that can be shown was taken out of the text before.
      const { words } = around;
      const name = node.alt ?? '';
      return [
        textRun(pictureOf(node, around) === null ? words.pictureMissing(name) : words.picture(name), marks),
      ];
    }
    case 'footnoteReference': {
      const number = around.notes.get(node.identifier);
      return number === undefined ? [] : [new FootnoteReferenceRun(number)];
    }
    // HTML is no part of what a reader sees either.
    case 'html':
      return [];
  }
}

/** A line end inside a paragraph is a space. */
function textRun(text: string, marks: Marks): TextRun {
  return new TextRun({ text: wordText(text).replace(/\s*\n\s*/g, ' '), ...marks });
}

/** As on the screen: only https leads out of the document. */
function linked(
  url: string,
  children: readonly PhrasingContent[],
  around: TextSurroundings,
  marks: Marks,
): ParagraphChild[] {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return runsOf(children, around, marks);
  const runs = runsOf(children, around, { ...marks, style: 'Hyperlink' });
  return [new ExternalHyperlink({ link: new URL(url).href, children: runs })];
}
