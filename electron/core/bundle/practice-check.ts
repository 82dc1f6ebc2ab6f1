import { type BundleRule, refusal } from '#core/bundle/bundle-rules';
import { bundleLimits } from '#core/bundle/limits';
import { decodeText, parsePractice, type PracticeDocument } from '#core/practices/document';
import { findFrontMatter } from '#core/practices/front-matter';
import { parseRecord, type RecordEntry, recordFile, revisionHash, textFile } from '#core/practices/record';
import { toFailure } from '#shared/failure';
import type { Audience } from '#shared/model/bundle';
import { sharingAllows } from '#shared/model/sharing';

/** A practice as it travels, wherever its files lie. Paths are those of its record. */
interface TravellingPractice {
  readonly id: string;
  /** The revision that it is said to be. */
  readonly revision: string;
  readonly record: string;
  /** SHA-256 and size of a file of the record; undefined when it is not there. */
  file(path: string): { sha256: string; bytes: number } | undefined;
  text(): Promise<Uint8Array>;
}

interface CheckedPractice {
  readonly document: PracticeDocument;
  readonly entries: readonly RecordEntry[];
}

/**
 * Checks a practice against the rules of bundles: record, revision, text, front matter, attachments. The same function
 * reads what arrives and guards what leaves, so that nothing leaves that others would refuse. `at` names its folder,
 * `audience` the offices that the bundle is for.
 */
export async function checkPractice(
  practice: TravellingPractice,
  at: string,
  audience: Audience | null,
): Promise<CheckedPractice> {
  const entries = checkRecord(practice, at);
  const where = `${at}/${textFile}`;
  if ((practice.file(textFile)?.bytes ?? 0) > bundleLimits.textBytes) throw refusal('text-bytes', where);
  const document = parse(await practice.text(), where);
  const { id, sample, sharing } = document.frontMatter;
  if (id !== practice.id || id !== id.toLowerCase()) throw refusal('practice-id', where, id);
  if (sample === true) throw refusal('sample', where);
  if (!sharingAllows(sharing, audience)) throw refusal('sharing', where);
  checkAttachments(practice, document, entries, at);
  return { document, entries };
}

function checkRecord(practice: TravellingPractice, at: string): RecordEntry[] {
  const where = `${at}/${recordFile}`;
  let entries: RecordEntry[];
  try {
    entries = parseRecord(practice.record);
  } catch (error) {
    throw refusal('record', where, toFailure(error).detail);
  }
  for (const { path, sha256 } of entries) {
    const file = practice.file(path);
    if (!file) throw refusal('record-missing', `${at}/${path}`);
    if (file.sha256 !== sha256) throw refusal('record-digest', `${at}/${path}`);
  }
  if (revisionHash(practice.record) !== practice.revision) throw refusal('revision', where);
  return entries;
}

function parse(bytes: Uint8Array, where: string): PracticeDocument {
  try {
    const text = decodeText(bytes);
    const { start, end } = findFrontMatter(text);
    if (end - start > bundleLimits.frontMatterCharacters) throw refusal('text-bytes', where);
    return parsePractice(text);
  } catch (error) {
    const { code, rule, detail, where: line = '' } = toFailure(error);
    if (code !== 'practice-damaged') throw error;
    const broken: BundleRule = rule === 'version' ? 'version' : 'front-matter';
    throw refusal(broken, where, `line ${line}: ${detail ?? ''}`);
  }
}

function checkAttachments(
  practice: TravellingPractice,
  { frontMatter: { attachments = [] } }: PracticeDocument,
  entries: readonly RecordEntry[],
  at: string,
): void {
  const recorded = new Map(entries.map(({ path, sha256 }) => [path, sha256]));
  const listed = new Set<string>();
  for (const { file, sha256, bytes } of attachments) {
    const path = `attachments/${file}`;
    if (listed.has(path) || !recorded.has(path)) throw refusal('attachment-list', `${at}/${path}`);
    listed.add(path);
    if (recorded.get(path) !== sha256 || practice.file(path)?.bytes !== bytes) {
      throw refusal('attachment-digest', `${at}/${path}`);
    }
  }
  const unlisted = entries.find(({ path }) => path !== textFile && !listed.has(path));
  if (unlisted) throw refusal('attachment-list', `${at}/${unlisted.path}`);
}
