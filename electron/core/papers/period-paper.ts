import { digestTexts } from '#core/papers/digest-texts';
import type { OfficialInput } from '#core/papers/official-input';
import { type PeriodFacts, periodFacts } from '#core/papers/period-facts';
import { reportSource } from '#core/papers/report-source';
import type { PaperSource } from '#core/papers/told-practice';
import type { Input } from '#shared/contract/contract';
import type { OfficialPaperType } from '#shared/contract/papers';
import { lastIssue } from '#shared/model/issue';
import { digestPaper } from '#shared/paper/digest-paper';
import { dispatchNote } from '#shared/paper/dispatch-paper';
import { enclosedList } from '#shared/paper/enclosed-list';
import { enclosureOf } from '#shared/paper/enclosure';
import { correctionLetter, peersLetter } from '#shared/paper/letter-paper';
import { concernedBy, type PaperFacts } from '#shared/paper/official-frame';
import type { OfficialPaper } from '#shared/paper/official-paper';
import { signedSubject } from '#shared/paper/signed-subject';

type Progress = (done: number, total: number) => void;

/** A paper of a period, with its pictures. Fails with `not-found` and `practice-damaged`. */
export async function periodPaper(
  source: PaperSource,
  asked: Omit<Input<'papers.official'>, 'as'>,
  progress?: Progress,
): Promise<OfficialInput> {
  // A digest is for readers of English, whatever language the program is used in.
  const language = asked.paper === 'digest' ? 'en' : asked.language;
  const facts = await periodFacts(source, { ...asked, language });
  if (asked.paper === 'report') return reportSource(source, facts, progress);
  return { paper: await writers[asked.paper](facts, source), pictures: new Map() };
}

const writers: Record<
  Exclude<OfficialPaperType, 'report'>,
  (facts: PeriodFacts, source: PaperSource) => OfficialPaper | Promise<OfficialPaper>
> = {
  letter: (facts, { library }) => letterOf(facts, library.office),
  'dispatch-note': (facts) =>
    dispatchNote({
      ...frameFacts(facts),
      papers: signedPapers(facts),
      bundle: lastIssue(facts.compilation.issues)?.issued?.number ?? null,
    }),
  'enclosed-list': async (facts, source) => enclosure(facts, await enclosedOf(facts, source)),
  digest: async (facts, { library }) => {
    const { practices, language } = facts.told;
    const ids = practices.map(({ id }) => id);
    return enclosure(facts, digestPaper(facts.told, await digestTexts(library, ids, language)));
  },
};

type Annex = OfficialPaper['annexes'][number];
const enclosure = ({ office, told: { language } }: PeriodFacts, annex: Annex): OfficialPaper =>
  enclosureOf(annex, { from: office.office, language });

const frameFacts = ({ office, signer, told }: PeriodFacts): PaperFacts => ({
  ...{ office, signer, messages: told.messages, language: told.language, period: told.period },
  internal: false,
});

/** To peers; in a round that corrects, the letter that corrects. */
function letterOf(
  facts: PeriodFacts,
  contact: { phone?: string | undefined; email?: string | undefined } | undefined,
): OfficialPaper {
  const { compilation, told, given } = facts;
  const frame = { ...frameFacts(facts), given: given('letter') };
  const concerned = concernedBy(compilation.issues, told.messages);
  const round = lastIssue(compilation.issues);
  if (concerned && round?.kind === 'correction')
    return correctionLetter(frame, concerned, round.errata ?? []);
  return peersLetter({
    ...{ ...frame, choice: told.facts, report: given('report'), replaces: concerned },
    contact: { phone: contact?.phone ?? '', email: contact?.email ?? '' },
  });
}

/** The signed papers of the last round, each with its subject. */
function signedPapers({ compilation, told }: PeriodFacts): Parameters<typeof dispatchNote>[0]['papers'] {
  const { issues, period } = compilation;
  const round = lastIssue(issues);
  if (!round) return [];
  return round.papers.map((paper) => ({
    ...paper,
    subject: signedSubject({ period, issues, round }, paper, told),
  }));
}

async function enclosedOf(facts: PeriodFacts, { library }: PaperSource): Promise<Annex> {
  const { told, office } = facts;
  const practices: Parameters<typeof enclosedList>[0]['practices'][number][] = [];
  for (const { id, title, office: from } of told.practices) {
    const { attachments = [] } = (await library.store.read(id)).document.frontMatter;
    practices.push({ title, office: from, files: attachments.length });
  }
  return enclosedList({ ...told, office: office.office, papers: signedPapers(facts), practices });
}
