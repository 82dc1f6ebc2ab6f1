import type { Backend } from '#renderer/backend/backend';

/** Relative, so that it holds on app:// and on http://127.0.0.1 alike. */
export const fileAddress: Backend['fileAddress'] = (kind, folder, file) =>
  ['files', kind, ...folder.split('/'), file].map(encodeURIComponent).join('/');
