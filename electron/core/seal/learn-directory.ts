import { byId, keyOf, type KnownOffices } from '#core/seal/key-trust';
import { readKeyLine } from '#core/seal/key-digits';
import { ending, isElsewhere } from '#core/seal/learn-keys';
import { toldRecipient } from '#core/seal/recipient';
import type { KnownKey, KnownOffice } from '#shared/model/known-office';
import type { StatementBody } from '#shared/model/statement';

type Listed = StatementBody<'directory'>['offices'][number];
type Entry = NonNullable<KnownKey['directories']>[number];

/** A directory whose author's key was compared here, ready to be taken over. */
export interface TrustedDirectory {
  readonly author: { readonly id: string; readonly name: string };
  /** The key that sealed it. */
  readonly key: string;
  readonly at: string;
  readonly offices: readonly Listed[];
}

/**
 * What is known after a directory: its keys, with a note of who vouches for them. Of several directories of one author the
 * newest counts, in whatever order they arrive. Our own office in it is passed over,
 * and so is its author: nobody vouches for himself.
 */
export function learnDirectory(
  offices: readonly KnownOffice[],
  directory: TrustedDirectory,
  learning: { at: string; ours: string | undefined; ourKeys: readonly string[] },
): KnownOffice[] {
  const isAuthors = ({ office }: Entry): boolean =>
    office.toLowerCase() === directory.author.id.toLowerCase();
  const marks = offices.flatMap(({ keys }) => keys.flatMap(({ directories = [] }) => directories));
  if (marks.some((mark) => isAuthors(mark) && mark.at > directory.at)) return [...offices];
  const known = byId(offices.map((office) => without(office, isAuthors)));
  const { author, key, at } = directory;
  const mark: Entry = { office: author.id.toLowerCase(), name: author.name, key, at };
  for (const listed of directory.offices) {
    const id = listed.id.toLowerCase();
    if (id === learning.ours?.toLowerCase() || id === author.id.toLowerCase()) continue;
    known.set(id, merged(known, listed, mark, learning));
  }
  return [...known.values()];
}

/** The office without what an earlier directory of the same author said. */
function without(office: KnownOffice, isAuthors: (entry: Entry) => boolean): KnownOffice {
  const keys = office.keys.map(({ directories, ...key }) => {
    const others = (directories ?? []).filter((entry) => !isAuthors(entry));
    return { ...key, ...(others.length === 0 ? {} : { directories: others }) };
  });
  return { ...office, keys };
}

function merged(
  known: KnownOffices,
  listed: Listed,
  mark: Entry,
  learning: { at: string; ourKeys: readonly string[] },
): KnownOffice {
  const id = listed.id.toLowerCase();
  const office = known.get(id) ?? { id, name: listed.name, province: listed.province, keys: [] };
  const keys = new Map(office.keys.map((key) => [key.key, key]));
  for (const entry of listed.keys) {
    if (!readKeyLine(entry.key) || isElsewhere(known, id, entry.key, learning)) continue;
    const before = keyOf(office, entry.key) ?? { key: entry.key, firstSeen: learning.at };
    const directories = [...(before.directories ?? []), mark];
    const recipient = toldRecipient(before, entry, id);
    keys.set(entry.key, { ...before, ...ending(before, entry), ...recipient, directories });
  }
  return {
    ...office,
    name: listed.name,
    province: listed.province,
    ...(listed.phone === undefined ? {} : { directoryPhone: listed.phone }),
    keys: [...keys.values()],
  };
}
