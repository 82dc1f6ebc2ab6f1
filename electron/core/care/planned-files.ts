import { join, relative, sep } from 'node:path';
import type { FileInformation, FileSystem } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import type { BrowsedBackup } from '#core/care/browse-backup';
import { Failure } from '#shared/failure';

/** The right content of a file, whose bytes have this digest each time they are read, or the reading fails. */
export interface RightContent {
  readonly sha256: string;
  readonly bytes: number;
  readonly from:
    | { readonly type: 'backup'; readonly backup: BrowsedBackup; readonly path: string }
    /** Another file of the library. */
    | { readonly type: 'copy'; readonly path: string }
    | { readonly type: 'text'; readonly text: Uint8Array };
}

export function textContent(text: string): RightContent {
  const bytes = Buffer.from(text);
  return { sha256: sha256(bytes), bytes: bytes.byteLength, from: { type: 'text', text: bytes } };
}

/** The library as it would be with some files replaced: for looking at, nothing can be written through it. */
export class PlannedFiles {
  readonly planned = new Map<string, RightContent>();
  readonly fileSystem: FileSystem;
  readonly #real: FileSystem;
  readonly #root: string;

  /** `root`: the library's folder; paths of `planned` are relative to it, with `/`. */
  constructor(real: FileSystem, root: string) {
    this.#real = real;
    this.#root = root;
    this.fileSystem = this.#view();
  }

  stream(content: RightContent): AsyncIterable<Uint8Array> {
    const { from } = content;
    if (from.type === 'backup') return from.backup.read(from.path);
    if (from.type === 'copy') return this.#real.stream(join(this.#root, ...from.path.split('/')));
    return onlyOne(from.text);
  }

  #view(): FileSystem {
    const no = (): Promise<never> => Promise.reject(new Failure('library-read-only'));
    return {
      owner: this.#real.owner,
      read: async (path) => {
        const content = this.#at(path);
        return content ? collected(this.stream(content)) : this.#real.read(path);
      },
      stream: (path) => {
        const content = this.#at(path);
        return content ? this.stream(content) : this.#real.stream(path);
      },
      information: async (path) => {
        const content = this.#at(path);
        if (content) return { kind: 'file', bytes: content.bytes, changedAt: 0 };
        if (this.#below(path).size > 0) return { kind: 'folder', bytes: 0, changedAt: 0 };
        return this.#real.information(path);
      },
      list: async (folder) => {
        const listed = new Map((await this.#real.list(folder)).map((entry) => [entry.name, entry.kind]));
        for (const [name, kind] of this.#below(folder)) listed.set(name, kind);
        return [...listed].map(([name, kind]) => ({ name, kind }));
      },
      open: (path) => this.#real.open(path),
      freeBytes: (folder) => this.#real.freeBytes(folder),
      write: no,
      force: no,
      create: no,
      rename: no,
      remove: no,
      makeFolder: no,
      syncFolder: no,
    };
  }

  #key(path: string): string {
    return relative(this.#root, path).split(sep).join('/');
  }

  #at(path: string): RightContent | undefined {
    return this.planned.get(this.#key(path));
  }

  /** Names that planned files give a folder. */
  #below(folder: string): Map<string, FileInformation['kind']> {
    const prefix = `${this.#key(folder)}/`;
    const names = new Map<string, FileInformation['kind']>();
    for (const path of this.planned.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...rest] = path.slice(prefix.length).split('/');
      names.set(name, rest.length === 0 ? 'file' : 'folder');
    }
    return names;
  }
}

async function* onlyOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** All bytes of a stream. */
export async function collected(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
