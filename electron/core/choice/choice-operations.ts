import { readChoice } from '#core/choice/read-choice';
import { steadyWord } from '#core/forms/steady-bytes';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { PaperShelf } from '#core/papers/paper-shelf';
import type { choiceOperations as operations, ChoicePaper } from '#shared/contract/choice';
import type { HandlersOf } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import { choiceFacts } from '#shared/model/choice';
import { sumFigures } from '#shared/model/figure-sums';
import { officeName } from '#shared/model/office';
import type { Period } from '#shared/model/period';
import type { Language } from '#shared/model/practice';
import type { ToldToPaper } from '#shared/paper/choice-paper';

interface Dependencies {
  readonly shelf: PaperShelf;
  readonly reference: Reference;
  /** The open library; fails when there is none. */
  readonly library: () => OpenedLibrary;
}

const files = {
  summary: ['TomTat', 'docx'],
  slide: ['TrangChieu', 'pptx'],
  list: ['DanhSach', 'xlsx'],
} as const;

/** What a period's choice amounts to, and the papers that tell it. */
export function choiceOperations({ shelf, reference, library }: Dependencies): HandlersOf<typeof operations> {
  return {
    async 'choice.facts'({ period }) {
      const { practices, leftOut, sameWork } = await readChoice(library(), period);
      const figures = sumFigures(practices, period, sameWork);
      return { facts: choiceFacts(practices, period), figures, leftOut };
    },
    async 'choice.paper'({ period, paper, language }) {
      const told = await toldOf(library(), reference, period, language);
      const bytes = steadyWord(await writers[paper](told));
      const [name, kind] = files[paper];
      return shelf.put(`${name}_${period}.${kind}`, bytes);
    },
  };
}

/** The choice of a period as its papers tell of it. */
export async function toldOf(
  library: OpenedLibrary,
  reference: Reference,
  period: Period,
  language: Language,
): Promise<ToldToPaper> {
  const { compilation, practices, sameWork } = await readChoice(library, period);
  return {
    ...{ period, language, practices, messages: { vi, en }[language], fields: reference.fields },
    office: library.office ? officeName(library.office) : '',
    grouped: compilation.groups !== undefined,
    facts: choiceFacts(practices, period),
    sums: sumFigures(practices, period, sameWork).sums,
  };
}

/** Each with a library of its own that most sittings do not need. */
const writers: Record<ChoicePaper, (told: ToldToPaper) => Promise<Uint8Array>> = {
  summary: async (told) => (await import('#core/choice/summary-word')).summaryWord(told),
  slide: async (told) => (await import('#core/choice/briefing-slide')).briefingSlide(told),
  list: async (told) => (await import('#core/choice/choice-sheet')).choiceSheet(told),
};
