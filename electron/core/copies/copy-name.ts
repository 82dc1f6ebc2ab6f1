/** What the name of a file beside practice.md tells. */
export interface CopyName {
  readonly kind: 'text' | 'other' | 'arrived';
  /** The person or machine that the name gives. */
  readonly who: string | null;
  /** A pattern that only sync programs, or this program, write: a copy even where it cannot be read. */
  readonly certain: boolean;
  /** Of a copy that came in a parcel: the hash of that revision. */
  readonly revision?: string;
}

/** A revision of one of our own practices that came in a parcel and has to be put together with the working copy. */
export const arrivedName = (revision: string): string => `practice (arrived ${revision}).md`;
const arrived = /^practice \(arrived ([0-9a-f]{64})\)\.md$/;

const originals = [
  { base: 'practice', ending: '.md', kind: 'text' },
  { base: 'work', ending: '.json', kind: 'other' },
  { base: 'record', ending: '.sha256', kind: 'other' },
] as const;

/** Syncthing: practice.sync-conflict-20261122-142000-ABCDEFG.md */
const syncthing = /^\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]+)?$/i;
/** Dropbox, Nextcloud: practice (Lan's conflicted copy 2026-11-22).md, in other languages with other words. */
const inBrackets = /^ ?\((.*)\)$/s;
const conflicted = /conflict|xung đột/i;
/** Google Drive, Windows: practice (1).md, practice - Copy.md */
const numbered = /^(?: ?\(\d+\)| - (?:copy|bản sao)(?: \(\d+\))?)$/i;
/** OneDrive: practice-PC05.md, practice-PC05-2.md */
const machine = /^-([A-Za-z0-9][A-Za-z0-9_-]{0,62})$/;

function whoOf(inside: string): string | null {
  const [, owner] =
    /^(.+?)['’]s conflicted copy/i.exec(inside) ?? /xung đột của (.+?)(?: \d{4}-|$)/i.exec(inside) ?? [];
  return owner ?? null;
}

function middleKind(middle: string): Omit<CopyName, 'kind'> | undefined {
  if (syncthing.test(middle)) return { who: null, certain: true };
  if (numbered.test(middle)) return { who: null, certain: false };
  const [, inside] = inBrackets.exec(middle) ?? [];
  if (inside !== undefined) return { who: whoOf(inside), certain: conflicted.test(inside) };
  const [, host] = machine.exec(middle) ?? [];
  return host === undefined ? undefined : { who: host.replace(/-\d{1,2}$/, ''), certain: false };
}

/** Undefined for the files of a practice themselves and for anything that nobody calls so. */
export function parseCopyName(name: string): CopyName | undefined {
  const composed = name.normalize('NFC');
  const [, revision] = arrived.exec(composed) ?? [];
  if (revision !== undefined) return { kind: 'arrived', who: null, certain: true, revision };
  for (const { base, ending, kind } of originals) {
    const lower = composed.toLowerCase();
    if (!lower.startsWith(base) || !lower.endsWith(ending)) continue;
    const found = middleKind(composed.slice(base.length, composed.length - ending.length));
    if (found) return { kind, ...found };
  }
  return undefined;
}

/** Whether a folder of `practices/` is a sync program's copy of the folder of practice `id`. */
export function isFolderCopy(id: string, name: string): boolean {
  return (
    name !== id &&
    name.toLowerCase().startsWith(id.toLowerCase()) &&
    middleKind(name.slice(id.length)) !== undefined
  );
}

/** How many of a practice folder's entries are copies by their names. */
export function countCopyNames(entries: readonly { name: string; kind: string }[]): number {
  return entries.filter(({ name, kind }) => kind === 'file' && parseCopyName(name) !== undefined).length;
}
