import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Room } from '#core/extraction/room';

const text = fc.array(fc.constantFrom('một', 'hai', 'b', 'x'.repeat(9)), { maxLength: 8 });

it('takes whole words, in order, never more than there is room for, and tells what it left out', () => {
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), fc.nat(60), (texts, most) => {
      const room = new Room(most);
      const taken = texts.map((words, at) => room.take(String(at), words.join(' ')));
      expect(taken.join('').length).toBeLessThanOrEqual(most);
      texts.forEach((words, at) => {
        const [whole, part] = [words.join(' '), taken[at] ?? ''];
        expect(whole.startsWith(part)).toBe(true);
        expect(part === whole).toBe(!room.over.includes(String(at)));
        if (part !== '') expect(words.slice(0, part.split(' ').length).join(' ')).toBe(part);
      });
      // Once something was left out, only what is empty still goes in as a whole.
      const first = Number(room.over[0] ?? texts.length);
      for (const later of taken.slice(first + 1)) expect(later).toBe('');
    }),
  );
});
