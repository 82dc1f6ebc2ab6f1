import type { OpenedLibrary } from '#core/library/opened-library';
import type { Statements } from '#core/statements/statement-store';
import type { DepartureView } from '#shared/contract/sending';
import type { Compilation } from '#shared/model/compilation';
import type { Departure } from '#shared/model/departure';
import { statementBodies, type StatementBody } from '#shared/model/statement';

type Body = StatementBody<'acknowledgement'>;

/** That an office has received a parcel of ours, as it says itself. */
export interface Acknowledgement {
  readonly author: { readonly id: string; readonly name: string };
  readonly at: string;
  readonly body: Body;
}

/** What other offices have acknowledged, oldest first. */
export async function acknowledgements(
  statements: Statements,
  ourId: string | undefined,
): Promise<Acknowledgement[]> {
  const found: Acknowledgement[] = [];
  for (const { statement } of await statements.list()) {
    if (statement.type !== 'acknowledgement' || statement.author.id === ourId) continue;
    const body = statementBodies.acknowledgement.safeParse(statement.body);
    if (body.success) found.push({ author: statement.author, at: statement.at, body: body.data });
  }
  return found;
}

interface Addressee {
  readonly office: string | null;
  readonly name: string;
}

const plain = (name: string): string =>
  name.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();

/** By the office's id; by its name where the id is not known yet. */
function isFrom({ office, name }: Addressee, { author }: Acknowledgement): boolean {
  return office === null ? plain(author.name) === plain(name) : author.id === office;
}

type Export = Compilation['exports'][number];
const partsOf = ({ parts = 1 }: Export): number => parts;

/** By the parcel itself; by number and part where the bundle was written before parcels were noted. */
function isAbout(
  file: Export,
  period: string,
  ourId: string | undefined,
  { body }: Acknowledgement,
): boolean {
  if (file.parcel !== undefined) return body.parcel === file.parcel;
  const isSame = body.office === ourId && body.period === period && body.number === file.number;
  return isSame && body.part === (file.part ?? 1) && body.parts === (file.parts ?? 1);
}

/** Which recipients of a departure have acknowledged how many of its parts. */
export function acknowledgedBy(
  library: OpenedLibrary,
  { recipients, period }: Departure,
  files: readonly Export[],
  known: readonly Acknowledgement[],
): DepartureView['acknowledged'] {
  const ourId = library.office?.officeId;
  return recipients.flatMap((recipient) => {
    const theirs = known.filter((one) => isFrom(recipient, one));
    // The same content may lie there whole and in parts: either way counts.
    const ways = [...new Set(files.map(partsOf))].map((of) => {
      const parts = files.filter((file) => partsOf(file) === of);
      const received = parts.flatMap(
        (file) => theirs.findLast((one) => isAbout(file, period, ourId, one)) ?? [],
      );
      return { of, received };
    });
    const most = ways.toSorted((a, b) => b.received.length / b.of - a.received.length / a.of)[0];
    const last = most?.received.at(-1);
    if (!most || !last) return [];
    const { receivedAt: at, registerNumber } = last.body;
    return [{ recipient: recipient.id, at, registerNumber, parts: most.received.length, of: most.of }];
  });
}

/** The practices, as `id revision`, that an office has acknowledged. */
export function held(addressee: Addressee, known: readonly Acknowledgement[]): Set<string> {
  const theirs = known.filter((one) => isFrom(addressee, one));
  return new Set(theirs.flatMap(({ body }) => body.practices.map(({ id, revision }) => `${id} ${revision}`)));
}

/** Ids among `items` of which every one of these offices has the very revision that would leave. */
export async function heldByAll(
  library: OpenedLibrary,
  items: readonly string[],
  addressees: readonly Addressee[],
  known: readonly Acknowledgement[],
): Promise<Set<string>> {
  const all = addressees.map((addressee) => held(addressee, known));
  const ids = new Set<string>();
  for (const id of items) {
    const revision = (await library.revisions.last(id).catch(() => undefined))?.hash;
    if (revision !== undefined && all.length > 0 && all.every((one) => one.has(`${id} ${revision}`)))
      ids.add(id);
  }
  return ids;
}
