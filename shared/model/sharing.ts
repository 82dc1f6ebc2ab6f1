import type { Audience } from '#shared/model/bundle';
import type { FrontMatter } from '#shared/model/practice';

/** Names of offices that differ in case, spaces or Unicode form only are one name. */
const plain = (name: string): string =>
  name.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim();

/** Whether an office is the one that a practice names, by its id or by its name. */
export function isNamedOffice(named: string, { id, name }: Audience[number]): boolean {
  return plain(named) === plain(name) || (id !== null && plain(named) === id.toLowerCase());
}

/**
 * Whether a practice may be in a bundle for these offices, null being everybody that the office shares with: what is
 * internal never, what is for named offices only where every one of them is named.
 */
export function sharingAllows(sharing: FrontMatter['sharing'], audience: Audience | null): boolean {
  if (sharing?.scope === 'internal') return false;
  if (sharing?.scope !== 'named') return true;
  const { offices = [] } = sharing;
  return (
    audience !== null && audience.every((office) => offices.some((named) => isNamedOffice(named, office)))
  );
}
