import type { OpenedLibrary } from '#core/library/opened-library';
import { PaperPictureSource } from '#core/papers/paper-pictures';
import { summarise } from '#core/practices/summary';
import type { Reference } from '#shared/contract/library';
import type { AboutPractice } from '#shared/contract/statements';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import type { Language } from '#shared/model/practice';
import { fileWord } from '#shared/model/text';
import { discontinuedIn } from '#shared/paper/discontinued';
import { practicePaper } from '#shared/paper/practice-paper';

/** A file that was made, and the name that is suggested for it: ASCII letters, so that mail and document systems pass it. */
interface WordFile {
  readonly file: string;
  readonly bytes: Uint8Array;
}

const longestName = 60;

/**
 * A practice as a Word file: as it stands on paper, its pictures with it, labels in `language`. `said` is what offices have
 * said about it.
 */
export async function practiceWord(
  library: OpenedLibrary,
  reference: Reference,
  { id, language }: { id: string; language: Language },
  said: Pick<AboutPractice, 'discontinued'>,
): Promise<WordFile> {
  const { document } = await library.store.read(id);
  const summary = summarise(document, {
    ...{ status: null, revision: null, changedAt: 0 },
    office: library.office?.officeId,
  });
  const { frontMatter, preamble } = document;
  const sections = [...document.sections];
  const practice = { summary, frontMatter, preamble, sections };
  const messages = { vi, en }[language];
  const provinces = new Map(reference.provinces.map((province) => [province.id, province]));
  const words = { messages, language, provinces, reference };
  const parts = practicePaper(practice, words, discontinuedIn(said));
  const pictures = await new PaperPictureSource(library).of(practice);
  // A library of a megabyte that most sittings do not need.
  const { wordFile } = await import('#core/papers/word-file');
  const title = summary.title || messages.practice.untitled;
  const bytes = await wordFile({
    ...{ title, from: summary.office, language: summary.language },
    ...{ parts, pictures, words: messages.paper },
  });
  return { file: `${fileWord(title, longestName) || 'CachLamHay'}.docx`, bytes };
}
