import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { PracticeDocument } from '#core/practices/document';
import { textsOfFile } from '#core/practices/secrecy-check';
import { toFailure } from '#shared/failure';
import type { Departure } from '#shared/model/departure';
import { personalData } from '#shared/model/personal-data';
import type { Attachment, FrontMatter } from '#shared/model/practice';
import { secrecyMarks } from '#shared/model/secrecy';
import type { FindingKind, SendingFinding } from '#shared/model/sending-check';

/** A text of a practice, and where it stands: a front matter key, `section:<key>` or `attachment:<title>`. */
interface Passage {
  readonly where: string;
  readonly text: string;
}

/** Characters of the text around what was found that are shown with it. */
const around = 40;
/** Findings of one kind in one practice that are shown; a list of members is one thing to look at, not hundreds. */
const mostOfKind = 10;

/**
 * What a person should look at before a bundle leaves: marks of state secrecy, data of persons, pictures that do not say
 * whose they are, and what is for agencies only when somebody else is among the recipients. Texts are read as they are in
 * the library now; what cannot be read is passed over, since it could not have been exported.
 */
export async function checkBundle(library: OpenedLibrary, departure: Departure): Promise<SendingFinding[]> {
  const findings: SendingFinding[] = [];
  const toOthers = departure.recipients.filter(({ government }) => !government);
  for (const { id } of departure.practices) {
    const document = await textOf(library, id);
    if (!document) continue;
    const { frontMatter } = document;
    const note = (kind: FindingKind, where: string, excerpt: string): void => {
      if (findings.filter((one) => one.practice === id && one.kind === kind).length < mostOfKind)
        findings.push({ practice: id, title: frontMatter.title ?? '', kind, where, excerpt });
    };
    if (frontMatter.sharing?.scope === 'government' && toOthers.length > 0)
      note('government', '', toOthers.map(({ name }) => name).join('; '));
    const known = knownContacts(library, frontMatter);
    for (const passage of await passages(library, document)) lookThrough(passage, known, note);
    const pictures = (frontMatter.attachments ?? []).filter((attachment) => lacksSource(attachment));
    if (pictures.length > 0)
      note('source', 'attachments', pictures.map(({ title, file }) => title || file).join('; '));
  }
  return findings;
}

async function textOf(library: OpenedLibrary, id: string): Promise<PracticeDocument | undefined> {
  try {
    return (await library.store.read(id)).document;
  } catch (error) {
    const { code } = toFailure(error);
    if (code !== 'not-found' && code !== 'practice-damaged') throw error;
    return undefined;
  }
}

function lookThrough(
  { where, text }: Passage,
  known: readonly string[],
  note: (kind: FindingKind, where: string, excerpt: string) => void,
): void {
  for (const mark of secrecyMarks([text])) note('secrecy', where, mark);
  for (const { kind, text: value, start } of personalData(text, known)) {
    note(kind, where, excerptOf(text, start, start + value.length));
  }
}

/** What stands around a place in a text, whole words of it, with dots where more follows. */
function excerptOf(text: string, start: number, end: number): string {
  const from = Math.max(0, start - around);
  const before = text.slice(from, start);
  const after = text.slice(end, end + around);
  const head = from === 0 ? before : `… ${before.replace(/^\S*\s/, '')}`;
  const tail = end + around >= text.length ? after : `${after.replace(/\s\S*$/, '')} …`;
  return `${head}${text.slice(start, end)}${tail}`.replace(/\s+/g, ' ').trim();
}

/** Telephone numbers and addresses that are meant to be known: of the practice's contact and of our office. */
function knownContacts({ office }: OpenedLibrary, { contact }: FrontMatter): string[] {
  const numbers = [contact?.officePhone, office?.phone].flatMap((text) => text?.split(/[;,/]/) ?? []);
  return [...numbers, contact?.email ?? '', office?.email ?? ''].filter((text) => text !== '');
}

/** Not looked into: ids and hashes, and the contact, which is there to be called. */
const ownKeys = new Set([
  'format',
  'id',
  'origin',
  'parents',
  'translationOf',
  'basedOn',
  'contact',
  'attachments',
]);

async function passages({ store }: OpenedLibrary, document: PracticeDocument): Promise<Passage[]> {
  const { frontMatter, preamble, sections } = document;
  const found: Passage[] = [{ where: '', text: preamble }];
  for (const [key, value] of Object.entries(frontMatter))
    if (!ownKeys.has(key)) found.push({ where: key, text: stringsIn(value).join('\n') });
  for (const { key, heading, body } of sections)
    found.push(
      key === null ? { where: '', text: `${heading}\n${body}` } : { where: `section:${key}`, text: body },
    );
  for (const { file, title } of frontMatter.attachments ?? []) {
    const where = `attachment:${title || file}`;
    found.push({ where, text: title });
    const path = store.at(layout.attachment(frontMatter.id, file));
    if (!(await store.fileSystem.information(path))) continue;
    for (const text of await textsOfFile(store.fileSystem, path, file)) found.push({ where, text });
  }
  return found;
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(stringsIn);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}

/** A line in the title that says whose picture it is: "Trạm bơm (Ảnh: Trần Thị Lan)", "Nguồn: Báo Hải Phòng". */
const sourceLine = /(?<!\p{L})(?:nguồn|ảnh|tác giả|bản quyền|photo|source|credit)\s*:\s*\p{L}|©/iu;

/** A picture or film without a word on whose it is, in `source` or in its title. */
function lacksSource({ mediaType, source, title }: Attachment): boolean {
  if (!/^(?:image|video)\//.test(mediaType)) return false;
  return (source ?? '').trim() === '' && !sourceLine.test(title);
}
