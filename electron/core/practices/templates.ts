import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import type { FileSystem } from '#core/files/file-system';
import { decodeText } from '#core/practices/document';
import { findFrontMatter } from '#core/practices/front-matter';
import { findSections } from '#core/practices/section-text';
import type { Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { Language } from '#shared/model/practice';

const ending = '.md';
const headSchema = z.object({
  title: z.string(),
  summary: z.string(),
  fields: z.array(z.string()),
  topics: z.array(z.string()),
});

/** A template of resources/templates: what it is about, and what it asks in the sections. */
export interface Template {
  readonly title: string;
  readonly summary: string;
  readonly fields: readonly string[];
  readonly topics: readonly string[];
  /** By key of the section. */
  readonly hints: Readonly<Record<string, string>>;
}

/** The templates that come with the program. */
export class Templates {
  readonly #fileSystem: FileSystem;
  readonly #folder: string;

  constructor(fileSystem: FileSystem, resourcesFolder: string) {
    this.#fileSystem = fileSystem;
    this.#folder = join(resourcesFolder, 'templates');
  }

  async list(language: Language): Promise<Output<'templates.list'>> {
    const entries = await this.#fileSystem.list(join(this.#folder, language));
    const keys = entries
      .filter(({ kind, name }) => kind === 'file' && name.endsWith(ending))
      .map(({ name }) => name.slice(0, -ending.length));
    return Promise.all(
      keys.toSorted().map(async (key) => {
        const { title, summary } = await this.read(language, key);
        return { key, title, summary };
      }),
    );
  }

  /** Fails with `not-found`. */
  async read(language: Language, key: string): Promise<Template> {
    const path = join(this.#folder, language, key + ending);
    // The contract lets no path through; a caller inside the core is held to the same.
    if (!/^[a-z0-9-]+$/.test(key) || !(await this.#fileSystem.information(path)))
      throw new Failure('not-found', { where: key });
    const text = decodeText(await this.#fileSystem.read(path));
    const { start, end, bodyStart } = findFrontMatter(text);
    const asked = findSections(text, bodyStart).flatMap(({ key: section, body }) =>
      section === null ? [] : [[section, body] as const],
    );
    return { ...headSchema.parse(parse(text.slice(start, end))), hints: Object.fromEntries(asked) };
  }
}
