import type { StoredPractice } from '#core/practices/practice-store';
import { Failure } from '#shared/failure';
import { isBeingWritten, type Work } from '#shared/model/practice';

/**
 * What was submitted or approved is changed only after it was opened again: somebody reads those bytes to decide on
 * them, or has decided.
 */
export function isOpen(work: Work | undefined): boolean {
  return isBeingWritten(work?.status);
}

/** Lines of the log that repeat the status and do not bring it about. */
const bookkeeping = new Set(['minted', 'restored', 'undo', 'reviewed', 'opinion']);

/**
 * The line of the log that brought about the status of a practice, with the revision that it is about. A revision that was
 * minted afterwards, of a text that was changed outside the program, is not what was approved.
 */
export function statusLine(work: Work | undefined): Work['log'][number] | undefined {
  return work?.log.findLast(({ step, to }) => to === work.status && !bookkeeping.has(step));
}

/** Says that a practice is closed: who closed it and when, and which text it is that is closed. */
export function closedFailure({ document, hash }: StoredPractice, work: Work | undefined): Failure {
  const { title = '', id } = document.frontMatter;
  const last = statusLine(work);
  const at = last === undefined ? null : Date.parse(last.at);
  return new Failure('practice-closed', {
    where: title === '' ? id : title,
    overtaken: { by: last?.by ?? '', at, hash },
  });
}
