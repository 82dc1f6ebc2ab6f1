import { toldOf } from '#core/choice/choice-operations';
import { readCompilation } from '#core/compilation/compilation-file';
import type { OpenedLibrary } from '#core/library/opened-library';
import { derivedLetterhead } from '#core/papers/derived-letterhead';
import type { OfficialInput } from '#core/papers/official-input';
import { PaperPictureSource } from '#core/papers/paper-pictures';
import type { PaperPictures } from '#core/papers/paper-picture';
import { summarise } from '#core/practices/summary';
import type { Reference } from '#shared/contract/library';
import type { AboutPractice } from '#shared/contract/statements';
import type { Period } from '#shared/model/period';
import type { Language } from '#shared/model/practice';
import { discontinuedIn } from '#shared/paper/discontinued';
import type { PaperPart, PaperWords } from '#shared/paper/paper';
import { practicePaper } from '#shared/paper/practice-paper';
import { reportPaper } from '#shared/paper/report-paper';

interface ReportSource {
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  /** What offices have said about a practice. */
  readonly said: (practice: string) => Promise<Pick<AboutPractice, 'discontinued'>>;
}

interface ToldPractice {
  readonly parts: readonly PaperPart[];
  readonly pictures: PaperPictures;
  readonly internal: boolean;
}

/** The report of a period as the library and its compilation are now, with the pictures of its practices. */
export async function reportSource(
  source: ReportSource,
  { period, language }: { readonly period: Period; readonly language: Language },
): Promise<OfficialInput> {
  const { library, reference } = source;
  const told = await toldOf(library, reference, period, language);
  const { compilation } = await readCompilation(library, period);
  const provinces = new Map(reference.provinces.map((province) => [province.id, province]));
  const words = { messages: told.messages, language, provinces, reference };
  const texts = new Map<string, ToldPractice>();
  const pictures = new PaperPictureSource(library);
  for (const { id } of told.practices) texts.set(id, await toldPractice(source, id, words, pictures));
  const { symbol, parent, place, signer } = await derivedLetterhead(
    library,
    provinces,
    told.messages.report.parent,
  );
  const paper = reportPaper({
    ...{ told, symbol, parent, place, foreword: compilation.foreword },
    internal: [...texts.values()].some(({ internal }) => internal),
    ...{ to: parent === '' ? [] : [parent], recipients: [] },
    signer: signer ?? { post: told.messages.call.paper.signer, name: '' },
    texts: new Map([...texts].map(([id, { parts }]) => [id, parts])),
  });
  return { paper, pictures: new Map([...texts].map(([id, { pictures }]) => [id, pictures])) };
}

async function toldPractice(
  { library, said }: ReportSource,
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
