import type { NearDuplicate } from '#core/near-duplicates/near-duplicates';
import type { Heading } from '#core/near-duplicates/practice-blocks';

/** A practice that is to be compared, as the catalogue knows it. */
export interface ComparedPractice extends Heading {
  readonly id: string;
  /** SHA-256 of its practice.md. */
  readonly fingerprint: string;
}

/** The worker that finds near copies. `open` must come first. */
export interface NearDuplicateCalls {
  /** Answers the ids of what an earlier run has read. */
  readonly open: {
    readonly input: {
      /** The library's folder. */
      readonly root: string;
      /** The file in the profile that keeps what was read. */
      readonly cache: string;
      /** Of a `StopSign`. */
      readonly stop: SharedArrayBuffer;
    };
    readonly output: string[];
  };
  /** Reads texts that are not known; what cannot be read is compared no more until it is another one. Answers how many were read. */
  readonly read: { readonly input: readonly ComparedPractice[]; readonly output: number };
  readonly forget: { readonly input: readonly string[]; readonly output: null };
  /** Compares all that was read; fails with `cancelled` when the run was stopped. */
  readonly pairs: { readonly input: { readonly run: number }; readonly output: NearDuplicate[] };
  /** Keeps for the next run what was read. */
  readonly save: { readonly input: null; readonly output: null };
}
