import type { Messages } from '#shared/messages/messages';

export const report: Messages['report'] = {
  parent: (province) => `People’s Committee of ${province}`,
  circulation: 'FOR INTERNAL CIRCULATION',
  name: 'REPORT',
  subject: (period) => `Good practices of ${period}`,
  opening: (office, period) =>
    `${office === '' ? 'This office' : office} reports the good practices of ${period} as follows:`,
  ours: 'I. PRACTICES OF OUR OWN',
  noneOfOurs: 'The compilation of this period has no practice of our own.',
  peers: 'II. PRACTICES OF OTHER MINISTRIES, SECTORS AND PROVINCES',
  noneOfPeers: 'The compilation of this period has no practice received from elsewhere.',
  proposals: 'III. PROPOSALS',
  noProposals: 'No proposals.',
  from: (office) => `Source: ${office}.`,
  proposal: (why, whom) => [why, whom === '' ? '' : `Proposed for: ${whom}`].filter(Boolean),
  closing: 'The list is in Annex I and the text of each practice in Annex II to this report./.',
  closingWithout: 'This is the report on good practices of the period./.',
  annex: (number) => `Annex ${number}`,
  annexNote: (symbol, office) =>
    `(To report No.        /BC-${symbol === '' ? '……' : symbol}, day … month … year …${office === '' ? '' : ` of ${office}`})`,
  list: 'LIST OF PRACTICES',
  listColumns: { number: 'No.', title: 'Practice', from: 'Unit, office', evidence: 'Level of evidence' },
  contents: 'CONTENTS',
  practices: 'THE PRACTICES',
};
