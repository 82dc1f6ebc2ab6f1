import type { ToldKey } from '#core/exchange/parcel-seals';
import { keyDigits, readKeyLine } from '#core/seal/key-digits';
import { byId, hasTrusted, keyOf, type KnownOffices, trustOf } from '#core/seal/key-trust';
import { numberText } from '#core/seal/minisign';
import type { SealKnowledge } from '#core/seal/seal-knowledge';
import type { KeyView, KnownOfficesView, KnownOfficeView } from '#shared/contract/offices';
import type { KnownKey, KnownOffice } from '#shared/model/known-office';

/** A key that waits in a parcel, and since when. */
export interface WaitingKey extends ToldKey {
  readonly receivedAt: string;
}

/** What is known of other offices, with the keys in waiting parcels, which may be compared beforehand. By name. */
export function officesView(knowledge: SealKnowledge, waiting: readonly WaitingKey[]): KnownOfficesView {
  const { ours } = knowledge;
  const known = byId(knowledge.offices);
  const views = new Map(knowledge.offices.map((office) => [office.id.toLowerCase(), viewOf(known, office)]));
  for (const told of waiting) addWaiting(views, known, told);
  if (ours) views.delete(ours.id.toLowerCase());
  const inUse = ours?.keys.filter(({ until, disabled }) => until === undefined && disabled !== true) ?? [];
  return {
    ours: inUse.flatMap(({ key }) => digitsOf(key, ours?.id ?? '')),
    offices: [...views.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'vi')),
  };
}

function viewOf(known: KnownOffices, office: KnownOffice): KnownOfficeView {
  const { id, name, province, phone, directoryPhone } = office;
  const keys = office.keys.flatMap((key) => keyView(known, office, key) ?? []);
  return { id, name, province, phone: phone ?? directoryPhone ?? null, keys };
}

function keyView(known: KnownOffices, office: KnownOffice, key: KnownKey): KeyView | undefined {
  const facts = factsOf(key.key, office.id);
  if (!facts) return undefined;
  const trust = trustOf(known, office, key);
  const untrusted = hasTrusted(known, office) ? ('changed' as const) : ('unconfirmed' as const);
  return {
    ...facts,
    trust: trust?.how ?? untrusted,
    by: trust ? (trust.how === 'phone' ? trust.by : trust.name) : null,
    at: trust?.at ?? null,
    firstSeen: key.firstSeen,
    until: key.until ?? null,
    disabled: key.disabled === true,
    waiting: false,
  };
}

function addWaiting(views: Map<string, KnownOfficeView>, known: KnownOffices, told: WaitingKey): void {
  const office = known.get(told.office);
  const view = views.get(told.office) ?? {
    ...{ id: told.office, name: told.name, province: told.province },
    ...{ phone: office?.phone ?? null, keys: [] },
  };
  const facts = factsOf(told.key, told.office);
  if (!facts || view.keys.some(({ key }) => key === told.key)) return;
  const trust = office && office.keys.length > 0 ? ('changed' as const) : ('unconfirmed' as const);
  const rest = { by: null, at: null, until: null, disabled: false, waiting: true };
  const key: KeyView = { ...facts, trust, firstSeen: told.receivedAt, ...rest };
  views.set(told.office, { ...view, keys: [...view.keys, key] });
}

function factsOf(line: string, officeId: string): Pick<KeyView, 'key' | 'number' | 'digits'> | undefined {
  const key = readKeyLine(line);
  return key && { key: line, number: numberText(key.number), digits: keyDigits(key, officeId) };
}

const digitsOf = (line: string, officeId: string): string[] => {
  const key = readKeyLine(line);
  return key ? [keyDigits(key, officeId)] : [];
};

/** The offices after a key was compared by telephone; undefined where nobody knows the key. */
export function compared(
  offices: readonly KnownOffice[],
  key: { officeId: string; key: string; phone: string },
  mark: { at: string; by: string },
  waiting: readonly WaitingKey[],
): KnownOffice[] | undefined {
  const id = key.officeId.toLowerCase();
  const known = byId(offices);
  const told = waiting.find((one) => one.office === id && one.key === key.key);
  const office = known.get(id) ?? (told && { id, name: told.name, province: told.province, keys: [] });
  if (!office) return undefined;
  const here = keyOf(office, key.key);
  if (!here && !told) return undefined;
  const recipient = told?.recipient && { recipient: told.recipient };
  const before = here ?? { key: key.key, firstSeen: told?.receivedAt ?? mark.at, ...recipient };
  const entry = { ...before, phone: { ...mark, ...(here ? {} : { added: true }) } };
  const keys = here ? office.keys.map((one) => (one === here ? entry : one)) : [...office.keys, entry];
  const phone = key.phone === '' ? {} : { phone: key.phone };
  known.set(id, { ...office, ...phone, keys });
  return [...known.values()];
}

/** The offices after a comparison was taken back: as they were before it. */
export function uncompared(
  offices: readonly KnownOffice[],
  { officeId, key }: { officeId: string; key: string },
): KnownOffice[] {
  return offices.flatMap((office) => {
    if (office.id.toLowerCase() !== officeId.toLowerCase()) return [office];
    const keys = office.keys.flatMap((one) => {
      if (one.key !== key || !one.phone) return [one];
      const { phone, ...rest } = one;
      return phone.added === true && rest.directories === undefined ? [] : [rest];
    });
    return [{ ...office, keys }];
  });
}
