import type { Messages } from '#shared/messages/messages';

export const host: Messages['host'] = {
  refused: {
    foreign: {
      title: 'Request not accepted',
      text: 'This page opens only from the computer that runs the program. Copy the address that was printed at start and paste it into the address bar of the browser.',
    },
    used: {
      title: 'This address has been used',
      text: 'Each address opens once, in one browser. Go on in the browser that is open; for another browser press Enter in the window that started the program to get a new address. If it was not you who opened this address, close the program and start it again.',
    },
    unknown: {
      title: 'Lan Tỏa is not open in this browser yet',
      text: 'Open the whole address that was printed when the program started. If that address has been used, press Enter in the window that started the program to get a new one.',
    },
  },
  openLink: {
    title: 'Open an outside link',
    question: 'Open this link in the browser?',
    detail: (url) => `${url}\n\nLan Tỏa has no control over what this page shows.`,
    open: 'Open link',
    cancel: 'Do not open',
  },
  openFile: {
    title: 'Open in another program',
    question: (title) => `Open “${title}” in another program?`,
    detail: (file, bytes, office) =>
      [
        `File: ${file} (${String(Math.max(1, Math.round(bytes / 1000))).replace(/\B(?=(\d{3})+$)/g, ',')} kB)`,
        `From: ${office || 'no office given'}`,
        '',
        'Open it only if you trust where it comes from. A copy is opened: changes made there do not reach the library.',
      ].join('\n'),
    open: 'Open the file',
    cancel: 'Do not open',
  },
};
