import { frame } from '#shared/messages/vi/frame';

/** The Vietnamese catalogue: the one that others are typed after. */
export const vi = { frame };
