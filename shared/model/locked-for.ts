import type { LockedFile } from '#shared/model/departure';
import type { Recipient } from '#shared/model/recipient';

type Office = Pick<Recipient, 'name' | 'office'>;

const plain = (name: string): string =>
  name.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();

/** Whether two offices are called the same, as people write it. */
export const isSameName = (a: string, b: string): boolean => plain(a) === plain(b);

/**
 * Whether an office can open a locked copy: it is one of those that the copy was made for, by its id or, where the list of
 * recipients does not know that, by its name; or a passphrase opens it, which that office is told.
 */
export function isOpenedBy(locked: Pick<LockedFile, 'for'>, { office, name }: Office): boolean {
  if (!locked.for) return true;
  return locked.for.some((one) =>
    office === null ? isSameName(one.name, name) : one.id.toLowerCase() === office.toLowerCase(),
  );
}

/**
 * The copies of these files that an office can open, one for each: the last that was made for it, otherwise the last with
 * a passphrase. Undefined where one of them has none.
 */
export function lockedFor(
  files: readonly string[],
  locked: readonly LockedFile[],
  office: Office,
): readonly LockedFile[] | undefined {
  const found: LockedFile[] = [];
  for (const file of files) {
    const copies = locked.filter((copy) => copy.of === file && isOpenedBy(copy, office));
    const copy = copies.findLast((one) => one.for !== undefined) ?? copies.at(-1);
    if (!copy) return undefined;
    found.push(copy);
  }
  return found.length === 0 ? undefined : found;
}
