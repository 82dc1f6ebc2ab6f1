import type { SaidHere } from '#core/statements/about-practice';
import type { FoundCall } from '#shared/contract/call';
import type { Period } from '#shared/model/period';
import { statementBodies } from '#shared/model/statement';

/** What other offices ask for a period, newest first; of each office only what it said last. */
export async function receivedCalls(
  { library, statements, judge }: SaidHere,
  period: Period,
): Promise<FoundCall['received']> {
  const theirs = (await statements.list()).filter(
    ({ statement: { type, author, body } }) =>
      type === 'call' && author.id !== library.office?.officeId && body['period'] === period,
  );
  const last = new Map(theirs.map((known) => [known.statement.author.id, known]));
  const standings = await judge.standings([...last.values()]);
  const newestFirst = [...last.values()].toSorted((a, b) => (a.statement.at < b.statement.at ? 1 : -1));
  return newestFirst.map(({ statement: { id, author, at, body } }) => {
    // Whatever lies in the store was read after this schema.
    const { wanted, fields, deadline, briefing } = statementBodies.call.parse(body);
    const standing = standings.get(id) ?? 'unchecked';
    const certain = standing === 'intact' || standing === 'unconfirmed';
    return { id, office: author.name, at, wanted, fields, deadline, briefing, certain };
  });
}
