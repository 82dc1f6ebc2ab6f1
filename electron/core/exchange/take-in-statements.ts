import type { Archive } from '#core/bundle/archive';
import { readStatement } from '#core/bundle/parcel-statements';
import { listArrivals } from '#core/exchange/arrivals';
import { isWhole, type ParcelSeals } from '#core/exchange/parcel-seals';
import type { Received } from '#core/exchange/quarantine';
import type { Transaction } from '#core/files/transaction';
import type { JobControl } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { IsSealedByAuthor, KnownStatement, Statements } from '#core/statements/statement-store';
import type { Arrival } from '#shared/model/bundle';

interface ArrivingParcel {
  readonly archive: Archive;
  readonly received: Received;
  readonly seals: ParcelSeals;
  readonly control: JobControl;
}

type Carried = NonNullable<Arrival['statements']>;

/** Stages all statements of a parcel, whatever is chosen of its practices: they are about peers. */
export async function stageStatements(
  statements: Statements,
  transaction: Transaction,
  { archive, received, seals, control }: ArrivingParcel,
): Promise<Carried> {
  const isSealedByAuthor: IsSealedByAuthor = (one) => isWhole(seals.ofStatement(one));
  const carried: Carried = [];
  for (const { id } of received.statements ?? []) {
    control.check();
    const arriving = await readStatement(archive, id);
    carried.push({ id, outcome: await statements.put(transaction, arriving, isSealedByAuthor) });
  }
  return carried;
}

/**
 * Plans to remove what an arrival brought and nothing else uses: no other arrival, no answer of ours, and nothing that our
 * office said itself.
 */
export async function stageWithoutStatements(
  library: OpenedLibrary,
  statements: Statements,
  transaction: Transaction,
  arrival: Arrival,
): Promise<void> {
  const others = (await listArrivals(library)).filter(({ id }) => id !== arrival.id);
  const live = new Set(
    others.filter(({ undoneAt }) => undoneAt === undefined).flatMap((other) => carriedBy(other)),
  );
  const brought = new Set([arrival, ...others].flatMap((one) => carriedBy(one, 'new')));
  const known = await statements.list();
  const ours = library.office?.officeId;
  const answered = new Set(known.flatMap((one) => (one.statement.author.id === ours ? questionOf(one) : [])));
  const carried = new Set(carriedBy(arrival));
  for (const { statement } of known) {
    const { id, author } = statement;
    if (!carried.has(id) || !brought.has(id) || live.has(id)) continue;
    if (author.id !== ours && !answered.has(id)) await statements.remove(transaction, id);
  }
}

function carriedBy({ statements = [] }: Arrival, outcome?: Carried[number]['outcome']): string[] {
  return statements
    .filter((one) => one.outcome !== 'refused' && (outcome === undefined || one.outcome === outcome))
    .map(({ id }) => id);
}

function questionOf({ statement: { type, body } }: KnownStatement): string[] {
  const { question } = body;
  return type === 'answer' && typeof question === 'string' ? [question] : [];
}
