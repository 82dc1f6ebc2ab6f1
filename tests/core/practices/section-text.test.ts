import { describe, expect, it } from 'vitest';
import { parseManifest } from '#core/bundle/tag-files';
import { markdownToHtml } from '#core/bundle/markdown-html';
import { findFrontMatter } from '#core/practices/front-matter';
import { findSections, sectionBody, writeSections } from '#core/practices/section-text';
import { Failure } from '#shared/failure';
import { secrecyMarks } from '#shared/model/secrecy';

const megabyte = 1_000_000;
const filled = (unit: string): string => unit.repeat(Math.ceil(megabyte / unit.length));

/** A line of a megabyte that costs seconds to hours where the time grows faster than the line. */
const lines: [string, string][] = [
  ['white space in a heading', `## a${filled(' ')}b`],
  ['closing marks in a heading', `## a${filled(' #')}b`],
  ['open brackets in a heading', `## ${filled('(')}`],
  ['bracketed words in a heading', `## ${filled('(a')}`],
  ['marks only', filled('#')],
  ['a fence with a line separator', `${filled('`')}\u2028`],
  ['tildes with white space', `~~~${filled(' ')}a`],
  ['list markers', filled('- ')],
  ['list markers and white space', `-${filled(' ')}`],
  ['numbers', filled('1. ')],
  ['carriage returns', filled('\r')],
  ['tabs', `${filled('\t')}a`],
  ['empty lines', filled('\n')],
  ['blank lines', filled(' \t\n')],
  ['headings', filled('## a\n')],
  ['dashes and white space', `---${filled(' ')}a`],
  ['a mark of secrecy and white space', `BẢO${filled(' ')}MẬT${filled(' ')}ĐỘ`],
  ['marks of secrecy', filled('TUYỆT MẬT BẢO ')],
];

/** A pattern that goes back over a megabyte takes minutes, in milliseconds: this is far from it on a busy machine, too. */
const most = 20_000;

function milliseconds(work: () => unknown): number {
  const began = performance.now();
  try {
    work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return performance.now() - began;
}

describe('a hostile line of a megabyte', () => {
  it.each(lines)('is read in time: %s', (_what, line) => {
    const text = `## Mục đích\n\nx\n\n${line}`;
    expect(milliseconds(() => findSections(text))).toBeLessThan(most);
    expect(milliseconds(() => sectionBody(line))).toBeLessThan(most);
    expect(milliseconds(() => writeSections(text, new Map([['steps', 'y']]), 'vi'))).toBeLessThan(most);
    expect(milliseconds(() => findFrontMatter(`---\n${line}`))).toBeLessThan(most);
    expect(milliseconds(() => secrecyMarks([line]))).toBeLessThan(most);
    expect(milliseconds(() => markdownToHtml(line, new Map()))).toBeLessThan(most);
  });

  it.each([
    ['folders', `${'0'.repeat(64)}  ${filled('./')}\u2028`],
    ['white space', `${'0'.repeat(64)}${filled(' ')}\u2028`],
  ])('is read in time in a manifest: %s', (_what, line) => {
    expect(milliseconds(() => parseManifest(line, 'manifest-sha256.txt'))).toBeLessThan(most);
  });

  it('is no heading, and what is shorter is', () => {
    expect(findSections(`## ${'a'.repeat(2_000)}\n`)).toEqual([]);
    expect(findSections(`## ${'a'.repeat(900)}\n`)).toHaveLength(1);
  });
});

describe('headings', () => {
  it.each([
    ['## Mục đích', 'Mục đích'],
    ['   ##\tMục đích  ##  ', 'Mục đích'],
    ['## Mục đích ####', 'Mục đích'],
    ['## Mục đích#', 'Mục đích#'],
    ['## C# ##', 'C#'],
    ['## ##', ''],
    ['##', ''],
  ])('of %j are %j', (line, heading) => {
    expect(findSections(`${line}\r\nx`).map((section) => section.heading)).toEqual([heading]);
  });

  it.each(['##Mục đích', '### Mục đích', '    ## Mục đích', '\t## Mục đích', '# a', '#'])(
    'are not found in %j',
    (line) => {
      expect(findSections(line)).toEqual([]);
    },
  );

  it('are known with remarks in brackets', () => {
    expect(findSections('## Tính bền vững (tùy chọn)').map(({ key }) => key)).toEqual(['sustainability']);
  });
});

describe('a code block that begins with a list item', () => {
  const blocks = [
    '- ```\n  ## mã\n  ```\n- hai',
    '1. ~~~ sh\n   # mã\n\n   ## mã\n   ~~~',
    '- - ```\n    ## mã\n    ```',
    '10) ```\n    ```',
  ];
  it.each(blocks)('keeps its lines and gets no second fence: %j', (block) => {
    expect(sectionBody(block)).toBe(block);
    expect(findSections(`${block}\n\n## Mục đích`).map(({ key }) => key)).toEqual(['purpose']);
    const written = writeSections('## Mục đích\n', new Map([['steps', block]]), 'vi');
    expect(findSections(written).find(({ key }) => key === 'steps')?.body).toBe(block);
  });

  it('ends with its item, closed or not', () => {
    const open = '- ```\n  ## mã\n\n  ## mã';
    expect(sectionBody(open)).toBe(open);
    expect(sectionBody(`${open}\n## b`)).toBe(`${open}\n### b`);
    expect(findSections(`${open}\n\n## Mục đích\n`).map(({ key }) => key)).toEqual(['purpose']);
  });

  it('is none where the item begins with code by indent, or with text', () => {
    expect(sectionBody('-     ```\n  ## b')).toBe('-     ```\n  ### b');
    expect(sectionBody('- a ```\n  ## b')).toBe('- a ```\n  ### b');
    expect(sectionBody('- ```a```\n  ## b')).toBe('- ```a```\n  ### b');
  });

  it('leaves fences outside of lists as they were', () => {
    expect(sectionBody('```\n- ```\n## a')).toBe('```\n- ```\n## a\n```');
    expect(sectionBody('~~~~\n~~~\n## a\n   ~~~~~ \n## b')).toBe('~~~~\n~~~\n## a\n   ~~~~~ \n### b');
  });
});
