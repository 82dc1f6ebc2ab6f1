import type { QueryWord } from '#core/search/parsed-query';
import { fold } from '#shared/model/text';

/** What asks wherever it stands. Not "sao", which is a copy or a star as well. */
const alone = ['gì', 'nào', 'ai', 'đâu', 'mấy'];
/** Without accents the others are too much else: đầu, dầu, máy. */
const aloneFolded = ['gi', 'nao', 'ai'];
const together = [
  'bao nhiêu',
  'bao lâu',
  'bao giờ',
  'bao xa',
  'khi nào',
  'lúc nào',
  'thế nào',
  'như thế nào',
  'ra sao',
  'tại sao',
  'vì sao',
  'làm sao',
  'ở đâu',
].map((run) => run.split(' '));
const togetherFolded = together.map((run) => run.map(fold));

/** The words of a question that ask: they stand in questions, seldom in what answers them. In the order typed. */
export function questionWords(words: readonly QueryWord[]): ReadonlySet<QueryWord> {
  const accented = words.some(({ marked }) => marked);
  const [single, runs] = accented ? [alone, together] : [aloneFolded, togetherFolded];
  const forms = words.map(({ exact, folded }) => (accented ? exact : folded));
  const asking = new Set<number>();
  forms.forEach((form, at) => {
    if (single.includes(form) && !isAbbreviation(words[at])) asking.add(at);
    for (const run of runs)
      if (run.every((one, step) => forms[at + step] === one)) run.forEach((_, step) => asking.add(at + step));
  });
  return new Set(words.filter((_, at) => asking.has(at)));
}

/** AI is none of them. */
function isAbbreviation(word: QueryWord | undefined): boolean {
  return word !== undefined && word.typed.length > 1 && word.typed === word.typed.toUpperCase();
}
