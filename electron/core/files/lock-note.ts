import { hasEnded, type OwnProcess, type ProcessOwner } from '#core/files/process-owner';

/** What a lock file says; see docs/formats.md. */
export interface LockNote extends ProcessOwner {
  /** Random: names this one holding of the lock. */
  readonly token: string;
  /** Counts up with every rewriting. */
  readonly refreshed: number;
}

export function lockNoteText(note: LockNote): string {
  return `${JSON.stringify(note)}\n`;
}

/** What a holder's staged files bear in their names, and its plans in their text. */
export function markOfToken(token: string): string {
  return token.slice(0, 8);
}

/** A note as far as it can be read: it may be half written, or somebody else's idea of one. */
function readNote(content: string): Partial<Record<keyof LockNote, unknown>> {
  try {
    return (JSON.parse(content) ?? {}) as Partial<Record<keyof LockNote, unknown>>;
  } catch {
    return {};
  }
}

/** Whether the writer of a note has ended for certain. False also where it cannot be read: it is just being written. */
export function hasEndedOwner(content: string, us: OwnProcess): boolean {
  return hasEnded(readNote(content) as ProcessOwner, us);
}

/** The machine that a note names; null where it cannot be read. */
export function hostOf(content: string): string | null {
  const { host } = readNote(content);
  return typeof host === 'string' ? host.slice(0, 100) : null;
}

/** The mark of a note's holder; undefined where it cannot be read or is none that we would have made. */
export function markOfNote(content: string): string | undefined {
  const { token } = readNote(content);
  const mark = typeof token === 'string' ? markOfToken(token) : '';
  return /^[0-9a-f]{8}$/.test(mark) ? mark : undefined;
}
