import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NearDuplicates } from '#core/near-duplicates/near-duplicates';
import { Words } from '#core/near-duplicates/shingles';
import { edited, inAnotherForm, written } from '#tests/core/near-duplicates/written';
import { randomFrom, type Random, shuffled } from '#tests/support/random';

const numbers = new Words();

/** Texts by id, with what was compared of them. */
class Library {
  readonly texts = new Map<string, Uint32Array>();
  readonly compared = new NearDuplicates();

  put(id: string, text: string): void {
    const words = numbers.of([{ part: 'text', text }]);
    this.texts.set(id, words);
    this.compared.put(id, words);
  }

  remove(id: string): void {
    this.texts.delete(id);
    this.compared.remove(id);
  }

  pairs(): ReturnType<NearDuplicates['pairs']> {
    return this.compared.pairs((id) => Promise.resolve(this.texts.get(id)));
  }

  async found(): Promise<string[]> {
    return (await this.pairs()).map(({ practices }) => practices.join(' ')).sort();
  }
}

function libraryOf(texts: Iterable<readonly [string, string]>): Library {
  const library = new Library();
  for (const [id, text] of texts) library.put(id, text);
  return library;
}

const seeds = fc.integer({ min: 1, max: 2 ** 30 });

/** Unrelated texts that all begin and end with the same stock sentences. */
function unrelated(random: Random, count: number, stock: number): [string, string][] {
  const [opening, closing] = [written(random, stock), written(random, stock)];
  return Array.from({ length: count }, (_, number) => [
    `bài-${String(number).padStart(3, '0')}`,
    [...opening, ...written(random, 220), ...closing].join(' '),
  ]);
}

describe('near copies', () => {
  it('are found however the copy was edited, up to a fifth of its words', async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.constantFrom(0, 0.05, 0.1, 0.2),
        fc.integer({ min: 2, max: 40 }),
        async (seed, share, others) => {
          const random = randomFrom(seed);
          const text = written(random, 260);
          const copy = edited(random, text, share);
          const middle = Math.floor(copy.length / 2);
          const library = libraryOf([
            ...unrelated(random, others, 40),
            ['a', text.join(' ')],
            ['b', [...copy.slice(middle), ...copy.slice(0, middle)].join(' ')],
          ]);
          expect(await library.found()).toEqual(['a b']);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are the same words in another spelling, case, spacing and form', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const random = randomFrom(seed);
        const text = written(random, 120);
        const library = libraryOf([
          ['a', text.join(' ')],
          ['b', inAnotherForm(random, text)],
          ...unrelated(random, 5, 10),
        ]);
        expect(await library.pairs()).toMatchObject([{ practices: ['a', 'b'], degree: 1 }]);
      }),
      { numRuns: 40 },
    );
  });

  it('are no unrelated texts, however much of the form they share', async () => {
    await fc.assert(
      fc.asyncProperty(
        seeds,
        fc.integer({ min: 14, max: 60 }),
        fc.integer({ min: 20, max: 300 }),
        async (seed, count, stock) => {
          expect(await libraryOf(unrelated(randomFrom(seed), count, stock)).found()).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('are no texts of one office that puts a paragraph of its own into all of them', async () => {
    const random = randomFrom(7);
    const offices = Array.from({ length: 8 }, () => written(random, 60));
    const texts = Array.from({ length: 80 }, (_, number): [string, string] => [
      `bài-${String(number)}`,
      [...written(random, 150), ...(offices[number % 8] ?? []), ...written(random, 90)].join(' '),
    ]);
    expect(await libraryOf(texts).found()).toEqual([]);
  });

  it('are all copies of what many have copied, and more than sixteen too if they are word for word the same', async () => {
    const random = randomFrom(11);
    const others = unrelated(random, 400, 30);
    const text = written(random, 240);
    const twelve = Array.from({ length: 12 }, (_, number): [string, string] => [
      `chép-${String(number)}`,
      edited(random, text, 0.1).join(' '),
    ]);
    expect(await libraryOf([...others, ...twelve]).found()).toHaveLength((12 * 11) / 2);
    const same = written(random, 240).join(' ');
    const thirty = Array.from({ length: 30 }, (_, number): [string, string] => [
      `giống-${String(number + 10)}`,
      same,
    ]);
    const found = await libraryOf([...others, ...thirty]).pairs();
    expect(new Set(found.flatMap(({ practices }) => practices)).size).toBe(30);
  });

  it('are found whatever the order in which practices came', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const random = randomFrom(seed);
        const texts = unrelated(random, 20, 40);
        const copies = texts
          .slice(0, 6)
          .map(([id, text], number): [string, string] => [
            `${id}-chép`,
            edited(random, text.split(' '), 0.08 * number).join(' '),
          ]);
        const all = [...texts, ...copies];
        const expected = await libraryOf(all).pairs();
        expect(expected.length).toBeGreaterThan(3);
        expect(await libraryOf(shuffled(random, all)).pairs()).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  it('are after any changes what they are when everything is compared anew', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, async (seed) => {
        const random = randomFrom(seed);
        const now = new Map(unrelated(random, 25, 30));
        const library = libraryOf(now);
        for (let round = 0; round < 8; round += 1) {
          const ids = [...now.keys()];
          const [one = '', other = ''] = [ids[random(ids.length)], ids[random(ids.length)]];
          if (random(4) === 0) {
            now.delete(one);
            library.remove(one);
          } else {
            const text = edited(random, (now.get(one) ?? '').split(' '), 0.1).join(' ');
            now.set(random(2) === 0 ? other : `mới-${String(round)}`, text);
            for (const [id, written] of now) if (written === text) library.put(id, written);
          }
          if (random(2) === 0) await library.pairs();
        }
        expect(await library.pairs()).toEqual(await libraryOf(now).pairs());
      }),
      { numRuns: 25 },
    );
  });

  it('are nothing that a text without words, or with a few, can be', async () => {
    const library = libraryOf([
      ['a', ''],
      ['b', 'Chưa có thông tin.'],
      ['c', 'Chưa rõ.'],
      ['d', 'Chưa có số liệu về việc này.'],
    ]);
    expect(await library.found()).toEqual([]);
  });

  it('are not looked for any longer once nobody wants them', async () => {
    const library = libraryOf(unrelated(randomFrom(3), 5, 10));
    let asked = 0;
    const stop = (): void => {
      asked += 1;
      if (asked === 3) throw new Error('stopped');
    };
    await expect(library.compared.pairs(() => Promise.resolve(undefined), stop)).rejects.toThrow('stopped');
  });
});
