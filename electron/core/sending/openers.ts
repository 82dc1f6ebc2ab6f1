import type { OpenedLibrary } from '#core/library/opened-library';
import { Keyring } from '#core/seal/keyring';
import { byId, hasTrusted, type KnownOffices, trustOf } from '#core/seal/key-trust';
import { isProved } from '#core/seal/recipient';
import { findDeparture } from '#core/sending/departure-file';
import { readRecipients } from '#core/sending/recipients-file';
import type { Opener } from '#shared/contract/closed-parcels';
import { Failure } from '#shared/failure';
import type { Departure } from '#shared/model/departure';
import type { KnownOffice } from '#shared/model/known-office';
import { isSameName } from '#shared/model/locked-for';
import type { Recipient } from '#shared/model/recipient';
import type { SealRecipient } from '#shared/model/seal';

/** For whom one recipient's copy is encrypted. */
interface ReadyOpener {
  /** Of the office. */
  readonly id: string;
  readonly name: string;
  readonly age: string;
}

/** An office of the list, and what is known of its seal. */
interface Candidate extends Opener {
  readonly ready: ReadyOpener | undefined;
}

/** Whether each of the offices that a departure may go to can be given a parcel that it alone opens. Fails with `not-found`. */
export async function openersOfDeparture(library: OpenedLibrary, id: string): Promise<Opener[]> {
  const found = await candidates(library, id);
  return found.map(({ recipient, name, state, addressed }) => ({ recipient, name, state, addressed }));
}

/** The chosen ones. Fails with `not-found`, and with `bad-input` where one of them cannot be chosen. */
export async function chosenOpeners(
  library: OpenedLibrary,
  id: string,
  chosen: readonly string[],
): Promise<ReadyOpener[]> {
  const found = await candidates(library, id);
  return [...new Set(chosen)].map((recipient) => {
    const one = found.find((candidate) => candidate.recipient === recipient);
    if (!one?.ready)
      throw new Failure('bad-input', { where: one?.name ?? recipient, rule: one?.state ?? 'unknown' });
    return one.ready;
  });
}

async function candidates(library: OpenedLibrary, id: string): Promise<Candidate[]> {
  const departure = await findDeparture(library, id);
  if (!departure) throw new Failure('not-found', { where: id });
  const knowledge = await new Keyring(library).read();
  const ours = knowledge.ours?.id.toLowerCase();
  const offices = byId(knowledge.offices.filter((office) => office.id.toLowerCase() !== ours));
  const { recipients: list } = (await readRecipients(library)).file;
  const addressed = departure.recipients;
  const others = list.filter((one) => !addressed.some((known) => known.id === one.id));
  const rest = departure.audience ? [] : others;
  return [
    ...addressed.map((one) => candidate(offices, departure, one, true)),
    ...rest.map((one) => candidate(offices, departure, one, false)),
  ];
}

function candidate(
  offices: KnownOffices,
  { governmentOnly }: Departure,
  { id: recipient, name, office: officeId, government }: Recipient,
  addressed: boolean,
): Candidate {
  const one = { recipient, name, addressed, ready: undefined };
  if (governmentOnly && !government) return { ...one, state: 'forbidden' };
  const office = officeOf(offices, officeId, name);
  if (!office) return { ...one, state: 'unknown' };
  const found = openerOf(offices, office);
  if (typeof found === 'string') return { ...one, state: found };
  return { ...one, state: 'ready', ready: { id: office.id, name, age: found.age } };
}

/**
 * By the office's id; by its name where the list does not know the id yet, if only one office bears it: anybody can, but
 * those that were compared come first, and no other is ever `ready`.
 */
function officeOf(offices: KnownOffices, id: string | null, name: string): KnownOffice | undefined {
  if (id !== null) return offices.get(id.toLowerCase());
  const named = [...offices.values()].filter((office) => isSameName(office.name, name));
  const trusted = named.filter((office) => hasTrusted(offices, office));
  const [only, ...others] = trusted.length > 0 ? trusted : named;
  return others.length === 0 ? only : undefined;
}

/** Of the newest key of the office that is trusted, in use, and says for whom to encrypt; else what is missing. */
function openerOf(
  offices: KnownOffices,
  office: KnownOffice,
): SealRecipient | Exclude<Opener['state'], 'ready' | 'forbidden'> {
  if (office.keys.length === 0) return 'unknown';
  const trusted = office.keys.filter((key) => trustOf(offices, office, key) !== undefined);
  const inUse = trusted.filter(({ until, disabled }) => until === undefined && disabled !== true);
  const told = inUse.flatMap(({ key, recipient }) =>
    recipient && isProved(recipient, key, office.id) ? [recipient] : [],
  );
  const [recipient] = told.toReversed();
  if (recipient) return recipient;
  if (inUse.length > 0) return 'untold';
  return trusted.length > 0 ? 'changed' : 'unconfirmed';
}
