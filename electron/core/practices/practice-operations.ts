import { v7 as uuidv7 } from 'uuid';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { attach, detach } from '#core/practices/attachments';
import { listBin, moveToBin, restoreFromBin, whyGone } from '#core/practices/bin';
import { changeOurs, withOurs } from '#core/practices/change-ours';
import { newPracticeText, workOfUnit } from '#core/practices/new-practice';
import { findPractice, viewPractice } from '#core/practices/practice-view';
import { storedFields } from '#core/practices/stored-fields';
import { takeStep } from '#core/practices/status';
import type { HandlersOf, Input, Output } from '#shared/contract/contract';
import type { practicesOperations as operations } from '#shared/contract/practices';
import type { PersonHere } from '#shared/contract/presence';
import type { SectionKey } from '#shared/model/section';

export interface PracticesDependencies {
  readonly platform: Pick<Platform, 'host' | 'now'>;
  /** The open library; fails when there is none. */
  library(): OpenedLibrary;
  /** Name of the person at the keyboard, for the log. */
  me(): string;
  /** Who else is writing in a practice now. */
  others(id: string): Promise<readonly PersonHere[]>;
}

/** Reading and writing practices one by one, and the bin. */
export function practiceOperations(deps: PracticesDependencies): HandlersOf<typeof operations> {
  const practices = new Practices(deps);
  return {
    'practices.get': ({ id }) => findPractice(deps.library(), id),
    'practices.create': (input) => practices.create(input),
    'practices.save': (input) => practices.save(input),
    'practices.mint': (input) => practices.mint(input),
    'practices.step': (input) => practices.step(input),
    'practices.attach': (input) => practices.attach(input),
    'practices.detach': ({ id, base, file }) =>
      changeOurs(deps.library(), id, (library) => detach(library, id, base, file)),
    'practices.delete': (input) => practices.delete(input),
    'bin.list': () => listBin(deps.library()),
    'bin.restore': (input) => practices.restore(input),
  };
}

class Practices {
  readonly #deps: PracticesDependencies;

  constructor(deps: PracticesDependencies) {
    this.#deps = deps;
  }

  async create(input: Input<'practices.create'>): Promise<Output<'practices.create'>> {
    const library = this.#writable();
    const id = uuidv7();
    const text = await newPracticeText(library, id, input);
    const stored = await library.store.create(
      id,
      text,
      workOfUnit(library, this.#deps.me(), this.#deps.platform.now()),
    );
    await library.catalogue.note(id);
    return viewPractice(library, id, stored);
  }

  async save(input: Input<'practices.save'>): Promise<Output<'practices.save'>> {
    const { id, base } = input;
    const sections = new Map(Object.entries(input.sections) as [SectionKey, string][]);
    return changeOurs(this.#deps.library(), id, async (library) => {
      const { document } = await library.store.read(id);
      const fields = storedFields(input.fields, document.frontMatter);
      return library.store.save(id, base, { fields, sections });
    });
  }

  async mint({ id }: Input<'practices.mint'>): Promise<Output<'practices.mint'>> {
    const library = this.#writable();
    const author = { by: this.#deps.me(), at: this.#deps.platform.now() };
    return withOurs(library, id, async () => {
      const minted = await library.revisions.mint(id, author);
      if (minted.minted) await library.catalogue.note(id);
      return minted;
    });
  }

  async step(input: Input<'practices.step'>): Promise<Output<'practices.step'>> {
    const library = this.#writable();
    return withOurs(library, input.id, async () => {
      const outcome = await takeStep(library, input, this.#deps.me(), this.#deps.platform.now());
      await library.catalogue.note(input.id);
      return outcome;
    });
  }

  async attach(input: Input<'practices.attach'>): Promise<Output<'practices.attach'>> {
    const { id } = input;
    const { name } = input.file;
    const file = await this.#deps.platform.host.fileOf(input.file);
    try {
      const source = { path: file.path, name, title: input.title ?? name, despiteMarks: input.despiteMarks };
      return await changeOurs(this.#deps.library(), id, (library) => attach(library, id, source));
    } finally {
      await file.release();
    }
  }

  async delete(input: Input<'practices.delete'>): Promise<Output<'practices.delete'>> {
    const { id, base, despiteOthers = false } = input;
    const library = this.#writable();
    try {
      const others = despiteOthers ? [] : await this.#deps.others(id);
      if (others.length > 0) return { type: 'others', others: [...others] };
      const outcome = await moveToBin(library, id, this.#deps.platform.now(), this.#deps.me(), base);
      await library.catalogue.note(id);
      return outcome.type === 'deleted' ? outcome : { ...outcome, found: await findPractice(library, id) };
    } catch (error) {
      throw await whyGone(library, id, error);
    }
  }

  async restore({ id, entry }: Input<'bin.restore'>): Promise<Output<'bin.restore'>> {
    const library = this.#writable();
    const outcome = await restoreFromBin(library, id, entry);
    await library.catalogue.note(id);
    return outcome;
  }

  #writable(): OpenedLibrary {
    const library = this.#deps.library();
    requireWritable(library);
    return library;
  }
}
