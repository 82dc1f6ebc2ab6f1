import { v7 as uuidv7 } from 'uuid';
import { jsonText } from '#core/files/atomic-write';
import { inParallel } from '#core/files/in-parallel';
import { inTransaction, type Transaction } from '#core/files/transaction';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import { type OpenedLibrary, ourOffice, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { OfficeSeal } from '#core/seal/office-seal';
import { statementComment } from '#core/seal/trusted-comment';
import { parseStatement, StatementError } from '#core/statements/statement-file';
import { officeName } from '#shared/model/office';
import { idSchema } from '#shared/model/practice';
import {
  type Statement,
  statementBodies,
  type StatementBody,
  statementFormat,
  type StatementOutcome,
  type StatementType,
} from '#shared/model/statement';

/** A statement as it lies in the library, with the bytes that are sealed and sent. */
export interface KnownStatement {
  readonly statement: Statement;
  readonly bytes: Uint8Array;
  /** Text of the `.minisig` file beside it; what it is worth, the keyring says. */
  readonly seal: string | undefined;
  readonly sealed: boolean;
}

/** A statement that comes from outside, checked by `parseStatement`. */
export interface ArrivingStatement {
  readonly id: string;
  readonly bytes: Uint8Array;
  readonly seal: string | undefined;
}

/*
 * What becomes of an arriving statement (`StatementOutcome`). here: it was here, with a seal that is as good. sealed: it was here, with no seal
 * or one that is worth less. replaces: another one of this id was here that its author had not sealed, while this one is.
 * refused: another one of this id is here and stays, or it says that it is ours and lacks our seal.
 */
/** Whether the seal of a statement is whole and by its author, as far as is known here. */
export type IsSealedByAuthor = (statement: Omit<KnownStatement, 'sealed'>) => boolean | Promise<boolean>;

interface StatementsDependencies {
  readonly platform: Pick<Platform, 'now'>;
  readonly library: OpenedLibrary;
  readonly seal: OfficeSeal;
  /** Hears when statements were added or removed. */
  readonly changed?: () => void;
}

interface Remembered extends KnownStatement {
  /** A statement never changes, but its seal may come later. */
  readonly withSeal: boolean;
}

/**
 * The statements of a library, ours and others', each a file that is kept as it came. What is known of a file is
 * remembered by its name, so that listing thousands costs one look at the folder; a file that cannot be read, is of
 * another version or has a strange name stays where it is and does not hold up the others.
 */
export class Statements {
  readonly #platform: StatementsDependencies['platform'];
  readonly #library: OpenedLibrary;
  readonly #seal: OfficeSeal;
  readonly #changed: () => void;
  readonly #known = new Map<string, Remembered>();

  constructor({ platform, library, seal, changed = () => undefined }: StatementsDependencies) {
    this.#changed = changed;
    this.#platform = platform;
    this.#library = library;
    this.#seal = seal;
  }

  /** All that can be read, oldest first. */
  async list(): Promise<KnownStatement[]> {
    const { store } = this.#library;
    const entries = await store.fileSystem.list(store.at(layout.statements));
    const names = new Set(entries.flatMap(({ name, kind }) => (kind === 'file' ? [name] : [])));
    const ids = [...names].flatMap((name) => (name.endsWith('.json') ? [name.slice(0, -5)] : []));
    for (const id of this.#known.keys()) if (!names.has(`${id}.json`)) this.#known.delete(id);
    const valid = ids.filter((id) => idSchema.safeParse(id).success);
    const found = await inParallel(valid, (id) => this.#read(id, names.has(`${id}.json.minisig`)));
    return found.filter((one) => one !== undefined).toSorted(byTime);
  }

  /** Those whose subject is this practice, oldest first. */
  async about(practiceId: string): Promise<KnownStatement[]> {
    return (await this.list()).filter(({ statement }) => statement.subject?.practice === practiceId);
  }

  /** Undefined where there is none of this id that can be read. */
  async find(id: string): Promise<KnownStatement | undefined> {
    const { store } = this.#library;
    if (!(await store.fileSystem.information(store.at(layout.statement(id))))) return undefined;
    const sealThere = await store.fileSystem.information(store.at(layout.statementSeal(id)));
    return this.#read(id, sealThere !== undefined);
  }

  /**
   * Makes a statement of our office, sealed if its key is in this profile. The seal says the time of the statement. Fails
   * with `no-office` or `library-read-only`. `as` is for those whose id and time follow from what they say.
   */
  async make<T extends StatementType>(
    type: T,
    body: StatementBody<T>,
    options: { subject?: Statement['subject']; by: string; as?: { id: string; at: string } },
  ): Promise<Statement> {
    const { fileSystem, root } = this.#library.store;
    const statement = await inTransaction(fileSystem, root, (transaction) =>
      this.makeIn(transaction, type, body, options),
    );
    this.#changed();
    return statement;
  }

  /** As `make`, as a part of something larger. */
  async makeIn<T extends StatementType>(
    transaction: Transaction,
    type: T,
    body: StatementBody<T>,
    {
      subject,
      by,
      as,
      unsealed = false,
    }: {
      subject?: Statement['subject'];
      by: string;
      as?: { id: string; at: string };
      unsealed?: boolean;
    },
  ): Promise<Statement> {
    requireWritable(this.#library);
    const office = ourOffice(this.#library);
    const statement: Statement = {
      format: statementFormat,
      kind: 'lantoa-statement',
      id: as?.id ?? uuidv7(),
      type,
      author: { id: office.officeId, name: officeName(office) },
      ...(by === '' ? {} : { by }),
      at: as?.at ?? this.#platform.now().toISOString(),
      ...(subject ? { subject } : {}),
      body: statementBodies[type].parse(body),
    };
    const bytes = Buffer.from(jsonText(statement));
    parseStatement(bytes, statement.id);
    const canSeal = !unsealed && (await this.#seal.ensure()) !== undefined;
    const seal = canSeal ? await this.#seal.seal(bytes, statementComment(statement)) : undefined;
    await this.#stage(transaction, { id: statement.id, bytes, seal });
    return statement;
  }

  /** Takes back a statement of ours that has not left the house. */
  async withdraw(id: string): Promise<void> {
    const { fileSystem, root } = this.#library.store;
    await inTransaction(fileSystem, root, (transaction) => this.remove(transaction, id));
    this.#changed();
  }

  /**
   * Plans to keep a statement that came from outside. Bytes once here stay as they are: another statement of the same id
   * is refused, unless it has the whole seal of its author and the one that is here has not; that one is put aside under
   * the hash of its bytes.
   */
  async put(
    transaction: Transaction,
    arriving: ArrivingStatement,
    isSealedByAuthor: IsSealedByAuthor,
  ): Promise<StatementOutcome> {
    const { id, bytes, seal } = arriving;
    const statement = parseStatement(bytes, id);
    const { store } = this.#library;
    const here = await this.#there(id);
    if (!here) {
      const isOurs = statement.author.id === this.#library.office?.officeId;
      if (isOurs && !(await isSealedByAuthor({ statement, bytes, seal }))) return 'refused';
      await this.#stage(transaction, arriving);
      return 'new';
    }
    const isSame = Buffer.compare(here.bytes, bytes) === 0;
    if (isSame && (seal === undefined || seal === here.seal)) return 'here';
    const known = await this.find(id);
    const isBetter =
      (await isSealedByAuthor({ statement, bytes, seal })) && !(known && (await isSealedByAuthor(known)));
    if (isSame) {
      if (seal === undefined || (here.seal !== undefined && !isBetter)) return 'here';
      await transaction.put(layout.statementSeal(id), seal);
      this.#known.delete(id);
      return 'sealed';
    }
    if (!isBetter) return 'refused';
    const aside = `${layout.statements}/replaced/${sha256(here.bytes)}.json`;
    if (!(await store.fileSystem.information(store.at(aside)))) await transaction.put(aside, here.bytes);
    await this.#stage(transaction, arriving);
    return 'replaces';
  }

  /** To be called once a transaction with `put` or `remove` is through: somebody may have asked before it was. */
  changed(): void {
    this.#known.clear();
    this.#changed();
  }

  /** Plans to remove a statement with its seal. */
  async remove(transaction: Transaction, id: string): Promise<void> {
    const { store } = this.#library;
    for (const path of [layout.statement(id), layout.statementSeal(id)])
      if (await store.fileSystem.information(store.at(path))) transaction.remove(path);
    this.#known.delete(id);
  }

  async #stage(transaction: Transaction, { id, bytes, seal }: ArrivingStatement): Promise<void> {
    await transaction.put(layout.statement(id), bytes);
    if (seal !== undefined) await transaction.put(layout.statementSeal(id), seal);
    this.#known.delete(id);
  }

  /** The bytes under this id, whether or not they are a statement. */
  async #there(id: string): Promise<{ bytes: Uint8Array; seal: string | undefined } | undefined> {
    const { store } = this.#library;
    const read = async (path: string): Promise<Uint8Array | undefined> =>
      (await store.fileSystem.information(store.at(path)))?.kind === 'file'
        ? store.fileSystem.read(store.at(path))
        : undefined;
    const bytes = await read(layout.statement(id));
    const seal = await read(layout.statementSeal(id));
    return bytes && { bytes, seal: seal && Buffer.from(seal).toString('utf8') };
  }

  async #read(id: string, withSeal: boolean): Promise<KnownStatement | undefined> {
    const remembered = this.#known.get(id);
    if (remembered?.withSeal === withSeal) return remembered;
    try {
      const found = await this.#there(id);
      if (!found) return undefined;
      const { bytes, seal } = found;
      const statement = parseStatement(bytes, id);
      const known = { statement, bytes, seal, sealed: seal !== undefined, withSeal: seal !== undefined };
      this.#known.set(id, known);
      return known;
    } catch (error) {
      if (error instanceof StatementError || isOfThisFile(error)) return undefined;
      throw error;
    }
  }
}

/** Gone since it was listed, or held by another program: the next look may find it. A disk that fails is another matter. */
function isOfThisFile(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return ['ENOENT', 'not-found', 'EACCES', 'EPERM', 'EBUSY'].includes(String(code));
}

/** By time, then by id: the same order in every office. */
function byTime({ statement: a }: KnownStatement, { statement: b }: KnownStatement): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  return a.id < b.id ? -1 : 1;
}
