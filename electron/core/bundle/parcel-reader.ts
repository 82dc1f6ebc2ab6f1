import * as z from 'zod';
import { type Archive, openArchive } from '#core/bundle/archive';
import { type ReadControl, readText, verifyBag } from '#core/bundle/bag-reader';
import { refusal } from '#core/bundle/bundle-rules';
import { bundleLimits } from '#core/bundle/limits';
import { checkPapers } from '#core/bundle/parcel-papers';
import { checkStatements, type ParcelStatement } from '#core/bundle/parcel-statements';
import { checkPractice } from '#core/bundle/practice-check';
import type { FileSystem } from '#core/files/file-system';
import { parseShallowJson } from '#core/files/shallow-json';
import { recordFile, sealFile, textFile } from '#core/practices/record';
import { type Audience, bundleFormat, type BundleManifest, bundleManifestSchema } from '#shared/model/bundle';
import { idSchema, sha256Schema } from '#shared/model/practice';
import { secrecyMarks } from '#shared/model/secrecy';

export const bundleJson = 'data/bundle.json';
const practicesFolder = 'data/practices';

/** A practice of a bundle that has passed every rule. Its text is not kept: thousands of them would fill the memory. */
export const parcelPracticeSchema = z.object({
  id: idSchema,
  revision: sha256Schema,
  /** record.sha256 as it came. */
  record: z.string(),
  sealed: z.boolean(),
  title: z.string(),
  origin: idSchema,
  office: z.string(),
  province: z.string().nullable(),
  period: z.string().nullable(),
  attachments: z.number().int(),
  /** All of its files. */
  bytes: z.number(),
  secrecyMarks: z.array(z.string()),
});
export type ParcelPractice = z.infer<typeof parcelPracticeSchema>;

/** A bundle that has passed every rule, open for taking things out of it. */
interface Parcel {
  readonly archive: Archive;
  readonly manifest: BundleManifest;
  readonly practices: readonly ParcelPractice[];
  readonly statements: readonly ParcelStatement[];
}

/**
 * Opens a bundle that may be hostile and checks all of it: archive, bag, bundle.json, every practice and statement. Fails
 * with `bundle-refused` or `bundle-unreadable`, with the entry as `where` and the broken rule (see `bundleRules`).
 * The caller closes `archive`.
 */
export async function openParcel(
  fileSystem: FileSystem,
  path: string,
  control: ReadControl,
): Promise<Parcel> {
  const archive = await openArchive(fileSystem, path);
  try {
    const digests = await verifyBag(archive, control);
    const manifest = await readManifest(archive);
    const folders = groupByPractice(archive, manifest);
    const practices: ParcelPractice[] = [];
    for (const { id, revision } of manifest.practices) {
      control.check();
      const listed = { id, revision, paths: folders.get(id) ?? [] };
      practices.push(await readPractice(archive, digests, listed, manifest.audience ?? null));
      // Parsing is done in one go: others get their turn between two practices.
      await new Promise((resolve) => setImmediate(resolve));
    }
    await checkPapers(archive, digests, manifest);
    const statements = await checkStatements(archive);
    return { archive, manifest, practices, statements };
  } catch (error) {
    await archive.close();
    throw error;
  }
}

async function readManifest(archive: Archive): Promise<BundleManifest> {
  const text = await readText(archive, bundleJson, bundleLimits.bundleJsonBytes, 'bundle-json');
  let value: unknown;
  try {
    value = parseShallowJson(text);
  } catch (error) {
    throw refusal('bundle-json', bundleJson, error);
  }
  const format = (value as { format?: unknown } | null)?.format;
  const major = typeof format === 'string' ? /^(\d+)\.\d+$/.exec(format)?.[1] : undefined;
  // The version is looked at first: another major may differ in everything else.
  if (major !== undefined && major !== bundleFormat.split('.')[0])
    throw refusal('version', bundleJson, format);
  const parsed = bundleManifestSchema.safeParse(value);
  if (!parsed.success) throw refusal('bundle-json', bundleJson, parsed.error);
  return parsed.data;
}

export const practiceFolder = (id: string): string => `${practicesFolder}/${id}`;

/** Paths of the files of each practice; every listed one has a text, and there are no others. */
function groupByPractice(archive: Archive, manifest: BundleManifest): Map<string, string[]> {
  const folders = new Map<string, string[]>();
  if (manifest.practices.length > bundleLimits.practices) throw refusal('practices', bundleJson);
  for (const { id } of manifest.practices) {
    if (id !== id.toLowerCase()) throw refusal('practice-id', bundleJson, id);
    if (folders.has(id)) throw refusal('practice-twice', bundleJson, id);
    if (!archive.files.has(`${practiceFolder(id)}/${textFile}`))
      throw refusal('practice-missing', practiceFolder(id));
    folders.set(id, []);
  }
  for (const path of archive.files.keys()) {
    if (!path.startsWith(`${practicesFolder}/`)) continue;
    const paths = folders.get(path.split('/')[2] ?? '');
    if (!paths) throw refusal('practice-unlisted', path);
    paths.push(path);
  }
  return folders;
}

async function readPractice(
  archive: Archive,
  digests: ReadonlyMap<string, string>,
  { id, revision, paths }: { id: string; revision: string; paths: readonly string[] },
  audience: Audience | null,
): Promise<ParcelPractice> {
  const at = practiceFolder(id);
  const record = await readText(archive, `${at}/${recordFile}`, bundleLimits.tagFileBytes, 'record');
  const file = (path: string): { sha256: string; bytes: number } | undefined => {
    const found = archive.files.get(`${at}/${path}`);
    return found && { sha256: digests.get(`${at}/${path}`) ?? '', bytes: found.bytes };
  };
  const text = (): Promise<Uint8Array> => readBytes(archive, `${at}/${textFile}`);
  const { document, entries } = await checkPractice({ id, revision, record, file, text }, at, audience);
  const known = new Set(
    [recordFile, sealFile, ...entries.map(({ path }) => path)].map((path) => `${at}/${path}`),
  );
  const unknown = paths.find((path) => !known.has(path));
  if (unknown !== undefined) throw refusal('practice-file', unknown);
  if ((file(sealFile)?.bytes ?? 0) > bundleLimits.sealBytes) throw refusal('seal', `${at}/${sealFile}`);
  const {
    title = '',
    origin,
    office = '',
    province = null,
    period = null,
    attachments = [],
  } = document.frontMatter;
  return {
    id,
    revision,
    record,
    sealed: file(sealFile) !== undefined,
    title,
    origin,
    office,
    province,
    period,
    attachments: attachments.length,
    bytes: paths.reduce((sum, path) => sum + (archive.files.get(path)?.bytes ?? 0), 0),
    // Titles and names of attachments stand in the front matter, so they are looked through as well.
    secrecyMarks: secrecyMarks([document.text]),
  };
}

/** A whole file of a verified archive. */
export async function readBytes(archive: Archive, path: string): Promise<Uint8Array> {
  const file = archive.files.get(path);
  if (!file) throw refusal('practice-missing', path);
  const parts: Uint8Array[] = [];
  for await (const chunk of archive.read(file)) parts.push(chunk);
  return Buffer.concat(parts);
}
