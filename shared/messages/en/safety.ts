import type { safety as source } from '#shared/messages/vi/safety';

export const safety: typeof source = {
  unsafe: {
    closed: 'Last words not saved',
    gone: 'Not saved: in the bin',
    away: 'Not saved: library not found',
    failed: 'Not saved',
  },
  asked: (parts) => `${parts} not saved: please choose`,
  notKeptHere: 'Not kept on this computer: the page’s storage is full',

  leaveTitle: 'Leave this practice?',
  leave: {
    closed: 'The practice was closed, so your last words are not in it. They are kept on this computer.',
    gone: 'The practice is in the bin, so your last words were not saved. They are kept on this computer.',
    away: 'The library’s folder is not there, so your last words were not saved. They are kept on this computer and offered when you open the practice.',
    failed:
      'Your last words could not be saved. They are kept on this computer and offered when you open the practice.',
    asked:
      'Some parts are not saved because you have yet to choose a version. Yours is kept on this computer and offered when you open the practice.',
  },
  leaveUploads: (count) =>
    `Files being added: ${count}. If you leave, those that are not done do not get into the practice.`,
  stay: 'Stay',
  leaveAnyway: 'Leave all the same',
  stopAndLeave: 'Stop and leave',
  closeTitle: 'Close the program?',
  closeText: 'Some text is not in the library yet, or files are still being added.',
  closeAnyway: 'Close all the same',

  closedBy: (who, did, when) => `${who} ${did} this practice at ${when}`,
  closedUnknown: 'This practice has just moved on and cannot be changed any more',
  did: { submitted: 'submitted', approved: 'approved' },
  closedText:
    'Your last words did not get into it and are kept on this computer. Press “Reopen for changes”, then “Bring it back”.',
  keptWhileClosed:
    'This computer still keeps unsaved text of this practice. Press “Reopen for changes” to bring it back.',
  showText: 'Show the unsaved text',
  copyText: 'Copy the text',
  dropped: 'The unsaved text was dropped.',

  goneBy: (who, when) => `${who} moved this practice to the bin at ${when}`,
  goneUnknown: 'This practice was just moved to the bin',
  goneText: 'Your last words are still here and kept on this computer, but not in the practice.',
  goneAllStored: 'What you wrote is in the practice, in the bin.',
  takeBack: 'Bring back from the bin',

  awayTitle: 'The library’s folder is not there',
  awayText: 'The program waits and goes on by itself when it is back. Nothing was lost or changed.',
  awayWriting: 'What you type is kept on this computer and saved when the folder is back.',

  submitTitle: 'Something required is missing',
  submitText: 'It cannot be approved while these are missing:',
  submitAnyway: 'Submit all the same',
  submittedNote: 'This practice is waiting for approval. Press “Reopen for changes” to go on writing.',

  conflictBy: (name) => `${name} changed these parts too`,
  conflictAgain: 'While you were choosing, this part was changed again',
  conflictText:
    'Nothing was overwritten; other parts are still saved. Choose a version; the other one is kept in the practice.',
  conflictAgainText: 'Your choice was not written. Look at the new version and choose again.',
  takeOf: (name) => `Take ${name}’s`,
  onlyMine: '[only in mine: ',
  onlyTheirs: '[only in the other: ',
  endOfMark: ']',

  updatedBy: (name) => `Updated to what ${name} has just saved`,
  updatedOutside: 'Updated to the file, which was changed outside the program',
  seeChanges: 'See changes',
  unfold: 'Read all',
  fold: 'Fold',
  keptHere: 'Unsaved text is kept on this computer',
};
