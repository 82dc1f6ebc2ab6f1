import type { Messages } from '#shared/messages/messages';

export const signedPaper: Messages['signedPaper'] = {
  type: { report: 'Report', letter: 'Letter' },
};
