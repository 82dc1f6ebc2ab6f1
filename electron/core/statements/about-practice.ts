import type { OpenedLibrary } from '#core/library/opened-library';
import { discontinuedPractices } from '#core/statements/discontinued';
import type { StatementJudge } from '#core/statements/judge';
import { sentStatements } from '#core/statements/sent-statements';
import type { KnownStatement, Statements } from '#core/statements/statement-store';
import type { AboutPractice, OpenQuestion, ShownStatement } from '#shared/contract/statements';
import { madeByHand, statementBodies, type StatementBody, type StatementType } from '#shared/model/statement';

export interface SaidHere {
  readonly library: OpenedLibrary;
  readonly statements: Statements;
  readonly judge: StatementJudge;
}

/** What offices have said about a practice, as it is shown with it; also where the practice is not here. */
export async function aboutPractice(said: SaidHere, id: string): Promise<AboutPractice> {
  const { library } = said;
  const found = await said.statements.about(id);
  const shown = await showing(said, found);
  const origin = library.catalogue.get(id)?.origin;
  const isOrigins = ({ statement }: KnownStatement): boolean => statement.author.id === origin;
  const asked = bodies(found, 'question');
  const answers = bodies(found, 'answer').filter(({ body }) =>
    asked.some(({ known }) => known.statement.id === body.question),
  );
  const discontinued = bodies(found, 'discontinued').filter(({ known }) => isOrigins(known));
  const adoptions = bodies(found, 'adoption');
  const inPlace = new Set([...asked, ...answers, ...discontinued, ...adoptions].map(({ known }) => known));
  return {
    discontinued: discontinued.map(({ known, body: { reason } }) => ({ ...shown(known), reason })),
    adoptions: adoptions.map(({ known, body: { where, since, result, changed, practice } }) => ({
      ...shown(known),
      ...{ where, since, result, changed },
      practice: practice === null ? null : { id: practice, title: titleOf(library, practice) },
    })),
    questions: asked.map(({ known, body: { text } }) => ({
      ...shown(known),
      text,
      answers: answers
        .filter(({ body }) => body.question === known.statement.id)
        .map((answer) => ({ ...shown(answer.known), text: answer.body.text })),
    })),
    others: found.filter((known) => !inPlace.has(known)).map(shown),
    ...whatMayBeSaid(library, id),
  };
}

/** What is shown of statements beside what they say. */
async function showing(
  { library, judge }: SaidHere,
  found: readonly KnownStatement[],
): Promise<(known: KnownStatement) => ShownStatement> {
  const standings = await judge.standings(found);
  const us = library.office?.officeId;
  const isByUs = found.some(({ statement }) => statement.author.id === us);
  const sent = isByUs ? await sentStatements(library) : new Set<string>();
  return ({ statement: { id, type, author, by = '', at } }) => {
    const ours = author.id === us;
    const standing = standings.get(id) ?? 'unchecked';
    const certain = ours || standing === 'intact' || standing === 'unconfirmed';
    const removable = ours && !sent.has(id) && isByHand(type) && !library.readOnly;
    return { id, type, office: author, by, at, ours, certain, standing, removable };
  };
}

/** Practices that their origin no longer recommends, as far as that is certain, and questions that wait for our answer. */
export async function statementMarks({ library, statements, judge }: SaidHere): Promise<{
  discontinued: string[];
  questions: OpenQuestion[];
}> {
  const all = await statements.list();
  const us = library.office?.officeId;
  const answered = new Set(
    bodies(all, 'answer').flatMap(({ known, body }) =>
      known.statement.author.id === us ? [body.question] : [],
    ),
  );
  const questions = bodies(all, 'question').flatMap(({ known: { statement }, body: { text } }) => {
    const { id, at, author, subject } = statement;
    const practice = subject && library.catalogue.get(subject.practice);
    if (practice?.ours !== true || author.id === us || answered.has(id)) return [];
    return [{ id, practice: practice.id, title: practice.title, text, office: author.name, at }];
  });
  const discontinued = await discontinuedPractices({ library, statements, judge });
  return { discontinued: [...discontinued.keys()], questions };
}

/** Types by the people of an office, which they may take back. */
export const isByHand = (type: string): boolean => (madeByHand as readonly string[]).includes(type);

const titleOf = (library: OpenedLibrary, id: string): string | null =>
  library.catalogue.get(id)?.title ?? null;

function whatMayBeSaid(library: OpenedLibrary, id: string): Pick<AboutPractice, 'may' | 'adaptations'> {
  const practice = library.catalogue.get(id);
  const canSay = library.office !== undefined && !library.readOnly;
  const isOurs = canSay && practice?.ours === true;
  const isPeers = canSay && practice?.ours === false && !practice.sample && practice.damaged === null;
  return {
    may: {
      discontinue: isOurs && practice.revision !== null && practice.status === 'approved',
      adopt: isPeers,
      ask: isPeers,
      answer: isOurs,
    },
    adaptations: isPeers
      ? library.catalogue
          .list()
          .filter(({ ours, basedOn }) => ours && basedOn === id)
          .map(({ id: own, title }) => ({ id: own, title }))
      : [],
  };
}

function bodies<T extends StatementType>(
  found: readonly KnownStatement[],
  type: T,
): { known: KnownStatement; body: StatementBody<T> }[] {
  return found.flatMap((known) => {
    if (known.statement.type !== type) return [];
    // Whatever lies in the store was read after this schema.
    return [{ known, body: statementBodies[type].parse(known.statement.body) as StatementBody<T> }];
  });
}
