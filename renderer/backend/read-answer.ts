import type { Answer } from '#shared/contract/answer';
import { reviveFailure } from '#shared/failure';

/** Gives the value of an answer, or throws its fault as a `Failure`. */
export function readAnswer(answer: Answer): unknown {
  if (answer.ok) return answer.value;
  throw reviveFailure(answer.failure);
}
