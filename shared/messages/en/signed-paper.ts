import type { Messages } from '#shared/messages/messages';

export const signedPaper: Messages['signedPaper'] = {
  type: { report: 'Report', letter: 'Letter' },
  named: (type, number, date) =>
    `${type === 'report' ? 'report' : 'letter'} no. ${number} of ${date.split('-').reverse().join('/')}`,
  subject: {
    report: (period) => `Good practices of ${period}`,
    letter: (period) => `Sharing the good practices of ${period}`,
  },
  correction: (before) => `Correction of ${before}`,
};
