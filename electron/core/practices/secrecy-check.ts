import { strFromU8, unzipSync } from 'fflate';
import type { FileSystem } from '#core/files/file-system';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Output } from '#shared/contract/contract';
import { toFailure } from '#shared/failure';
import { endingOf } from '#shared/model/file-kind';
import { secrecyMarks } from '#shared/model/secrecy';

const plainEndings = new Set(['txt', 'md', 'csv', 'html', 'htm']);
/** Bytes of a file that are read at most; a longer text is looked at up to here, a longer document not at all. */
const textLimit = 4 * 1024 ** 2;
const documentLimit = 32 * 1024 ** 2;
/** Bytes of unpacked text of a Word document that are looked at. */
const unpackedLimit = 16 * 1024 ** 2;

/** Where Word keeps what is printed: the text, and headers and footers, in which stamps stand. */
const printed = /^word\/(?:document|header\d*|footer\d*)\.xml$/;

/** Text of the XML of a Word document: runs are joined, since a word may be split over several, paragraphs are not. */
function wordText(xml: string): string {
  return xml.replace(/<\/w:p>|<w:(?:br|tab)\b[^>]*>/g, '\n').replace(/<[^>]*>/g, '');
}

function textsOfWord(bytes: Uint8Array): string[] {
  let left = unpackedLimit;
  const parts = unzipSync(bytes, {
    filter({ name, originalSize }) {
      if (!printed.test(name) || originalSize > left) return false;
      left -= originalSize;
      return true;
    },
  });
  return Object.values(parts).map((part) => wordText(strFromU8(part)));
}

async function beginning(fileSystem: FileSystem, path: string, limit: number): Promise<Uint8Array> {
  const file = await fileSystem.open(path);
  try {
    return await file.read(0, Math.min(limit, file.bytes));
  } finally {
    await file.close();
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/** Marks of state secrecy in a file's name and in its texts, as `textsOfFile` reads them. */
export async function marksInFile(fileSystem: FileSystem, path: string, name: string): Promise<string[]> {
  return secrecyMarks([name, ...(await textsOfFile(fileSystem, path, name))]);
}

/**
 * The texts of plain text, web pages and Word documents. A file that cannot be read as what its name says has none;
 * failures of the disk are thrown.
 */
export async function textsOfFile(fileSystem: FileSystem, path: string, name: string): Promise<string[]> {
  const texts: string[] = [];
  const ending = endingOf(name);
  if (plainEndings.has(ending)) texts.push(decode(await beginning(fileSystem, path, textLimit)));
  if (ending === 'docx' || ending === 'docm') {
    const size = (await fileSystem.information(path))?.bytes ?? 0;
    const bytes = size > documentLimit ? undefined : await fileSystem.read(path);
    try {
      if (bytes) texts.push(...textsOfWord(bytes));
    } catch {
      // Not a zip, or a damaged one: nobody can read a mark in it.
    }
  }
  return texts;
}

/** Marks in practices and their attachments as they are now; what cannot be read is passed over. */
export async function marksInPractices(
  library: OpenedLibrary,
  ids: readonly string[],
): Promise<Output<'attachments.marks'>> {
  const found: Output<'attachments.marks'> = [];
  for (const id of ids) {
    try {
      const practice = await marksInPractice(library, id);
      if (practice.marks.length > 0) found.push(practice);
    } catch (error) {
      const { code } = toFailure(error);
      if (code !== 'not-found' && code !== 'practice-damaged') throw error;
    }
  }
  return found;
}

async function marksInPractice(
  { store }: OpenedLibrary,
  id: string,
): Promise<Output<'attachments.marks'>[number]> {
  const { frontMatter, text } = (await store.read(id)).document;
  const marks = secrecyMarks([text]);
  const attachments: string[] = [];
  for (const { file, title } of frontMatter.attachments ?? []) {
    const path = store.at(layout.attachment(id, file));
    if (!(await store.fileSystem.information(path))) continue;
    const inFile = await marksInFile(store.fileSystem, path, file);
    if (inFile.length === 0 && secrecyMarks([title]).length === 0) continue;
    attachments.push(title || file);
    marks.push(...inFile);
  }
  return { id, title: frontMatter.title ?? '', marks: secrecyMarks(marks), attachments };
}
