import { writeAtomically, jsonText } from '#core/files/atomic-write';
import type { HeldLock } from '#core/files/held-lock';
import { withLock } from '#core/files/lock';
import type { Transaction } from '#core/files/transaction';
import { layout } from '#core/library/layout';
import { libraryFormat, readLibraryFile } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { judgeDirectory } from '#core/seal/directory-file';
import { learnDirectory } from '#core/seal/learn-directory';
import { learnKeys } from '#core/seal/learn-keys';
import { SealKnowledge } from '#core/seal/seal-knowledge';
import { keyFact, type SealedStatement } from '#core/seal/sealed-statement';
import { officeName } from '#shared/model/office';
import { type KnownOffice, type OfficesFile, officesFileSchema } from '#shared/model/known-office';
import type { SealVerdict } from '#shared/model/seal';

/** Keys of other offices (offices.json) and our own (office.json), shared by everybody on the library: read anew each time. */
export class Keyring {
  readonly #library: Pick<OpenedLibrary, 'store' | 'files'>;

  constructor(library: Pick<OpenedLibrary, 'store' | 'files'>) {
    this.#library = library;
  }

  /** What is known now. Fails with `library-damaged` where offices.json cannot be read: nothing is then called intact. */
  async read(): Promise<SealKnowledge> {
    const [file, office] = [await this.#file(), await this.#library.files.office()];
    const ours = office && { id: office.officeId, name: officeName(office), keys: office.keys };
    return new SealKnowledge(file?.offices ?? [], ours);
  }

  /** One verdict; for many, `read` once and ask that. */
  async verdict(
    bytes: Uint8Array,
    seal: string | undefined,
    office: { id: string; name: string },
    at?: string,
  ): Promise<SealVerdict> {
    return (await this.read()).verdict(bytes, seal, office, at);
  }

  /**
   * Stages what statements tell of keys: the first key of each of the wanted offices, and whatever known keys say. To be
   * called under `exclusively`.
   */
  async note(
    transaction: Transaction,
    statements: readonly SealedStatement[],
    wanted: ReadonlySet<string>,
    at: string,
  ): Promise<void> {
    const knowledge = await this.read();
    const learnt = learnStatements(knowledge, statements, wanted, at);
    if (JSON.stringify(learnt) === JSON.stringify(knowledge.offices)) return;
    await transaction.put(layout.offices, jsonText(await this.#withOffices(learnt)));
  }

  /** Takes over what statements tell of known keys, directories among them, as one step. */
  async learn(statements: readonly SealedStatement[], at: string): Promise<void> {
    const { ours } = await this.read();
    await this.change((offices) =>
      learnStatements(new SealKnowledge(offices, ours), statements, new Set(), at),
    );
  }

  /** Reads, changes and writes the known offices as one step. */
  async change(change: (offices: readonly KnownOffice[]) => KnownOffice[]): Promise<void> {
    await this.exclusively(async (held) => {
      const offices = change((await this.#file())?.offices ?? []);
      const { store } = this.#library;
      await writeAtomically(
        store.fileSystem,
        store.at(layout.offices),
        jsonText(await this.#withOffices(offices)),
        held,
      );
    });
  }

  /** Runs `work` while nobody else writes offices.json. */
  exclusively<T>(work: (held: HeldLock) => Promise<T>): Promise<T> {
    const { fileSystem, root } = this.#library.store;
    return withLock(fileSystem, this.#library.store.at(`${layout.offices}.lock`), work, { root });
  }

  async #withOffices(offices: KnownOffice[]): Promise<OfficesFile> {
    const file = await this.#file();
    return { ...file, format: file?.format ?? libraryFormat, offices };
  }

  #file(): Promise<OfficesFile | undefined> {
    const { fileSystem, root } = this.#library.store;
    return readLibraryFile(fileSystem, root, layout.offices, officesFileSchema);
  }
}

/** What is known after statements: keys, then the directories of authors whose key was compared. */
function learnStatements(
  knowledge: SealKnowledge,
  statements: readonly SealedStatement[],
  wanted: ReadonlySet<string>,
  at: string,
): KnownOffice[] {
  const facts = statements.flatMap((sealed) => keyFact(sealed) ?? []);
  const learning = { at, ...knowledge.own };
  const isWanted = (office: string): boolean => wanted.has(office);
  let offices = learnKeys(knowledge.offices, facts, { ...learning, isWanted });
  for (const sealed of statements.filter(({ statement }) => statement.type === 'directory')) {
    const judged = judgeDirectory(new SealKnowledge(offices, knowledge.ours), sealed);
    if (judged?.directory) offices = learnDirectory(offices, judged.directory, learning);
  }
  return offices;
}
