import { describe, expect, it } from 'vitest';
import { helpParts } from '#renderer/views/help/help-text';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';

/** Everything that can stand on a screen as it is; what takes a number or a name is left out. */
function wordsOnScreen(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOnScreen) : [];
}

const key = /^(?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z0-9↑↓]|F\d+|Enter|Esc|Tab|Ctrl|Alt|Shift|Delete|Backspace)$/;

describe.each([
  ['vi', vi],
  ['en', en],
] as const)('the help in %s', (language, messages) => {
  it('names buttons and screens as they are named there', async () => {
    const known = new Set(wordsOnScreen(messages));
    const named = (await helpParts(language)).flatMap(({ text }) =>
      Array.from(text.matchAll(/\*\*(.+?)\*\*/g), ([, name = '']) => name),
    );
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((name) => !known.has(name) && !key.test(name))).toEqual([]);
  });

  it('has as many parts as in the other language, each with something to say', async () => {
    const own = await helpParts(language);
    expect(own).toHaveLength((await helpParts(language === 'vi' ? 'en' : 'vi')).length);
    expect(own.filter(({ text }) => text.length < 40)).toEqual([]);
  });
});
