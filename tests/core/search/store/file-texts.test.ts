import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenFile } from '#core/files/file-system';
import { wordStringsOf } from '#core/search/analysis';
import { attachmentsField, encodeFileTexts, readFileText } from '#core/search/store/file-texts';
import { sample } from '#tests/core/search/samples';

function fileOf(bytes: Uint8Array): OpenFile {
  return {
    bytes: bytes.length,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
    close: () => Promise.resolve(),
  };
}

/** Words, some of them decomposed, very long or without blanks between, as texts of foreign files are. */
const word = fc.oneof(
  fc.constantFrom(
    'hồ',
    'sơ',
    'đất',
    'đai',
    'cải',
    '52-NQ/TW',
    'e\u0301',
    '😀',
    'constructor',
    'x'.repeat(5_000),
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const text = fc.array(word, { maxLength: 3_000 }).map((words) => words.join(' '));
const documents = fc
  .record({ titles: fc.string(), texts: fc.array(text, { minLength: 1, maxLength: 3 }) })
  .map(({ titles, texts }) => ({
    ...sample({ attachments: titles }),
    files: texts.map((one, at) => ({ name: `tep-${String(at)}`, text: one })),
  }));

describe('texts of attachments in the index', () => {
  it('the word at any place is in the piece that is read for it, under the name of its file', async () => {
    await fc.assert(
      fc.asyncProperty(documents, fc.nat(), async (document, seed) => {
        const bytes = Buffer.concat([Buffer.from('own text'), ...encodeFileTexts(document)]);
        const words = wordStringsOf(attachmentsField(document));
        if (words.length === 0) return;
        const place = seed % words.length;
        const found = await readFileText(fileOf(bytes), 8, place);
        const titles = wordStringsOf(document.fields.attachments).length;
        if (place < titles) expect(found).toBeUndefined();
        else {
          expect(wordStringsOf(found?.text ?? '')).toContain(words[place]);
          const file = document.files.find(({ name }) => name === found?.name);
          expect(file?.text).toContain(found?.text);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('damage of any byte gives nothing or what was written, never something else', async () => {
    const document = {
      ...sample({ attachments: 'Biểu mẫu' }),
      files: [{ name: 'a', text: 'hồ sơ đất đai '.repeat(2_000) }],
    };
    const whole = Buffer.concat(encodeFileTexts(document));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(whole);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        const found = await readFileText(fileOf(bytes), 0, 4_000).catch(() => undefined);
        if (found) expect('hồ sơ đất đai '.repeat(2_000)).toContain(found.text);
      }),
      { numRuns: 100 },
    );
  });
});
