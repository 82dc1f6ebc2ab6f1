import { formatBytes } from '#renderer/components/format';
import type { FailureData } from '#shared/failure';
import type { Messages } from '#shared/messages/messages';
import type { FailureMessage } from '#shared/messages/vi/failure';
import type { Language } from '#shared/model/practice';

/** What a person is told of a fault, with its sizes in their units. */
export function failureMessage(
  { code, where, space }: Pick<FailureData, 'code' | 'where' | 'space'>,
  messages: Messages,
  language: Language,
): FailureMessage {
  const sizes = space && {
    needed: formatBytes(space.needed, language),
    free: formatBytes(space.free, language),
  };
  return messages.failure.messages[code](where, sizes);
}
