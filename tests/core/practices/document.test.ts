import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changePractice, decodeText, parsePractice } from '#core/practices/document';
import { Failure } from '#shared/failure';
import { sectionKeys, type SectionKey } from '#shared/model/section';

const id = '0193e4a0-0000-7000-8000-000000000001';
const origin = '0193e4a0-0000-7000-8000-0000000000aa';
const handWritten = `---
# Tệp này sửa bằng tay
format: "1.0"
id: ${id}
origin: ${origin}   # Sở KH&CN
language: vi
title: >-
  Ngầm hóa,
  chỉnh trang cáp
province: "01@2008-08-01"
ma_noi_bo: 01
results:
  - indicator: "Chiều dài"
    after: 40.0
    # số liệu quý IV
    unit: km
co_quan_khac: {a: 1, b: [x,  y]}
---

Lời dẫn viết tay.

## Mục đích
Một dòng.\t

## Phụ lục riêng

giữ nguyên

## Bài học kinh nghiệm ##

\`\`\`
## không phải tiêu đề
\`\`\`
`;

describe('practice.md', () => {
  it('keeps every byte of keys and sections that are not changed', () => {
    const document = parsePractice(handWritten);
    const text = changePractice(document, {
      fields: new Map([['title', 'Tên mới: "ngầm hóa"']]),
      sections: new Map([['purpose', 'Hai dòng.\n\nThêm.']]),
    });
    const [before = '', after = ''] = handWritten.split('title: >-\n  Ngầm hóa,\n  chỉnh trang cáp\n');
    expect(text.startsWith(before)).toBe(true);
    expect(text).toContain(after.slice(0, after.indexOf('## Mục đích')));
    expect(text).toContain('ma_noi_bo: 01\n');
    expect(text.endsWith(handWritten.slice(handWritten.indexOf('## Phụ lục riêng')))).toBe(true);
    expect(parsePractice(text).frontMatter.title).toBe('Tên mới: "ngầm hóa"');
    expect(parsePractice(text).sections.find((section) => section.key === 'purpose')?.body).toBe(
      'Hai dòng.\n\nThêm.',
    );
  });

  it('keeps a comment behind a value that is replaced, and unknown keys inside known ones', () => {
    const text = handWritten
      .replace('language: vi', 'language: vi # tiếng Việt')
      .replace('co_quan_khac', 'firstApplied: {date: "2024", noi: Thái Bình}\nco_quan_khac');
    const document = parsePractice(text);
    expect(document.frontMatter.firstApplied).toEqual({ date: '2024', noi: 'Thái Bình' });
    const changed = changePractice(document, { fields: new Map([['language', 'en']]) });
    expect(changed).toContain('# tiếng Việt\nlanguage: en\n');
  });

  it('finds sections in both languages, not in code, and keeps unknown ones', () => {
    const { sections, preamble } = parsePractice(handWritten.replace('## Mục đích', '## purpose'));
    expect(sections.map(({ key }) => key)).toEqual(['purpose', null, 'lessons']);
    expect(preamble).toBe('Lời dẫn viết tay.');
  });

  it('puts a new section in its place', () => {
    const document = parsePractice(handWritten);
    const text = changePractice(document, {
      sections: new Map([
        ['steps', 'Bước 1'],
        ['before', 'Trước đây'],
      ]),
    });
    expect(parsePractice(text).sections.map(({ key }) => key)).toEqual([
      'before',
      'purpose',
      null,
      'steps',
      'lessons',
    ]);
  });

  it.each([
    ['no front matter', 'xin chào', '1'],
    ['never closed', `---\nid: ${id}\n`, '1'],
    ['a line that is not YAML', handWritten.replace('language: vi', 'language: "vi'), '6'],
    ['the same key twice', handWritten.replace('language: vi', 'language: vi\nlanguage: en'), '7'],
    ['a wrong type', handWritten.replace('province: "01@2008-08-01"', 'province: 1'), '10'],
    ['another major version', handWritten.replace('format: "1.0"', 'format: "2.0"'), '3'],
    ['no id', handWritten.replace(`id: ${id}\n`, ''), '2'],
  ])('says where it is damaged: %s', (_name, text, line) => {
    const failure = (() => {
      try {
        parsePractice(text);
        return undefined;
      } catch (error) {
        return error;
      }
    })();
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: 'practice-damaged', where: line });
  });

  it.each([
    ['nested explicit keys', `x: a\n${'? '.repeat(1_000)}b\n`],
    ['deep brackets', `x: ${'['.repeat(5_000)}\n`],
  ])('refuses at once what would take the YAML reader hours: %s', (_name, costly) => {
    expect(() => parsePractice(handWritten.replace('language: vi\n', `language: vi\n${costly}`))).toThrow(
      Failure,
    );
  });

  it('takes question marks and brackets in text for what they are', () => {
    const text = handWritten.replace(
      'language: vi',
      `language: vi\nsummary: |\n  ? Hỏi gì\n  ${'['.repeat(40)}`,
    );
    expect(parsePractice(text).frontMatter.summary).toContain('? Hỏi gì');
  });

  it('refuses a change that would change other keys (an anchor)', () => {
    const anchored = handWritten.replace('language: vi', 'language: vi\nsummary: &s tóm tắt\ninfluence: *s');
    expect(() => changePractice(parsePractice(anchored), { fields: new Map([['summary', 'khác']]) })).toThrow(
      Failure,
    );
  });

  it('any text in any section and title is read back as written, and the rest stays (property)', () => {
    const body = fc
      .array(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.constantFrom('## Mục đích', '# A', '```', '~~~~', '---', '', '  ', '\t## x', '- a', '> ## b'),
        ),
        { maxLength: 8 },
      )
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(
        fc.constantFrom(...sectionKeys),
        body,
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        (key: SectionKey, text, title) => {
          const document = parsePractice(handWritten);
          let changed: string;
          try {
            changed = changePractice(document, {
              sections: new Map([[key, text]]),
              fields: new Map([['title', title]]),
            });
          } catch (error) {
            expect(error).toMatchObject({ code: 'bad-input' });
            return;
          }
          const read = parsePractice(changed);
          expect(read.frontMatter.title).toBe(title.normalize('NFC'));
          for (const section of document.sections.filter((candidate) => candidate.key !== key)) {
            expect(changed).toContain(handWritten.slice(section.start, section.end).trimEnd());
          }
          // Writing what was read changes nothing more.
          const again = read.sections.find((section) => section.key === key)?.body ?? '';
          expect(changePractice(read, { sections: new Map([[key, again]]) })).toBe(changed);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('NUL', () => {
  it('in the bytes of a text is damage, told with its line', () => {
    expect(decodeText(Buffer.from('Đủ\n'))).toBe('Đủ\n');
    const read = (): string => decodeText(Buffer.from('a\nb\n\0\0c'));
    expect(read).toThrow(Failure);
    try {
      read();
    } catch (error) {
      expect(error).toMatchObject({ code: 'practice-damaged', rule: 'nul', where: '3' });
    }
  });

  it('that comes with a change is not written', () => {
    const text = changePractice(parsePractice(handWritten), {
      fields: new Map([['title', 'Ngầm\0 hóa']]),
      sections: new Map<SectionKey, string>([['purpose', 'Một\0 dòng.']]),
    });
    expect(text).not.toMatch(/\0|\\0/);
    expect(text).toContain('title: Ngầm hóa');
    expect(text).toContain('Một dòng.');
  });
});
