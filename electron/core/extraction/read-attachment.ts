import { type Extracted, type ExtractInput, unread } from '#core/extraction/extraction';
import type { IsolatedEnd, IsolatedLimits } from '#core/isolated/isolated-run';
import type { HostServices } from '#core/platform';
import { mostTextOfFile, unreadReasons } from '#shared/model/attachment-text';

/** What reading one file may take. */
export interface ReadingLimits extends IsolatedLimits {
  /** Bytes of a file. */
  readonly mostBytes: number;
  /** Characters of its text. */
  readonly mostText: number;
}

export const readingLimits: ReadingLimits = {
  milliseconds: 20_000,
  megabytes: 512,
  mostBytes: 100 * 1024 ** 2,
  mostText: mostTextOfFile,
};

/** The share of the time after which a long document is left at the page that was reached. */
const enough = 0.7;
/** An end that says nothing of the file (somebody killed the process, the drive hung) gets a second chance. */
const attempts = 2;

/**
 * Reads the text of a file in an isolated process. `later` where it could not be tried for a reason that is not the
 * file's. Fails where no process can be started.
 */
export async function readAttachment(
  host: Pick<HostServices, 'runIsolated'>,
  file: { readonly path: string; readonly name: string; readonly sha256: string },
  limits: ReadingLimits,
  signal: AbortSignal,
): Promise<Extracted | 'later'> {
  const { mostBytes, mostText, milliseconds } = limits;
  const input: ExtractInput = { ...file, mostBytes, mostText, enough: milliseconds * enough };
  let because: IsolatedEnd = 'crash';
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const outcome = await host.runIsolated('extract-worker', input, limits, signal);
    if (outcome.type === 'done') return isExtracted(outcome.output) ? outcome.output : unread('damaged');
    because = outcome.because;
    if (because === 'time') return unread('too-long');
    if (because === 'memory') return unread('too-big');
    if (because === 'stopped') return 'later';
  }
  return because === 'crash' ? unread('damaged') : 'later';
}

/** What comes out of a process that has read a hostile file is looked at before it is believed. */
function isExtracted(output: unknown): output is Extracted {
  const { type, text, note, reason } = (output ?? {}) as Record<string, unknown>;
  const known = (word: unknown): boolean => unreadReasons.some((one) => one === word);
  return type === 'text'
    ? typeof text === 'string' && (note === null || known(note))
    : type === 'unread' && known(reason);
}
