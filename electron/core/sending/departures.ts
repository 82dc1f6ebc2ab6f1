import { readCompilation } from '#core/compilation/compilation-file';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import {
  type Acknowledgement,
  acknowledgedBy,
  acknowledgements,
  doubtfulFor,
} from '#core/sending/acknowledgements';
import { checkBundle } from '#core/sending/check-bundle';
import { changeDeparture, departureIds, findDeparture } from '#core/sending/departure-file';
import { readRecipients } from '#core/sending/recipients-file';
import type { StatementJudge } from '#core/statements/judge';
import type { Statements } from '#core/statements/statement-store';
import type { Output } from '#shared/contract/contract';
import type { DepartureFile, DepartureView } from '#shared/contract/sending';
import { Failure } from '#shared/failure';
import type { Compilation } from '#shared/model/compilation';
import type { Departure } from '#shared/model/departure';

interface Stamp {
  readonly by: string;
  readonly at: Date;
}

/** The register of departures: what was issued, to whom it is to go, to whom it went. */
export class Departures {
  readonly #library: OpenedLibrary;
  readonly #said: { readonly statements: Statements; readonly judge: StatementJudge };

  constructor(library: OpenedLibrary, said: { statements: Statements; judge: StatementJudge }) {
    this.#library = library;
    this.#said = said;
  }

  /** Newest first; an entry that cannot be read does not hold up the others. */
  async list(): Promise<DepartureView[]> {
    const known = await this.#acknowledgements();
    const found: DepartureView[] = [];
    for (const id of await departureIds(this.#library)) {
      const view = await this.#view(id, known).catch((error: unknown) => {
        if (!(error instanceof Failure)) throw error;
      });
      if (view) found.push(view);
    }
    return found.toSorted((a, b) => (a.departure.issuedAt < b.departure.issuedAt ? 1 : -1));
  }

  /** Fails with `not-found`. */
  async get(id: string): Promise<DepartureView> {
    return this.#view(id, await this.#acknowledgements());
  }

  async check(id: string): Promise<Output<'sending.check'>> {
    return checkBundle(this.#library, await this.find(id));
  }

  /** Fails with `bad-input` where something was found and no reason is given. */
  async accept(id: string, reason: string, { by, at }: Stamp): Promise<DepartureView> {
    const findings = (await this.check(id)).length;
    if (findings > 0 && reason === '') throw new Failure('bad-input', { where: 'reason' });
    const checked = { at: at.toISOString(), by, findings, reason: findings > 0 ? reason : null };
    await changeDeparture(this.#library, id, (departure) => ({ ...departure, checked }));
    return this.get(id);
  }

  /** Fails with `sharing-forbids` for a recipient that the bundle was not made for. */
  async address(id: string, add: readonly string[], remove: readonly string[]): Promise<DepartureView> {
    const { recipients: list } = (await readRecipients(this.#library)).file;
    await changeDeparture(this.#library, id, (departure) => {
      const stay = departure.recipients.filter(
        ({ id: known, sentAt }) => sentAt !== undefined || !remove.includes(known),
      );
      const added = list.filter(
        (one) => add.includes(one.id) && !stay.some(({ id: known }) => known === one.id),
      );
      for (const one of added) requireAllowed(departure, one);
      // Another set of recipients may not be what was agreed to: agencies only.
      return { ...departure, recipients: [...stay, ...added] };
    });
    return this.get(id);
  }

  async mark(
    id: string,
    recipients: readonly string[],
    sent: boolean,
    { by, at }: Stamp,
  ): Promise<Output<'sending.mark'>> {
    const before = await this.find(id);
    if (sent && !before.checked) {
      const findings = await this.check(id);
      if (findings.length > 0) return { type: 'unchecked', findings };
      await this.accept(id, '', { by, at });
    }
    const stamp = { sentAt: at.toISOString(), sentBy: by };
    await changeDeparture(this.#library, id, (departure) => ({
      ...departure,
      recipients: departure.recipients.map((one) => {
        if (!recipients.includes(one.id)) return one;
        const { sentAt, sentBy, ...waiting } = one;
        if (!sent) return waiting;
        requireAllowed(departure, one);
        return sentAt === undefined ? { ...waiting, ...stamp } : { ...waiting, sentAt, sentBy };
      }),
    }));
    return { type: 'done', ...(await this.get(id)) };
  }

  /** Fails with `not-found`. */
  async find(id: string): Promise<Departure> {
    const departure = await findDeparture(this.#library, id);
    if (!departure) throw new Failure('not-found', { where: id });
    return departure;
  }

  #acknowledgements(): Promise<Acknowledgement[]> {
    return acknowledgements(this.#said, this.#library.office?.officeId);
  }

  async #view(id: string, known: readonly Acknowledgement[]): Promise<DepartureView> {
    const departure = await this.find(id);
    const exports = await exportsOf(this.#library, departure);
    const files: DepartureFile[] = [];
    for (const entry of exports) files.push(await this.#file(departure.period, entry));
    return {
      departure,
      files,
      of: exports.find(({ of }) => of !== undefined)?.of ?? null,
      acknowledged: acknowledgedBy(this.#library, departure, exports, known),
      doubtful: doubtfulFor(this.#library, departure, exports, known),
    };
  }

  async #file(period: string, entry: Compilation['exports'][number]): Promise<DepartureFile> {
    const { store } = this.#library;
    const { file, bytes, sha256, practices, part = 1, parts = 1, limit = null, sealed = false } = entry;
    const found = await store.fileSystem.information(store.at(`${layout.bundles(period)}/${file}`));
    return { file, bytes, sha256, practices, part, parts, limit, sealed, there: found?.kind === 'file' };
  }
}

/** The files of a departure, as compilation.json notes them, those that were written last in front. */
export async function exportsOf(
  library: OpenedLibrary,
  { period, number, content }: Pick<Departure, 'period' | 'number' | 'content'>,
): Promise<Compilation['exports']> {
  const { compilation } = await readCompilation(library, period);
  return compilation.exports.filter((entry) => entry.number === number && entry.content === content);
}

/** What is for agencies only goes to no one else, and a bundle that was made for certain offices to those. */
export function requireAllowed(
  { governmentOnly, audience }: Departure,
  { name, office, government }: { name: string; office: string | null; government: boolean },
): void {
  const isMeant =
    audience?.some((one) => one.name === name || (one.id !== null && one.id === office)) ?? true;
  if ((governmentOnly && !government) || !isMeant) throw new Failure('sharing-forbids', { where: name });
}
