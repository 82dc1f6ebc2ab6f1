import type { OpenedLibrary } from '#core/library/opened-library';
import type { StatementJudge } from '#core/statements/judge';
import type { Statements } from '#core/statements/statement-store';
import type { DepartureView } from '#shared/contract/sending';
import type { Compilation } from '#shared/model/compilation';
import type { Departure } from '#shared/model/departure';
import type { SealStanding } from '#shared/model/seal';
import { statementBodies, type StatementBody } from '#shared/model/statement';

type Body = StatementBody<'acknowledgement'>;

/** That an office has received a parcel of ours, as it says itself. */
export interface Acknowledgement {
  readonly author: { readonly id: string; readonly name: string };
  readonly at: string;
  readonly body: Body;
  /** What its seal is worth now. */
  readonly standing: SealStanding;
}

/** What there is of acknowledgements by other offices, oldest first, with what the seal of each is worth. */
export async function acknowledgements(
  { statements, judge }: { readonly statements: Statements; readonly judge: StatementJudge },
  ourId: string | undefined,
): Promise<Acknowledgement[]> {
  const all = (await statements.list()).filter(
    ({ statement: { type, author } }) => type === 'acknowledgement' && author.id !== ourId,
  );
  const standings = await judge.standings(all);
  return all.flatMap(({ statement: { id, author, at, body } }) => {
    const { success, data } = statementBodies.acknowledgement.safeParse(body);
    return success ? [{ author, at, body: data, standing: standings.get(id) ?? 'unchecked' }] : [];
  });
}

/** Whether it is by whom it says, as far as anybody here can tell: anything else is shown and never relied upon. */
const isSealed = ({ standing }: Acknowledgement): boolean =>
  standing === 'intact' || standing === 'unconfirmed';

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

/**
 * What this office has said under its seal. Where the list knows no id, a name is all there is, and anybody can bear one:
 * once two offices do, only those count whose key was compared.
 */
function saidBy(addressee: Addressee, known: readonly Acknowledgement[]): Acknowledgement[] {
  const theirs = known.filter((one) => isFrom(addressee, one) && isSealed(one));
  const isOne = new Set(theirs.map(({ author }) => author.id)).size <= 1;
  return isOne ? theirs : theirs.filter(({ standing }) => standing === 'intact');
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
    const theirs = saidBy(recipient, known);
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

/**
 * Recipients for whom there is an acknowledgement that does not count, and none that does: unsealed, changed, by a key
 * that is not theirs, or by one of several offices of that name.
 */
export function doubtfulFor(
  library: OpenedLibrary,
  { recipients, period }: Departure,
  files: readonly Export[],
  known: readonly Acknowledgement[],
): DepartureView['doubtful'] {
  const ourId = library.office?.officeId;
  return recipients.flatMap((recipient) => {
    const about = known.filter(
      (one) => isFrom(recipient, one) && files.some((file) => isAbout(file, period, ourId, one)),
    );
    const counted = saidBy(recipient, known);
    const last = about.at(-1);
    if (!last || about.some((one) => counted.includes(one))) return [];
    return [{ recipient: recipient.id, at: last.body.receivedAt, standing: last.standing }];
  });
}

/**
 * The practices, as `id revision`, that an office has acknowledged under its seal. Something is left out for their sake, so
 * that a name alone is not enough: the list has the office's id, or its key was compared.
 */
function held(addressee: Addressee, known: readonly Acknowledgement[]): Set<string> {
  const theirs = saidBy(addressee, known).filter(
    ({ standing }) => addressee.office !== null || standing === 'intact',
  );
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
