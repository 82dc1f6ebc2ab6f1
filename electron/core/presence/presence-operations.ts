import type { Presence } from '#core/presence/presence';
import type { HandlersOf } from '#shared/contract/contract';
import type { presenceOperations as operations } from '#shared/contract/presence';

/** Who is writing where in the open library. */
export function presenceOperations(presence: Presence): HandlersOf<typeof operations> {
  return {
    'presence.enter': ({ id }) => presence.enter(id),
    async 'presence.leave'({ id }) {
      await presence.leave(id);
      return {};
    },
    'presence.others': ({ id }) => presence.others(id),
    'presence.everyone': () => presence.everyone(),
    'presence.authors': ({ id, hash, keys }) => presence.authors(id, hash, keys),
  };
}
