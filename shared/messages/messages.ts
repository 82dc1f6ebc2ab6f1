import type { vi } from '#shared/messages/vi';

/** A complete catalogue: a key that is missing in one language fails the type check. */
export type Messages = typeof vi;
