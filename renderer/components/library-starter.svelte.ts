import type { Application } from '#renderer/state/application.svelte';
import { type Failure, toFailure } from '#shared/failure';
import type { LibraryState } from '#shared/contract/library';

/** Joins as the host's own paths are written. */
export function joinPath(folder: string, name: string): string {
  if (folder === '') return name;
  const separator = folder.includes('\\') ? '\\' : '/';
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** Opens, creates or samples a library, with the fault beside the form it belongs to. */
export class LibraryStarter {
  busy = $state(false);
  failure = $state.raw<Failure | null>(null);
  readonly #app: Application;

  constructor(app: Application) {
    this.#app = app;
  }

  sample(): Promise<boolean> {
    return this.#try(this.#app.backend.invoke('library.openSample', { language: this.#app.language }));
  }

  create(path: string, name: string): Promise<boolean> {
    return this.#try(this.#app.backend.invoke('library.create', { path: path.trim(), name: name.trim() }));
  }

  open(path: string): Promise<boolean> {
    return this.#try(this.#app.backend.invoke('library.open', { path: path.trim() }));
  }

  async #try(request: Promise<LibraryState>): Promise<boolean> {
    this.busy = true;
    this.failure = null;
    try {
      this.#app.setLibrary(await request);
      return true;
    } catch (error) {
      this.failure = toFailure(error);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
