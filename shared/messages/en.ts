import { failure } from '#shared/messages/en/failure';
import { frame } from '#shared/messages/en/frame';
import { host } from '#shared/messages/en/host';
import { practice } from '#shared/messages/en/practice';
import { reference } from '#shared/messages/en/reference';
import type { Messages } from '#shared/messages/messages';

export const en: Messages = { failure, frame, host, practice, reference };
