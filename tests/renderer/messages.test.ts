import { describe, expect, it } from 'vitest';
import { failureCodes } from '#shared/failure';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';

/** All paths of a catalogue with what stands there. */
function entries(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => entries(inner, `${path}/${key}`));
}

const catalogues = { vi: new Map(entries(vi)), en: new Map(entries(en)) };

describe.each(['vi', 'en'] as const)('the %s catalogue', (language) => {
  it('says something everywhere', () => {
    const empty = [...catalogues[language]].filter(
      ([, text]) => typeof text === 'string' && text.trim() === '',
    );
    expect(empty).toEqual([]);
  });

  it('is written in composed letters', () => {
    const texts = [...catalogues[language]].filter(([, text]) => typeof text === 'string');
    expect(texts.filter(([, text]) => text !== (text as string).normalize('NFC'))).toEqual([]);
  });

  it.each(failureCodes)('tells of %s: what happened, what was not touched, what to do', (code) => {
    const { messages } = { vi, en }[language].failure;
    for (const where of [undefined, 'D:\\Chung\\CachLamHay']) {
      const message = messages[code](where);
      for (const sentence of [message.title, message.safe, message.advice]) {
        expect(sentence).toMatch(/^\p{Lu}.*[.]$/u);
        expect(sentence).not.toMatch(/undefined|null|BagIt|JSON|SHA|hash|{|}/);
      }
    }
  });
});

it('has the same keys and kinds in both languages', () => {
  const shape = (language: 'vi' | 'en'): string[] =>
    [...catalogues[language]].map(([path, text]) => `${path}: ${typeof text}`).sort();
  expect(shape('en')).toEqual(shape('vi'));
});

it('leaves no English sentence in Vietnamese', () => {
  const words = /\b(?:the|and|you|this|cannot|please)\b/i;
  const found = [...catalogues.vi].filter(([, text]) => typeof text === 'string' && words.test(text));
  expect(found).toEqual([]);
});
