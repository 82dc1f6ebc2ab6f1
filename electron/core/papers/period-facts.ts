import { toldOf } from '#core/choice/choice-operations';
import { readCompilation } from '#core/compilation/compilation-file';
import { officeOfLibrary } from '#core/papers/office-of-library';
import type { PaperSource } from '#core/papers/told-practice';
import type { Compilation } from '#shared/model/compilation';
import { lastIssue, type SignedPaper, type SignedPaperType } from '#shared/model/issue';
import type { Period } from '#shared/model/period';
import type { Language } from '#shared/model/practice';
import type { ToldToPaper } from '#shared/paper/choice-paper';
import type { OfficeOnPaper } from '#shared/paper/office-on-paper';
import type { Signer } from '#shared/paper/official-words';
import type { PaperWords } from '#shared/paper/paper';

/** What all papers of a period are made of, as compilation.json, letterhead.json and the library are now. */
export interface PeriodFacts {
  readonly told: ToldToPaper;
  readonly office: OfficeOnPaper;
  readonly signer: Signer;
  readonly compilation: Compilation;
  readonly words: PaperWords;
  /** The signed paper of the last round, once the clerk has given it a number. */
  readonly given: (type: SignedPaperType) => SignedPaper | undefined;
}

/** `signer` counts from 0 among those of the letterhead. */
export async function periodFacts(
  { library, reference }: PaperSource,
  { period, language, signer }: { period: Period; language: Language; signer?: number | undefined },
): Promise<PeriodFacts> {
  const told = await toldOf(library, reference, period, language);
  const { compilation } = await readCompilation(library, period);
  const provinces = new Map(reference.provinces.map((province) => [province.id, province]));
  const { messages } = told;
  const onPaper = await officeOfLibrary(library, provinces, messages, signer);
  return {
    ...{ told, compilation },
    ...onPaper,
    words: { messages, language, provinces, reference },
    given: (type) => lastIssue(compilation.issues)?.papers.find((paper) => paper.type === type),
  };
}
