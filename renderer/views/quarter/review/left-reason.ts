import { checkLabel } from '#renderer/views/editor/check-label';
import type { ReviewLeft } from '#shared/contract/review';
import type { Messages } from '#shared/messages/messages';
import { formatDate, formatTime } from '#shared/model/partial-date';
import type { Language } from '#shared/model/practice';

/** Why a practice was left as it is: who was first, or what is missing. */
export function leftReason(
  { reason, overtaken, missing }: ReviewLeft,
  messages: Messages,
  language: Language,
): string {
  const words = messages.review;
  if (overtaken) {
    const steps: Partial<Record<string, string>> = words.steps;
    const { by, at, step } = overtaken;
    const what = steps[step] ?? words.reasons[reason];
    return words.overtaken(by || words.noName, what, formatTime(at), formatDate(at));
  }
  if (missing.length === 0) return words.reasons[reason];
  return words.incomplete(missing.map((check) => checkLabel(check, messages, language)).join(', '));
}
