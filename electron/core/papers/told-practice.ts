import type { OpenedLibrary } from '#core/library/opened-library';
import type { PaperPictures } from '#core/papers/paper-picture';
import type { PaperPictureSource } from '#core/papers/paper-pictures';
import { summarise } from '#core/practices/summary';
import type { Reference } from '#shared/contract/library';
import type { AboutPractice } from '#shared/contract/statements';
import { discontinuedIn } from '#shared/paper/discontinued';
import type { PaperPart, PaperWords } from '#shared/paper/paper';
import { practicePaper } from '#shared/paper/practice-paper';

/** What papers are made from. */
export interface PaperSource {
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  /** What offices have said about a practice. */
  readonly said: (practice: string) => Promise<Pick<AboutPractice, 'discontinued'>>;
}

/** A practice as papers tell it. */
export interface ToldPractice {
  readonly parts: readonly PaperPart[];
  readonly pictures: PaperPictures;
  /** Shared within its office, or with named offices only. */
  readonly internal: boolean;
}

/** Reads a practice for a paper. Fails with `not-found` and `practice-damaged`. */
export async function toldPractice(
  { library, said }: PaperSource,
  id: string,
  words: PaperWords,
  pictures: PaperPictureSource,
): Promise<ToldPractice> {
  const { document } = await library.store.read(id);
  const summary = summarise(document, {
    ...{ status: null, revision: null, changedAt: 0 },
    office: library.office?.officeId,
  });
  const { frontMatter, preamble } = document;
  const practice = { summary, frontMatter, preamble, sections: [...document.sections] };
  const scope = frontMatter.sharing?.scope;
  return {
    parts: practicePaper(practice, words, discontinuedIn(await said(id))),
    pictures: await pictures.of(practice),
    internal: scope === 'internal' || scope === 'named',
  };
}
