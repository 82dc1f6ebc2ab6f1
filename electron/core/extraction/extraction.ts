import type { UnreadReason } from '#shared/model/attachment-text';

/** Raise it when files are read better than before: texts and reasons of an older one are made anew. */
export const extractorVersion = 2;

/** What the isolated process is told. */
export interface ExtractInput {
  readonly path: string;
  /** Its name as attached: says what it is where its bytes do not. */
  readonly name: string;
  /** Of the bytes that were attached. */
  readonly sha256: string;
  /** Bytes of a file that are read at most. */
  readonly mostBytes: number;
  /** Characters that are kept of a text. */
  readonly mostText: number;
  /** Milliseconds of processor time after which a long document is left at the page that was reached. */
  readonly enough: number;
}

/** What a text is said to lack that is there. */
const partlyRead = ['cut', 'long-text', 'no-text'] as const satisfies UnreadReason[];
type PartlyRead = (typeof partlyRead)[number];

/** Whether a file with this reason has a text all the same. */
export function isPartlyRead(reason: UnreadReason | undefined | null): reason is PartlyRead {
  return partlyRead.some((one) => one === reason);
}

/** `note`: what is to be said of a text that is not all there is. */
export type Extracted =
  | { readonly type: 'text'; readonly text: string; readonly note: PartlyRead | null }
  | { readonly type: 'unread'; readonly reason: UnreadReason };

export const unread = (reason: UnreadReason): Extracted => ({ type: 'unread', reason });

/** A reader of one kind of file gives up with this. */
export class Unreadable extends Error {
  readonly reason: UnreadReason;

  constructor(reason: UnreadReason) {
    super(reason);
    this.reason = reason;
  }
}

/** What a reader of one kind of file has found. */
export interface FoundText {
  readonly text: string;
  readonly note?: PartlyRead;
}

/** How far a reader may go. */
export interface Effort {
  readonly mostText: number;
  /** True once a long document is to be left where it is. */
  spent(): boolean;
}
