import type { KnownKey, KnownOffice } from '#shared/model/known-office';

/** Why a key counts as compared. */
export type Trust =
  | { readonly how: 'phone'; readonly by: string; readonly at: string }
  | { readonly how: 'directory'; readonly name: string; readonly at: string };

/** Offices by id in lower case: ids are compared so, or one in capitals would be an office that nobody knows. */
export type KnownOffices = ReadonlyMap<string, KnownOffice>;

export const byId = (offices: readonly KnownOffice[]): Map<string, KnownOffice> =>
  new Map(offices.map((office) => [office.id.toLowerCase(), office]));

/**
 * Why a key is trusted; undefined where it is not. A directory counts while the key that sealed it is itself compared by
 * telephone: there are no directories of directories. A key to which another one leads is as good as that one.
 */
export function trustOf(offices: KnownOffices, office: KnownOffice, key: KnownKey): Trust | undefined {
  const seen = new Set<KnownKey>();
  let vouched: Trust | undefined;
  for (let next: KnownKey | undefined = key; next && !seen.has(next); next = keyOf(office, next.through)) {
    seen.add(next);
    if (next.phone) return { how: 'phone', by: next.phone.by, at: next.phone.at };
    vouched ??= directoryOf(offices, next);
  }
  return vouched;
}

function directoryOf(offices: KnownOffices, { directories = [] }: KnownKey): Trust | undefined {
  const standing = directories.find(({ office, key }) => {
    const author = offices.get(office.toLowerCase());
    const sealing = author && keyOf(author, key);
    return sealing !== undefined && isTrustedDirectly(author, sealing);
  });
  return standing && { how: 'directory', name: standing.name, at: standing.at };
}

/** Compared by telephone, or led to by a key that was; and not disabled. */
export function isTrustedDirectly(office: KnownOffice | undefined, key: KnownKey): boolean {
  if (!office || key.disabled === true) return false;
  return trustOf(new Map(), office, key)?.how === 'phone';
}

export function keyOf(office: KnownOffice, line: string | undefined): KnownKey | undefined {
  return line === undefined ? undefined : office.keys.find(({ key }) => key === line);
}

/** Another key of the office is trusted and in use: then one that is not trusted is an intruder, whoever came first. */
export function hasTrusted(offices: KnownOffices, office: KnownOffice): boolean {
  return office.keys.some((key) => key.disabled !== true && trustOf(offices, office, key) !== undefined);
}
