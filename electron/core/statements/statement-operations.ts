import { withOurs } from '#core/practices/change-ours';
import { aboutPractice, isByHand, type SaidHere, statementMarks } from '#core/statements/about-practice';
import { StatementJudge } from '#core/statements/judge';
import { sentStatements } from '#core/statements/sent-statements';
import type { Statements } from '#core/statements/statement-store';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { HandlersOf } from '#shared/contract/contract';
import type { statementsOperations as contract } from '#shared/contract/statements';
import { Failure } from '#shared/failure';
import type { Statement, StatementBody, StatementType } from '#shared/model/statement';

interface StatementsFeature {
  readonly library: OpenedLibrary;
  readonly statements: Statements;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

/** What offices say about practices: no longer recommended, applied here, questions and answers. */
export function statementsOperations({
  library,
  statements,
  me,
}: StatementsFeature): HandlersOf<typeof contract> {
  const said: SaidHere = { library, statements, judge: new StatementJudge(library) };
  const say = async <T extends StatementType>(
    type: T,
    practice: string,
    body: StatementBody<T>,
  ): Promise<{ id: string }> => {
    const revision = library.catalogue.get(practice)?.revision ?? null;
    const { id } = await statements.make(type, body, { subject: { practice, revision }, by: me() });
    return { id };
  };
  return {
    'statements.about': ({ practice }) => aboutPractice(said, practice),
    'statements.marks': () => statementMarks(said),
    'statements.discontinue': ({ practice, reason }) =>
      withOurs(library, practice, async () => {
        const { may } = await aboutPractice(said, practice);
        const title = library.catalogue.get(practice)?.title ?? practice;
        if (!may.discontinue) throw new Failure('not-approved', { where: title });
        return say('discontinued', practice, { reason });
      }),
    'statements.adopt': async ({ practice, where, since, result, changed, own }) => {
      requirePeers(library, practice);
      if (own !== null && library.catalogue.get(own)?.ours !== true)
        throw new Failure('bad-input', { where: 'own' });
      return say('adoption', practice, { where, since, result, changed, practice: own });
    },
    'statements.ask': async ({ practice, text }) => {
      requirePeers(library, practice);
      return say('question', practice, { text });
    },
    'statements.answer': async ({ question, text }) => {
      const { statement } = (await statements.find(question)) ?? {};
      if (statement?.type !== 'question' || !statement.subject)
        throw new Failure('not-found', { where: question });
      const { practice } = statement.subject;
      return withOurs(library, practice, () => say('answer', practice, { question, text }));
    },
    'statements.withdraw': async ({ id }) => {
      requireWritable(library);
      const { statement } = (await statements.find(id)) ?? {};
      if (!statement) throw new Failure('not-found', { where: id });
      await requireStillHere(library, statement);
      await statements.withdraw(id);
      return {};
    },
  };
}

function requirePeers(library: OpenedLibrary, practice: string): void {
  requireWritable(library);
  const known = library.catalogue.get(practice);
  if (!known) throw new Failure('not-found', { where: practice });
  if (known.ours || known.sample || known.damaged) throw new Failure('bad-input', { where: known.title });
}

async function requireStillHere(library: OpenedLibrary, { id, type, author }: Statement): Promise<void> {
  const isOurs = author.id === library.office?.officeId && isByHand(type);
  if (!isOurs || (await sentStatements(library)).has(id)) throw new Failure('statement-left', { where: id });
}
