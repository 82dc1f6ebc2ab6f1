import type { Messages } from '#shared/messages/messages';
import { type Issue, paperConcerned, paperNumberText, type SignedPaper } from '#shared/model/issue';
import type { OfficialPaperType } from '#shared/contract/papers';
import { formatDate, formatPartialDate, formatTime } from '#shared/model/partial-date';

/** "Trần Thị Lan, lúc 16:40 ngày 05/10/2026". */
export function deedText(
  { at, by }: { readonly at: string; readonly by: string },
  { issue }: Messages,
): string {
  return issue.deed(by, formatTime(at), formatDate(at));
}

/** A paper as this round calls it: the letter of a correction is the correcting letter. */
export function paperName(
  type: OfficialPaperType,
  round: Pick<Issue, 'kind'> | undefined,
  { issue }: Messages,
): string {
  return type === 'letter' && round?.kind === 'correction' ? issue.paper.correction : issue.paper[type];
}

/** "Báo cáo số 05/BC-SKHCN ngày 05/10/2026", as it stands in a sentence. */
export function citedPaper(
  paper: Pick<SignedPaper, 'type' | 'number' | 'symbol' | 'date'>,
  { issue }: Messages,
): string {
  return issue.cited(issue.types[paper.type], paperNumberText(paper), formatPartialDate(paper.date));
}

/** The papers that were issued since and replace or correct the one of this round. */
export function laterPapers(
  rounds: readonly Issue[],
  round: Issue,
): { readonly kind: 'replacement' | 'correction'; readonly paper: SignedPaper }[] {
  const [own] = round.papers;
  return rounds.flatMap((later) => {
    const [paper] = later.papers;
    const isAbout = own !== undefined && paperConcerned(rounds, later) === own;
    return later.kind !== 'first' && later.issued && paper && isAbout ? [{ kind: later.kind, paper }] : [];
  });
}

/** A place that is corrected, as it is typed: where it is may be left empty. */
export interface TypedErratum {
  place: string;
  printed: string;
  instead: string;
}
