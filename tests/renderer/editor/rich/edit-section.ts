import { Node } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import fc from 'fast-check';
import { openSection, type SectionSource } from '#renderer/views/editor/rich/section-source';
import { anyBlock, hostileText } from '#tests/renderer/editor/rich/arbitrary-document';
import { richSchema } from '#tests/renderer/editor/rich/rich-schema';

/** Texts in the ways that people and other programs write them; none of ours. */
const foreign = [
  ...['__đậm__ và _nghiêng_', '* một\n* hai\n\n  * ba', '1) a\n2) b', '###   Bước 1   ###', '~~~\nmã\n~~~'],
  ...[
    '> trích\n> dẫn',
    '| A | B |\n|---|:-:|\n| 1 | 2 |',
    '   thụt vào',
    'dòng một\ndòng hai  \ndòng ba',
    '* * *',
  ],
  ...[
    '    mã thụt vào',
    '![Chú thích](anh.png)',
    '<https://lantoa.vn>',
    '+ [ ] việc\n+ [x] xong',
    'a\\*b &amp; c',
  ],
];
const gaps = ['\n\n', '\n\n\n', '\n \n', '\n\n\n\n'];
/** A section as other hands write it, that opens as formatted text. */
export const foreignSection = fc
  .array(fc.tuple(fc.constantFrom(...foreign), fc.constantFrom(...gaps)), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.flat().join(''))
  .filter((text) => openSection(text, richSchema()).type === 'rich');

/** An edit of one block: `at` chooses it. */
export const anyEdit = fc.record({
  at: fc.nat(20),
  kind: fc.constantFrom('type', 'remove', 'add', 'erase'),
  text: hostileText,
  block: anyBlock,
});

/** What an edit at block `index` makes of the document, in the way of an editor: other blocks stay the same nodes. */
export function change(
  doc: Node,
  index: number,
  { kind, text, block }: { kind: string; text: string; block: object },
): Node {
  const state = EditorState.create({ doc });
  const start = doc.children.slice(0, index).reduce((sum, node) => sum + node.nodeSize, 0);
  const end = start + doc.child(index).nodeSize;
  const { tr } = state;
  if (kind === 'add') return tr.insert(end, Node.fromJSON(doc.type.schema, block)).doc;
  if (kind === 'remove') return doc.childCount > 1 ? tr.delete(start, end).doc : doc;
  let place = -1;
  doc.nodesBetween(start, end, (node, pos) => {
    if (place < 0 && node.isTextblock) place = pos + 1;
    return place < 0;
  });
  if (place < 0) return doc;
  return kind === 'type' ? tr.insertText(text, place).doc : tr.delete(place, end - 1).doc;
}

const isList = (node: Node | undefined): boolean => /List$|codeBlock/.test(node?.type.name ?? '');

/**
 * Blocks that must keep their text: all but the edited one, and but its neighbours where two lists meet or one is indented,
 * since they could be read as one.
 */
export function keptTexts(source: SectionSource, index: number, kind: string): string[] {
  return source.blocks
    .filter((_, at) => kind === 'add' || at !== index)
    .filter(({ node, text }, at) => Math.abs(at - index) > 1 || !(isList(node) || /^\s/.test(text)))
    .map(({ text }) => text);
}
