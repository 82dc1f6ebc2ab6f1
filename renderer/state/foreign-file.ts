import type { FailureData } from '#shared/failure';

/** What people give as a parcel by mistake, as far as its name, size or first fault tells. */
export type ForeignFile = 'empty' | 'word' | 'excel' | 'pdf' | 'picture' | 'other';

const byExtension = new Map<string, ForeignFile>([
  ...['doc', 'docx', 'docm', 'rtf'].map((name) => [name, 'word'] as const),
  ...['xls', 'xlsx', 'xlsm'].map((name) => [name, 'excel'] as const),
  ['pdf', 'pdf'],
  ...['jpg', 'jpeg', 'png', 'gif', 'webp', 'heic', 'bmp', 'tif', 'tiff'].map(
    (name) => [name, 'picture'] as const,
  ),
]);

const extensionOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** Null where the file may be a parcel. `bytes` is null where only the host knows the size. */
export function foreignFile(name: string, bytes: number | null): ForeignFile | null {
  return bytes === 0 ? 'empty' : (byExtension.get(extensionOf(name)) ?? null);
}

/**
 * What a refused file is when it is no parcel at all, rather than a broken one: Office files are zip archives whose
 * first entry has this name, and what is neither named like a parcel nor a zip archive is something else.
 */
export function foreignByFault(name: string, { rule, where }: FailureData): ForeignFile | null {
  if (where === '[Content_Types].xml') return 'other';
  const named = ['zip', 'lantoa'].includes(extensionOf(name));
  return !named && (rule === 'not-a-zip' || rule === 'outside-bag') ? 'other' : null;
}
