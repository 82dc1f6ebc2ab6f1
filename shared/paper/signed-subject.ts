import type { Messages } from '#shared/messages/messages';
import { type Issue, paperConcerned, type SignedPaper } from '#shared/model/issue';
import { periodInSentence } from '#shared/model/period';
import type { Language } from '#shared/model/practice';
import { citedPaper } from '#shared/paper/official-frame';

/** What a signed paper of a round is about, as it stands below its number or its type. */
export function signedSubject(
  { period, issues, round }: { period: string; issues?: readonly Issue[] | undefined; round: Issue },
  { type }: Pick<SignedPaper, 'type'>,
  { messages, language }: { readonly messages: Messages; readonly language: Language },
): string {
  const { papers, report } = messages;
  const when = periodInSentence(period, language);
  const concerned = round.kind === 'first' ? undefined : paperConcerned(issues, round);
  const cited = concerned && citedPaper(concerned, messages);
  if (round.kind === 'correction' && cited !== undefined) return papers.correction.subject(cited);
  if (type === 'letter') return papers.letter.subject(when);
  return cited === undefined ? report.subject(when) : papers.replacement.subject(report.subject(when), cited);
}
