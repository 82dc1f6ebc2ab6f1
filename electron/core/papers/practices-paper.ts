import type { OfficialInput } from '#core/papers/official-input';
import { PaperPictureSource } from '#core/papers/paper-pictures';
import { type PaperSource, toldPractice } from '#core/papers/told-practice';
import type { PaperPictures } from '#core/papers/paper-picture';
import type { Input } from '#shared/contract/contract';
import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import { officeName } from '#shared/model/office';
import { fileWord } from '#shared/model/text';
import { enclosureOf } from '#shared/paper/enclosure';
import type { OfficialPart } from '#shared/paper/official-paper';
import type { PaperPart } from '#shared/paper/paper';
import { numberedText } from '#shared/paper/report-paper';

/** From so many practices on a table of contents stands in front. */
const contentsFrom = 6;
const longestName = 60;

/**
 * One practice, or a chosen few in their order, in the style of official papers; and the name that is suggested for the file,
 * without its ending. Fails with `not-found` and `practice-damaged`.
 */
export async function practicesPaper(
  source: PaperSource,
  { ids, language }: Omit<Input<'papers.practices'>, 'as'>,
  progress: (done: number, total: number) => void,
): Promise<{ input: OfficialInput; name: string }> {
  const { library, reference } = source;
  const messages = { vi, en }[language];
  const provinces = new Map(reference.provinces.map((province) => [province.id, province]));
  const words = { messages, language, provinces, reference };
  const pictures = new PaperPictureSource(library);
  const shown = new Map<string, PaperPictures>();
  const parts: OfficialPart[] = [];
  let first = '';
  for (const [at, id] of ids.entries()) {
    progress(at, ids.length);
    const told = await toldPractice(source, id, words, pictures);
    shown.set(id, told.pictures);
    if (at === 0) first = titleOf(told.parts);
    parts.push(...(ids.length === 1 ? alone(told.parts, id) : numberedText(told.parts, id, at + 1)));
  }
  const isOne = ids.length === 1;
  const title = isOne ? first : messages.papers.chosen;
  const contents = ids.length < contentsFrom ? {} : { contents: { title: messages.report.contents } };
  const annex = { label: '', title, note: '', parts, ...contents };
  const from = library.office ? officeName(library.office) : '';
  const name = (isOne && fileWord(first, longestName)) || 'CachLamHay';
  return { input: { paper: enclosureOf(annex, { from, language }), pictures: shown }, name };
}

function titleOf(parts: readonly PaperPart[]): string {
  const title = parts.find(({ type }) => type === 'title');
  return title?.type === 'title' ? title.text : '';
}

/** Its title stands above it already. */
function alone(parts: readonly PaperPart[], id: string): OfficialPart[] {
  return numberedText(
    parts.filter(({ type }) => type !== 'title'),
    id,
    1,
  );
}
