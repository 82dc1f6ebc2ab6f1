import type { KnownStamp } from '#core/practices/practice-stamp';

/** What the thread that looks at files is asked. */
export interface LookCalls {
  readonly look: {
    /** `root`: the library's folder. */
    readonly input: { readonly root: string; readonly practices: readonly KnownStamp[] };
    readonly output: Looked;
  };
}

export interface Looked {
  /** Ids of practices whose files are not as they were. */
  readonly stale: readonly string[];
  /** Milliseconds that this took. */
  readonly took: number;
}
