import { type Archive, openArchive } from '#core/bundle/archive';
import { type ReadControl, readText, verifyBag } from '#core/bundle/bag-reader';
import { refusal } from '#core/bundle/bundle-rules';
import { bundleLimits } from '#core/bundle/limits';
import { type CheckedPractice, checkPractice } from '#core/bundle/practice-check';
import type { FileSystem } from '#core/files/file-system';
import { recordFile, sealFile, textFile } from '#core/practices/record';
import { bundleFormat, type BundleManifest, bundleManifestSchema } from '#shared/model/bundle';

export const bundleJson = 'data/bundle.json';
export const practicesFolder = 'data/practices';

/** A practice of a bundle that has passed every rule. */
export interface ParcelPractice extends CheckedPractice {
  readonly id: string;
  readonly revision: string;
  readonly record: string;
  readonly sealed: boolean;
  /** All of its files. */
  readonly bytes: number;
}

/** A bundle that has passed every rule, open for taking things out of it. */
export interface Parcel {
  readonly archive: Archive;
  readonly manifest: BundleManifest;
  readonly practices: readonly ParcelPractice[];
}

/**
 * Opens a bundle that may be hostile and checks all of it: archive, bag, bundle.json, every practice. Fails with
 * `bundle-refused` or `bundle-unreadable`, with the entry as `where` and the broken rule (see `bundleRules`).
 * The caller closes `archive`.
 */
export async function openParcel(fileSystem: FileSystem, path: string, control: ReadControl): Promise<Parcel> {
  const archive = await openArchive(fileSystem, path);
  try {
    const digests = await verifyBag(archive, control);
    const manifest = await readManifest(archive);
    checkFolders(archive, manifest);
    const practices: ParcelPractice[] = [];
    for (const listed of manifest.practices) {
      control.check();
      practices.push(await readPractice(archive, digests, listed));
      // Parsing is done in one go: others get their turn between two practices.
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { archive, manifest, practices };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

async function readManifest(archive: Archive): Promise<BundleManifest> {
  const text = await readText(archive, bundleJson, bundleLimits.bundleJsonBytes, 'bundle-json');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw refusal('bundle-json', bundleJson, error);
  }
  const format = (value as { format?: unknown } | null)?.format;
  const major = typeof format === 'string' ? /^(\d+)\.\d+$/.exec(format)?.[1] : undefined;
  // The version is looked at first: another major may differ in everything else.
  if (major !== undefined && major !== bundleFormat.split('.')[0]) throw refusal('version', bundleJson, format);
  const parsed = bundleManifestSchema.safeParse(value);
  if (!parsed.success) throw refusal('bundle-json', bundleJson, parsed.error);
  return parsed.data;
}

const practiceFolder = (id: string): string => `${practicesFolder}/${id}`;

function checkFolders(archive: Archive, manifest: BundleManifest): void {
  const listed = new Set<string>();
  for (const { id } of manifest.practices) {
    if (id !== id.toLowerCase()) throw refusal('practice-id', bundleJson, id);
    if (listed.has(id)) throw refusal('practice-twice', bundleJson, id);
    listed.add(id);
    if (!archive.files.has(`${practiceFolder(id)}/${textFile}`)) throw refusal('practice-missing', practiceFolder(id));
  }
  for (const path of archive.files.keys()) {
    if (!path.startsWith(`${practicesFolder}/`)) continue;
    const [, , id = ''] = path.split('/');
    if (!listed.has(id)) throw refusal('practice-unlisted', path);
  }
}

async function readPractice(
  archive: Archive,
  digests: ReadonlyMap<string, string>,
  { id, revision }: BundleManifest['practices'][number],
): Promise<ParcelPractice> {
  const at = practiceFolder(id);
  const record = await readText(archive, `${at}/${recordFile}`, bundleLimits.tagFileBytes, 'record');
  const file = (path: string): { sha256: string; bytes: number } | undefined => {
    const found = archive.files.get(`${at}/${path}`);
    return found && { sha256: digests.get(`${at}/${path}`) ?? '', bytes: found.bytes };
  };
  const text = (): Promise<Uint8Array> => readBytes(archive, `${at}/${textFile}`);
  const checked = await checkPractice({ id, revision, record, file, text }, at);
  const own = [...archive.files].filter(([path]) => path.startsWith(`${at}/`));
  checkOwnFiles(at, own, checked);
  return {
    ...checked,
    id,
    revision,
    record,
    sealed: archive.files.has(`${at}/${sealFile}`),
    bytes: own.reduce((sum, [, { bytes }]) => sum + bytes, 0),
  };
}

function checkOwnFiles(at: string, own: [string, { bytes: number }][], { entries }: CheckedPractice): void {
  const known = new Set([recordFile, sealFile, ...entries.map(({ path }) => path)].map((path) => `${at}/${path}`));
  for (const [path, { bytes }] of own) {
    if (!known.has(path)) throw refusal('practice-file', path);
    if (path.endsWith(sealFile) && bytes > bundleLimits.sealBytes) throw refusal('seal', path);
  }
}

/** A whole file of a verified archive. */
export async function readBytes(archive: Archive, path: string): Promise<Uint8Array> {
  const file = archive.files.get(path);
  if (!file) throw refusal('practice-missing', path);
  const parts: Uint8Array[] = [];
  for await (const chunk of archive.read(file)) parts.push(chunk);
  return Buffer.concat(parts);
}
