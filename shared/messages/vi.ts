import { failure } from '#shared/messages/vi/failure';
import { frame } from '#shared/messages/vi/frame';
import { host } from '#shared/messages/vi/host';
import { practice } from '#shared/messages/vi/practice';
import { reference } from '#shared/messages/vi/reference';

/** The Vietnamese catalogue: the one that others are typed after. */
export const vi = { failure, frame, host, practice, reference };
