import type { BenchDocument } from '#bench/search/engine';
import { type Draw, drawFrom } from '#bench/search/random';

const onsets = 'b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x'.split(' ');
const rimes =
  'a ác ách ai ải am an án ang ảng anh ánh ao áo ạt âm ần âng ấp ây ê ên ết êu i ích iên iếp iêu inh ình ông ốc ội ơi ới u úc ung ùng uôc ương ường ước ưu y'.split(
    ' ',
  );
const topics = 40;
const titleLength = 10;
const bodyLength = 360;

/**
 * Texts of about the length of an article of law, made of Vietnamese-looking syllables by Zipf's law, half of them in
 * phrases that recur. The same number gives the same texts.
 */
export function generateCorpus(documents: number): BenchDocument[] {
  const draw = drawFrom(2025);
  const syllables = shuffled(
    onsets.flatMap((onset) => rimes.map((rime) => onset + rime)),
    draw,
  );
  const phrases = Array.from({ length: 8_000 }, () =>
    Array.from({ length: 2 + draw.below(2) }, () => zipf(syllables, draw)).join(' '),
  );
  const text = (length: number): string =>
    Array.from({ length }, () => zipf(draw.below(2) === 0 ? syllables : phrases, draw)).join(' ');
  return Array.from({ length: documents }, (_, number) => ({
    number,
    id: `generated-${String(number)}`,
    topic: `Chủ đề ${String(draw.below(topics) + 1)}`,
    title: text(4 + draw.below(titleLength)),
    body: text(bodyLength / 2 + draw.below(bodyLength)),
  }));
}

/** The item of rank r comes up in proportion to 1/r. */
function zipf(items: readonly string[], draw: Draw): string {
  const share = draw.below(2 ** 30) / 2 ** 30;
  return items[Math.floor(items.length ** share) - 1] ?? '';
}

function shuffled(items: string[], draw: Draw): string[] {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = draw.below(at + 1);
    [items[at], items[other]] = [items[other] ?? '', items[at] ?? ''];
  }
  return items;
}
