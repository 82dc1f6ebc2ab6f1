import type { PhrasingContent } from 'mdast';
import type { PdfRun } from '#core/papers/pdf-lines';
import { pictureOf } from '#core/papers/pictures-apart';
import type { TextSurroundings } from '#core/papers/text-surroundings';
import { wordText } from '#core/papers/word-text';

type Marks = Omit<PdfRun, 'text'>;

/** Text, formatted as its Markdown says; nothing of it acts but links to https. As `runsOf` for Word. */
export function pdfRuns(
  nodes: readonly PhrasingContent[],
  around: TextSurroundings,
  marks: Marks = {},
): PdfRun[] {
  return nodes.flatMap((node) => runOf(node, around, marks));
}

/** Text that Word's writer gives in the same way: composed, without what no reader shows. */
export const pdfText = (text: string): string => wordText(text).replace(/\s*\n\s*/g, ' ');

function runOf(node: PhrasingContent, around: TextSurroundings, marks: Marks): PdfRun[] {
  const inner = (nodes: readonly PhrasingContent[], more: Marks = {}): PdfRun[] =>
    pdfRuns(nodes, around, { ...marks, ...more });
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return [{ text: pdfText(node.value), ...marks }];
    case 'strong':
      return inner(node.children, { bold: true });
    case 'emphasis':
      return inner(node.children, { italics: true });
    case 'delete':
      return inner(node.children, { strike: true });
    case 'break':
      return [{ text: '\n' }];
    case 'link':
      return inner(node.children, linkTo(node.url));
    case 'linkReference':
      return inner(node.children, linkTo(around.addresses.get(node.identifier) ?? ''));
    case 'image':
    case 'imageReference': {
      // One that can be shown was taken out of the text before.
      const { words } = around;
      const name = node.alt ?? '';
      const said = pictureOf(node, around) === null ? words.pictureMissing(name) : words.picture(name);
      return [{ text: pdfText(said), ...marks }];
    }
    case 'footnoteReference': {
      const number = around.notes.get(node.identifier);
      return number === undefined ? [] : [{ text: String(number), ...marks, sup: true }];
    }
    // HTML is no part of what a reader sees either.
    case 'html':
      return [];
  }
}

/** As on the screen: only https leads out of the document. */
function linkTo(url: string): Marks {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return {};
  return { link: new URL(url).href, underline: true };
}
