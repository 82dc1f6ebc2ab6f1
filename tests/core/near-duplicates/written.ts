import { pick, type Random } from '#tests/support/random';

const onsets = 'b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x'.split(' ');
const rimes = 'a ác ai ản an ành ao ấp ây ên ết êu ích iên ình oan óc ôn ội ơi úc ung ước ưu'.split(' ');
const syllables = onsets.flatMap((onset) => rimes.map((rime) => onset + rime));

/** Syllables that nobody else writes in this order but by chance. */
export function written(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => pick(random, syllables));
}

/** The words with this share of them replaced, left out or followed by another. */
export function edited(random: Random, words: readonly string[], share: number): string[] {
  return words.flatMap((word) => {
    if (random(1_000) >= share * 1_000) return [word];
    const kind = random(4);
    if (kind < 2) return [pick(random, syllables)];
    return kind === 2 ? [] : [word, pick(random, syllables)];
  });
}

/** The same text as another keyboard, program or typist writes it. */
export function inAnotherForm(random: Random, words: readonly string[]): string {
  return words
    .map((word) => {
      const kind = random(5);
      if (kind === 0) return word.normalize('NFD');
      if (kind === 1) return word.toUpperCase();
      if (kind === 2) return word.normalize('NFD').replace(/\p{Mn}/gu, '');
      return word;
    })
    .join(random(2) === 0 ? '  ' : '\n');
}
