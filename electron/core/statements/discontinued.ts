import { vietnamDate } from '#core/bundle/vietnam-date';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { StatementJudge } from '#core/statements/judge';
import type { KnownStatement, Statements } from '#core/statements/statement-store';
import { statementBodies } from '#shared/model/statement';
import type { Discontinued } from '#shared/paper/discontinued';

interface Said {
  readonly library: OpenedLibrary;
  readonly statements: Pick<Statements, 'list'>;
  readonly judge: StatementJudge;
}

/** By practice what its origin has said last, where it no longer recommends it and it is certain that it was the origin. */
export async function discontinuedPractices({
  library,
  statements,
  judge,
}: Said): Promise<Map<string, Discontinued>> {
  const us = library.office?.officeId;
  const ended = (await statements.list()).filter(({ statement: { type, author, subject } }) => {
    if (type !== 'discontinued' || !subject) return false;
    return library.catalogue.get(subject.practice)?.origin === author.id;
  });
  const standings = await judge.standings(ended);
  const isCertain = ({ statement: { id, author } }: KnownStatement): boolean =>
    author.id === us || ['intact', 'unconfirmed'].includes(standings.get(id) ?? '');
  const found = new Map<string, Discontinued>();
  for (const { statement } of ended.filter(isCertain)) {
    const { subject, author, at, body } = statement;
    const date = vietnamDate(at).split('-').reverse().join('/');
    const { reason } = statementBodies.discontinued.parse(body);
    if (subject) found.set(subject.practice, { office: author.name, date, reason });
  }
  return found;
}
