import type { Reference } from '#shared/contract/library';
import { vi } from '#shared/messages/vi';
import { choiceFacts, type ChosenPractice } from '#shared/model/choice';
import type { Period } from '#shared/model/period';
import type { ToldToPaper } from '#shared/paper/choice-paper';
import type { OfficeOnPaper } from '#shared/paper/office-on-paper';
import type { OfficialPaper } from '#shared/paper/official-paper';
import { peersLetter } from '#shared/paper/letter-paper';
import { reportPaper } from '#shared/paper/report-paper';

const words = vi.letterhead;

function practice(ours: boolean, period: Period, office: string, field: string): ChosenPractice {
  return {
    ...{ id: ours ? 'ours' : 'peers', ours, period, unit: '', fields: [field].filter(Boolean), results: [] },
    title: ours ? words.exampleOurs : words.examplePeers,
    summary: words.exampleSummary,
    office: ours ? office : words.examplePeer,
    evidence: 'authority-confirmed',
    proposal: ours ? { why: '', whom: '' } : { why: words.exampleProposal, whom: words.exampleWhom },
  };
}

/** What a period would be told of with two practices that are plainly none. */
function toldExample(
  { office }: OfficeOnPaper,
  period: Period,
  { fields }: Pick<Reference, 'fields'>,
): ToldToPaper {
  const [field = { key: '' }] = fields;
  const practices = [true, false].map((ours) => practice(ours, period, office, field.key));
  return {
    ...{ period, office, practices, fields, messages: vi, language: 'vi', grouped: false, sums: [] },
    facts: choiceFacts(practices, period),
  };
}

/** The report as it would begin; its subject is that of the period. */
export function exampleReport(
  office: OfficeOnPaper,
  period: Period,
  reference: Pick<Reference, 'fields'>,
): OfficialPaper {
  const { symbol, parent, place, drafter, signer, report } = office;
  return reportPaper({
    ...{ told: toldExample(office, period, reference), symbol, parent, place, signer, internal: false },
    ...{ drafter, ...report, foreword: '', texts: new Map() },
  });
}

/** The letter that would go to peers with a bundle. */
export function exampleLetter(
  office: OfficeOnPaper,
  period: Period,
  contact: { readonly phone: string; readonly email: string },
): OfficialPaper {
  return peersLetter({
    ...{ office, signer: office.signer, messages: vi, language: 'vi', period, internal: false, contact },
    choice: { practices: 2, ours: 1, peers: 1 },
  });
}
