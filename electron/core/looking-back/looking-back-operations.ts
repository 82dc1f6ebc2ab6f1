import type { OpenedLibrary } from '#core/library/opened-library';
import { lookBack, practicesBehind } from '#core/looking-back/look-back';
import { pastSource } from '#core/looking-back/past-source';
import { Turns } from '#core/looking-back/turns';
import type { PaperShelf } from '#core/papers/paper-shelf';
import type { Platform } from '#core/platform';
import { StatementJudge } from '#core/statements/judge';
import type { Statements } from '#core/statements/statement-store';
import type { HandlersOf, Output } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { lookingBackOperations, lookingBackPapers as papers } from '#shared/contract/looking-back';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import { officeName } from '#shared/model/office';
import type { Period } from '#shared/model/period';
import { collator } from '#shared/model/text';

interface Dependencies {
  readonly platform: Pick<Platform, 'now'>;
  readonly library: OpenedLibrary;
  readonly statements: Pick<Statements, 'list'>;
}

/** Periods of the open library side by side, and the practices behind what is counted. */
export function createLookingBack({
  platform,
  library,
  statements,
}: Dependencies): HandlersOf<typeof lookingBackOperations> {
  const judge = new StatementJudge(library);
  const source = (periods: readonly Period[]): ReturnType<typeof pastSource> =>
    pastSource({ library, statements, judge, now: platform.now() }, periods);
  const turns = new Turns();
  return {
    async 'lookingBack.compare'({ periods, asker }) {
      const { turn, end } = turns.begin(asker);
      try {
        return await lookBack(await source(periods), periods, turn);
      } finally {
        end();
      }
    },
    'lookingBack.practices': async ({ period, figure }) =>
      practicesBehind(await source([period]), period, figure)
        .map(({ summary: { id, title, office, period: own, unit } }) => ({
          ...{ id, title, office, period: own },
          ...(unit === undefined ? {} : { unit }),
        }))
        .toSorted((a, b) => collator.compare(a.title, b.title) || (a.id < b.id ? -1 : 1)),
  };
}

/** The same as a file. `compare` counts in the open library. */
export function lookingBackPapers({
  shelf,
  reference,
  library,
  compare,
}: {
  readonly shelf: PaperShelf;
  readonly reference: Reference;
  /** The open library; fails when there is none. */
  readonly library: () => OpenedLibrary;
  readonly compare: (periods: Period[]) => Promise<Output<'lookingBack.compare'>>;
}): HandlersOf<typeof papers> {
  return {
    async 'lookingBack.sheet'({ periods, language }) {
      const { office } = library();
      const columns = await compare(periods);
      const words = { messages: { vi, en }[language], language, fields: reference.fields };
      const { pastSheet } = await import('#core/looking-back/past-sheet');
      const bytes = await pastSheet(columns, { ...words, office: office ? officeName(office) : '' });
      return shelf.put(`NhinLai_${periods.at(-1) ?? ''}.xlsx`, bytes);
    },
  };
}
