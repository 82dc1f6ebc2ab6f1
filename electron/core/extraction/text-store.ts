import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type Extracted, isPartlyRead } from '#core/extraction/extraction';
import { writeAtomically } from '#core/files/atomic-write';
import type { FileSystem } from '#core/files/file-system';
import { removeFolder } from '#core/files/folder';
import { type UnreadReason, unreadReasons } from '#shared/model/attachment-text';

/** Of one unpacked file: the longest text and its first line. */
const mostUnpacked = 16 * 1024 ** 2;

/**
 * What was found in files, by their SHA-256: attachments are stored once by their bytes, and so are read once. One packed
 * file each; its first line says what the text is: `text`, `text <note>` or `unread <reason>`. gzip's own checksum tells
 * damage. Everything in it may be deleted at any time.
 */
export class TextStore {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;

  constructor(fileSystem: FileSystem, folder: string) {
    this.#fileSystem = fileSystem;
    this.#folder = folder;
  }

  /** Undefined where the file was not read yet, or what is kept is damaged. */
  async read(sha256: string): Promise<Extracted | undefined> {
    try {
      const bytes = await this.#fileSystem.read(this.#at(sha256));
      return decode((await promisify(gunzip)(bytes, { maxOutputLength: mostUnpacked })).toString('utf8'));
    } catch {
      return undefined;
    }
  }

  /** Where it cannot be kept, the next run reads the file again. */
  async write(sha256: string, extracted: Extracted): Promise<void> {
    try {
      await this.#fileSystem.makeFolder(join(this.#folder, sha256.slice(0, 2)));
      await writeAtomically(this.#fileSystem, this.#at(sha256), await promisify(gzip)(encode(extracted)));
    } catch {
      // A full disk is no reason to find less now.
    }
  }

  async remove(sha256: string): Promise<void> {
    await this.#fileSystem.remove(this.#at(sha256)).catch(() => undefined);
  }

  /** Removes what belongs to no file any more, and what a kill has left half written. */
  async keepOnly(wanted: (sha256: string) => boolean): Promise<void> {
    for (const { name: part } of await this.#list(this.#folder)) {
      for (const { name } of await this.#list(join(this.#folder, part))) {
        if (!wanted(name))
          await this.#fileSystem.remove(join(this.#folder, part, name)).catch(() => undefined);
      }
    }
  }

  /** Removes what other versions of the extractor have left beside. */
  async removeOthers(parent: string, own: string): Promise<void> {
    for (const { name } of await this.#list(parent)) {
      if (name !== own) await removeFolder(this.#fileSystem, join(parent, name)).catch(() => undefined);
    }
  }

  #list(folder: string): ReturnType<FileSystem['list']> {
    return this.#fileSystem.list(folder).catch(() => []);
  }

  #at(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2), sha256);
  }
}

function encode(extracted: Extracted): Buffer {
  const { type } = extracted;
  return Buffer.from(
    type === 'text' ? `text ${extracted.note ?? ''}\n${extracted.text}` : `unread ${extracted.reason}\n`,
  );
}

function decode(content: string): Extracted | undefined {
  const end = content.indexOf('\n');
  const [type, word = ''] = content.slice(0, end).split(' ');
  const reason = unreadReasons.find((one) => one === word);
  if (type === 'unread' && reason) return { type, reason };
  if (type !== 'text') return undefined;
  const note = isPartlyRead(reason) ? reason : null;
  return { type, text: content.slice(end + 1), note };
}

/** What is to be said of a file; null where all of it can be found. */
export function remarkOn(extracted: Extracted): UnreadReason | null {
  return extracted.type === 'text' ? extracted.note : extracted.reason;
}
