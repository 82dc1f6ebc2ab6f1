import type { Backend } from '#renderer/backend/backend';
import type { Output } from '#shared/contract/contract';
import type { KeyView, KnownOfficesView, KnownOfficeView } from '#shared/contract/offices';
import { type FailureData, toFailure } from '#shared/failure';

/** What was done last, to be said to the person. */
export type OfficesNews =
  | { readonly type: 'compared' | 'taken-back'; readonly office: string }
  | { readonly type: 'directory'; readonly outcome: Output<'offices.takeDirectory'> }
  | { readonly type: 'exported'; readonly offices: number };

/** Offices whose seals are known: comparing them, taking that back, directories. */
export class OfficesDesk {
  view = $state.raw<KnownOfficesView | null>(null);
  failure = $state.raw<FailureData | null>(null);
  news = $state.raw<OfficesNews | null>(null);
  busy = $state(false);
  /** The key that is being compared. */
  comparing = $state.raw<string | null>(null);
  readonly #backend: Backend;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  load(): Promise<boolean> {
    return this.#doing(async () => {
      this.view = await this.#backend.invoke('offices.list', {});
    });
  }

  async compare({ id, name }: KnownOfficeView, { key }: KeyView, phone: string): Promise<void> {
    const done = await this.#doing(async () => {
      this.view = await this.#backend.invoke('offices.compare', { officeId: id, key, phone });
    });
    if (!done) return;
    this.comparing = null;
    this.news = { type: 'compared', office: name };
  }

  async takeBack({ id, name }: KnownOfficeView, { key }: KeyView): Promise<void> {
    const done = await this.#doing(async () => {
      this.view = await this.#backend.invoke('offices.uncompare', { officeId: id, key });
    });
    if (done) this.news = { type: 'taken-back', office: name };
  }

  async takeDirectory(file: File): Promise<void> {
    await this.#doing(async () => {
      const reference = await this.#backend.give(file);
      const outcome = await this.#backend.invoke('offices.takeDirectory', { file: reference });
      this.view = await this.#backend.invoke('offices.list', {});
      this.news = { type: 'directory', outcome };
    });
  }

  /** Makes the file of our directory; resolves with the paper to be saved. */
  async exportDirectory(): Promise<Output<'offices.exportDirectory'>['paper'] | undefined> {
    let paper: Output<'offices.exportDirectory'>['paper'] | undefined;
    await this.#doing(async () => {
      const made = await this.#backend.invoke('offices.exportDirectory', {});
      paper = made.paper;
      this.news = { type: 'exported', offices: made.offices };
    });
    return paper;
  }

  /** One thing after the other; a failure is shown and false returned. */
  async #doing(work: () => Promise<void>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.failure = null;
    this.news = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
