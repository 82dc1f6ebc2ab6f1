import type { FailureData } from '#shared/failure';
import type { Messages } from '#shared/messages/messages';

/** Why a file was refused, without the place inside it that broke a rule: that is for the technical fold. */
export function plainRefusal(messages: Messages, { code, where }: FailureData): string {
  const isInside = code === 'bundle-refused' || code === 'bundle-unreadable';
  const { title, safe, advice } = messages.failure.messages[code](isInside ? undefined : where);
  return `${title} ${safe} ${advice}`;
}
