import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { printMarkdown } from '#renderer/views/editor/rich/markdown-tree';
import { toBlocks } from '#renderer/views/editor/rich/to-markdown';
import { anyDocument, textsOf } from '#tests/renderer/editor/rich/arbitrary-document';
import { openRich, richSchema } from '#tests/renderer/editor/rich/rich-schema';

vi.setConfig({ testTimeout: 300_000 });

const schema = richSchema();

describe('whatever is typed', () => {
  it('is all there when the file is read again, as formatted text', () => {
    fc.assert(
      fc.property(anyDocument, (json) => {
        const doc = schema.nodeFromJSON(json);
        doc.check();
        const printed = printMarkdown(doc.children.flatMap(toBlocks));
        const { doc: read } = openRich(printed, schema);
        expect(textsOf(read)).toEqual(textsOf(doc));
        expect(printed).toBe(printed.normalize('NFC'));
      }),
      { numRuns: 500 },
    );
  });
});
