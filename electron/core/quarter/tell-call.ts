import { jsonText } from '#core/files/atomic-write';
import { inTransaction } from '#core/files/transaction';
import type { OpenedLibrary } from '#core/library/opened-library';
import { ourOffice } from '#core/library/opened-library';
import { callFile, requirePeriod } from '#core/quarter/call-file';
import { readCalendar } from '#core/quarter/calendar-operations';
import { withStored } from '#core/quarter/stored-json';
import { sentStatements } from '#core/statements/sent-statements';
import type { KnownStatement, Statements } from '#core/statements/statement-store';
import { Failure } from '#shared/failure';
import type { Call } from '#shared/model/call';
import type { Period } from '#shared/model/period';
import { deadlineOf, type ReportingCalendar } from '#shared/model/reporting-calendar';
import type { StatementBody } from '#shared/model/statement';

/** What a call says to other offices. */
export function callBody(call: Call, calendar: ReportingCalendar): StatementBody<'call'> {
  const { period, wanted, fields, briefing } = call;
  return { period, wanted, fields, deadline: deadlineOf(period, calendar, call), briefing };
}

/** The statement that a call names, while it is there. */
export async function statementOf(
  statements: Statements,
  { statement }: Pick<Call, 'statement'>,
): Promise<KnownStatement | undefined> {
  if (statement === undefined) return undefined;
  const known = await statements.find(statement);
  return known?.statement.type === 'call' ? known : undefined;
}

interface Telling {
  readonly library: OpenedLibrary;
  readonly statements: Statements;
}

/**
 * Says the call of a period in a statement, which goes with the next parcel. One that says the same stays; one that says
 * something else and has not left is taken back in the same step. Fails with `not-found` before there is a call.
 */
export async function tellCall({ library, statements }: Telling, period: Period, by: string): Promise<void> {
  ourOffice(library);
  const calendar = await readCalendar(library);
  await withStored(library, callFile(period), async (stored, held) => {
    requirePeriod(stored, period);
    if (!stored) throw new Failure('not-found', { where: period });
    const body = callBody(stored.value, calendar);
    const before = await statementOf(statements, stored.value);
    if (before && JSON.stringify(before.statement.body) === JSON.stringify(body)) return;
    const sent = before ? await sentStatements(library) : new Set<string>();
    const { fileSystem, root } = library.store;
    await inTransaction(
      fileSystem,
      root,
      async (transaction) => {
        const { id } = await statements.makeIn(transaction, 'call', body, { by });
        if (before && !sent.has(before.statement.id))
          await statements.remove(transaction, before.statement.id);
        await transaction.put(callFile(period).where, jsonText({ ...stored.value, statement: id }));
      },
      held,
    );
  });
  statements.changed();
}

/** Takes the statement of a call back. Fails with `statement-left` where it has gone with a parcel. */
export async function untellCall({ library, statements }: Telling, period: Period): Promise<void> {
  await withStored(library, callFile(period), async (stored, held) => {
    requirePeriod(stored, period);
    const before = stored && (await statementOf(statements, stored.value));
    if (!stored || !before) return;
    const { id } = before.statement;
    if ((await sentStatements(library)).has(id)) throw new Failure('statement-left', { where: id });
    const rest = Object.entries(stored.value).filter(([key]) => key !== 'statement');
    const { fileSystem, root } = library.store;
    await inTransaction(
      fileSystem,
      root,
      async (transaction) => {
        await statements.remove(transaction, id);
        await transaction.put(callFile(period).where, jsonText(Object.fromEntries(rest)));
      },
      held,
    );
  });
  statements.changed();
}
