import type { Messages } from '#shared/messages/messages';

export const closedParcel: Messages['closedParcel'] = {
  who: 'Who can open the file',
  ways: {
    offices: 'The offices that you choose',
    passphrase: 'Whoever knows the passphrase',
  },
  hints: {
    offices:
      'The program opens it there by itself and asks for nothing. Offices whose seal was compared can be chosen.',
    passphrase: 'Send the file, then tell the passphrase by telephone; never write it into the same mail.',
  },
  list: 'Recipients',
  empty: 'This parcel has no recipients yet, and nobody is on the list of recipients.',
  noneReady: 'Nobody can be chosen yet. The reasons stand below; a passphrase works.',
  notYet: (count) => `Cannot be chosen yet (${count})`,
  states: {
    unknown: 'no parcel of theirs has arrived, so that their seal is not known',
    unconfirmed: 'their seal was not compared',
    changed: 'their seal was changed or disabled, and not compared again',
    untold: 'they use an earlier version of the program, which cannot open such files',
    forbidden: 'the sharing scope does not allow it',
  },
  compare: 'Open the known offices to compare seals',
  pick: 'Choose recipients',
  make: (count) => `Make files for ${count}`,
  making: 'Making files…',
  done: (files, names) => `${files} made. Only these can open them: ${names}.`,
  doneHint:
    'They are under “Files to send”; their names end in .lantoa. Send those: anybody can open a .zip.',
  onlyFor: (names) => `Only ${names} can open it`,
};
