import type { OpenPractice } from '#renderer/views/editor/open-practice.svelte';
import type { OpenQuestion } from '#renderer/views/editor/open-question.svelte';
import type { FailureCode } from '#shared/failure';

/** Why something that was typed is not in the library, and will not be by itself in a moment. */
export type Unsafe =
  /** The practice was submitted or approved meanwhile. */
  | { readonly type: 'closed' }
  /** It is in the bin. */
  | { readonly type: 'gone' }
  /** The library's folder or the program behind the page is not there. */
  | { readonly type: 'away' }
  | { readonly type: 'failed' }
  /** A person is asked about so many parts. */
  | { readonly type: 'asked'; readonly parts: number };

const away: readonly FailureCode[] = ['library-missing', 'no-library', 'host-gone'];

/**
 * What is not safe yet of a practice; null where everything is stored, or is about to be. The only place that decides it:
 * the state of saving, leaving and closing the window all go by it.
 */
export function unsafeState(open: OpenPractice, question: OpenQuestion): Unsafe | null {
  if (open.closed !== null && open.copy.offered !== null) return { type: 'closed' };
  if (!open.unsaved) return null;
  if (open.gone !== null) return { type: 'gone' };
  if (!open.editable) return { type: 'closed' };
  if (open.failure !== null) return { type: away.includes(open.failure.code) ? 'away' : 'failed' };
  const parts = question.conflict?.copy === null ? question.held.length : 0;
  return parts > 0 ? { type: 'asked', parts } : null;
}
