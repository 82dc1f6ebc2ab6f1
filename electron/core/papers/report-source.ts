import type { OfficialInput } from '#core/papers/official-input';
import { PaperPictureSource } from '#core/papers/paper-pictures';
import type { PeriodFacts } from '#core/papers/period-facts';
import { type PaperSource, type ToldPractice, toldPractice } from '#core/papers/told-practice';
import { concernedBy } from '#shared/paper/official-frame';
import { reportPaper } from '#shared/paper/report-paper';

/** The report of a period with the pictures of its practices. `progress` hears of each practice that was read. */
export async function reportSource(
  source: PaperSource,
  { told, office, signer, compilation, words, given }: PeriodFacts,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<OfficialInput> {
  const texts = new Map<string, ToldPractice>();
  const pictures = new PaperPictureSource(source.library);
  for (const { id } of told.practices) {
    progress(texts.size, told.practices.length);
    texts.set(id, await toldPractice(source, id, words, pictures));
  }
  const { symbol, parent, place, drafter, report } = office;
  const paper = reportPaper({
    ...{ told: { ...told, office: office.office }, symbol, parent, place, drafter, signer },
    ...report,
    ...{ foreword: compilation.foreword, given: given('report') },
    replaces: concernedBy(compilation.issues, told.messages),
    internal: [...texts.values()].some(({ internal }) => internal),
    texts: new Map([...texts].map(([id, { parts }]) => [id, parts])),
  });
  return { paper, pictures: new Map([...texts].map(([id, { pictures }]) => [id, pictures])) };
}
