import { frame } from '#shared/messages/en/frame';
import type { Messages } from '#shared/messages/messages';

export const en: Messages = { frame };
