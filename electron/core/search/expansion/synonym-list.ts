import { join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import type { FileSystem } from '#core/files/file-system';
import { Expander } from '#core/search/expansion/expander';
import { changeSynonymFile, mergeSynonyms, readSynonymFile } from '#core/search/expansion/synonym-file';
import { layout } from '#core/library/layout';
import { Failure, toFailure } from '#shared/failure';
import {
  cleanTerms,
  type ShippedSynonym,
  type SynonymFile,
  synonymFault,
  type SynonymLine,
  type SynonymTrouble,
} from '#shared/model/synonym';

/** Milliseconds that a query waits for a look at the file: a share that answers late is heard with the next query. */
const patience = 200;

export interface SynonymListOptions {
  readonly fileSystem: FileSystem;
  readonly root: string;
  readonly shipped: readonly ShippedSynonym[];
  /** For each province all ways of writing its name. */
  readonly places: readonly (readonly string[])[];
}

type OwnLine = SynonymFile['lines'][number];

/**
 * The abbreviations and synonyms of one library: the program's list with what the office has made of it. The file is
 * looked at before each query, so that what a colleague changed counts at once; one that cannot be read leaves the program's
 * list in use and says why.
 */
export class SynonymList {
  readonly #options: SynonymListOptions;
  #lines: SynonymLine[];
  #expander: Expander;
  #trouble: SynonymTrouble | null = null;
  /** Size and time of the file as last read. */
  #stamp: string | undefined;
  #looking: Promise<void> | undefined;

  constructor(options: SynonymListOptions) {
    this.#options = options;
    this.#lines = mergeSynonyms(options.shipped, undefined);
    this.#expander = new Expander(this.#lines, options.places);
  }

  /** What queries use; looks for changes first, but not for longer than a moment. */
  async expander(): Promise<Expander> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const enough = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, patience);
    });
    await Promise.race([this.#look(), enough]);
    clearTimeout(timer);
    return this.#expander;
  }

  async list(): Promise<{ lines: SynonymLine[]; trouble: SynonymTrouble | null }> {
    await this.#look();
    return { lines: this.#lines, trouble: this.#trouble };
  }

  /** Adds a line (`id` null) or changes one. Fails with `bad-input` and the rule that it breaks. */
  async save(id: string | null, typed: readonly string[], capitals: boolean): Promise<void> {
    const terms = cleanTerms(typed);
    await this.#change((lines, merged) => {
      const others = merged.filter((line) => line.id !== id);
      const fault = synonymFault(terms, others);
      if (fault) throw new Failure('bad-input', { where: fault.term, rule: fault.rule });
      const before = lines.find((line) => line.id === id);
      const line = { ...before, id: id ?? uuidv7(), terms, capitals };
      const shipped = this.#options.shipped.find((one) => one.id === id);
      return put(lines, shipped && isAsShipped(line, shipped) ? without(line, 'terms', 'capitals') : line);
    });
  }

  /** Switches a line off or on. Fails with `not-found`. */
  async switch(id: string, off: boolean): Promise<void> {
    await this.#change((lines, merged) => {
      if (!merged.some((line) => line.id === id)) throw new Failure('not-found', { where: id });
      const before: OwnLine = lines.find((line) => line.id === id) ?? { id };
      return put(lines, off ? { ...before, off } : without(before, 'off'));
    });
  }

  /** Removes an own line; one that comes with the program is again as it came, and on. */
  async remove(id: string): Promise<void> {
    await this.#change((lines) => lines.filter((line) => line.id !== id));
  }

  async #change(change: (lines: OwnLine[], merged: readonly SynonymLine[]) => OwnLine[]): Promise<void> {
    const { fileSystem, root, shipped } = this.#options;
    await changeSynonymFile(fileSystem, root, (lines) =>
      // A line of the program's that is as it came and on says nothing.
      change(lines, mergeSynonyms(shipped, { format: '', lines })).filter(
        (line) => line.terms !== undefined || line.off === true,
      ),
    );
    this.#stamp = undefined;
    await this.#looking;
    await this.#look();
  }

  #look(): Promise<void> {
    this.#looking ??= this.#read().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  async #read(): Promise<void> {
    const { fileSystem, root, shipped, places } = this.#options;
    try {
      const found = await fileSystem.information(join(root, layout.synonyms));
      const stamp = found ? `${String(found.bytes)} ${String(found.changedAt)}` : '';
      if (stamp === this.#stamp) return;
      const own = await readSynonymFile(fileSystem, root);
      this.#use(mergeSynonyms(shipped, own), places, null);
      this.#stamp = stamp;
    } catch (error) {
      const { code, detail = '' } = toFailure(error);
      // A drive that is away for a moment: what was read last stays in use.
      if (code !== 'library-damaged' && code !== 'library-version') return;
      this.#stamp = undefined;
      this.#use(mergeSynonyms(shipped, undefined), places, {
        type: code === 'library-version' ? 'version' : 'damaged',
        detail,
      });
    }
  }

  #use(lines: SynonymLine[], places: SynonymListOptions['places'], trouble: SynonymTrouble | null): void {
    this.#lines = lines;
    this.#trouble = trouble;
    this.#expander = new Expander(lines, places);
  }
}

function put(lines: readonly OwnLine[], line: OwnLine): OwnLine[] {
  return lines.some(({ id }) => id === line.id)
    ? lines.map((other) => (other.id === line.id ? line : other))
    : [...lines, line];
}

function isAsShipped({ terms, capitals }: OwnLine, shipped: ShippedSynonym): boolean {
  return (
    terms?.join('\n') === shipped.terms.join('\n') && (capitals ?? false) === (shipped.capitals ?? false)
  );
}

function without(line: OwnLine, ...keys: string[]): OwnLine {
  return Object.fromEntries(Object.entries(line).filter(([key]) => !keys.includes(key))) as OwnLine;
}
