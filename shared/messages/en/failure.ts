import type { Messages } from '#shared/messages/messages';

const named = (where: string | undefined): string => (where === undefined ? '' : ` “${where}”`);

const nothingChanged = 'Nothing was changed.';
const libraryUntouched = 'The library is as it was.';

export const failure: Messages['failure'] = {
  messages: {
    'bad-input': (where) => ({
      title: `What was entered is not right${where === undefined ? '' : ` at “${where}”`}.`,
      safe: nothingChanged,
      advice: 'Look at what you entered and try again.',
    }),
    'not-found': (where) => ({
      title: `Not found:${named(where) || ' this content'}.`,
      safe: 'Nothing else is affected.',
      advice: 'Somebody may just have moved or deleted it. Search again or look in the bin.',
    }),
    'no-library': () => ({
      title: 'No library is open.',
      safe: nothingChanged,
      advice: 'Open or create a library first.',
    }),
    'no-office': () => ({
      title: 'The office has no name yet.',
      safe: nothingChanged,
      advice: 'Open Settings, “Our office”, enter its name, then do it again.',
    }),
    'library-missing': (where) => ({
      title: `The library folder${named(where)} is not there.`,
      safe: 'What is in the folder was not touched.',
      advice: 'Check the connection to the drive or shared folder, then press Try again.',
    }),
    'library-damaged': (where) => ({
      title: `The library’s file${named(where)} cannot be read.`,
      safe: 'It was neither repaired nor overwritten.',
      advice: 'Restore the file from a backup and open the library again.',
    }),
    'library-version': () => ({
      title: 'The library was made by a newer version.',
      safe: libraryUntouched,
      advice: 'Update the program, then open it again.',
    }),
    'not-a-library': (where) => ({
      title: `The folder${named(where)} is not a Lan Tỏa library.`,
      safe: 'Nothing was written to it. The library in use stays open.',
      advice: 'Choose the right library folder or create a new library.',
    }),
    'library-exists': (where) => ({
      title: `The folder${named(where)} already holds a library.`,
      safe: libraryUntouched,
      advice: 'Open that library or choose another folder.',
    }),
    'library-read-only': () => ({
      title: 'The library can be read only; nothing was saved.',
      safe: libraryUntouched,
      advice: 'Ask for permission to write to the folder, or open another library.',
    }),
    'folder-not-empty': (where) => ({
      title: `There are other files in the folder${named(where)}.`,
      safe: 'The files in it were left alone.',
      advice: 'Choose an empty folder or a new name.',
    }),
    'practice-damaged': (where) => ({
      title: `The write-up${named(where)} cannot be read.`,
      safe: 'Its file is kept as it is and never overwritten.',
      advice: 'Open it to see the line in question; mend the file or restore it from a backup.',
    }),
    'practice-locked': (where) => ({
      title: `Somebody else is saving this write-up${where === undefined ? '' : ` (${where})`}.`,
      safe: 'What you are writing is still on the screen.',
      advice: 'Wait a few seconds and try again.',
    }),
    'lock-lost': () => ({
      title: 'This computer paused for too long while saving, asleep perhaps, and another one went on.',
      safe: 'Nothing is half done and nothing was overwritten. What you are writing is still on the screen.',
      advice: 'Text is saved again by itself. Anything else: look at the result and repeat it if need be.',
    }),
    'practice-not-ours': () => ({
      title: 'This write-up belongs to another office and can only be read.',
      safe: 'The original is as it was.',
      advice: 'Use “Write one based on this” to write your own.',
    }),
    'practice-closed': (where) => ({
      title: `The write-up${named(where)} is submitted or approved and cannot be changed.`,
      safe: 'What was submitted or approved is as it was.',
      advice: 'Reopen it for changes, then submit it again.',
    }),
    'attachment-missing': (where) => ({
      title: `The attachment${named(where)} is not there.`,
      safe: 'The text of the write-up is complete.',
      advice: 'Attach the file again or ask the sending office for it.',
    }),
    'attachment-changed': (where) => ({
      title: `The attachment${named(where)} was changed outside the program.`,
      safe: 'The write-up and its other attachments are as they were.',
      advice: 'If the new file is right, detach and attach it again; if not, restore it from a backup.',
    }),
    'file-busy': (where) => ({
      title: `The file${named(where)} is in use by another program.`,
      safe: nothingChanged,
      advice: 'Close it there (Word, a sync program) and try again.',
    }),
    'disk-full': (where) => ({
      title: `The disk is full${where === undefined ? '' : ` (while writing “${where}”)`}.`,
      safe: 'What was saved before is intact.',
      advice: 'Free some space and try again.',
    }),
    'no-permission': (where) => ({
      title: `No permission for${named(where) || ' this file'}.`,
      safe: nothingChanged,
      advice: 'Ask whoever looks after the folder, or choose another one.',
    }),
    'bundle-refused': (where) => ({
      title: `The parcel was refused${where === undefined ? '' : ` because of “${where}”`}: malformed or unsafe.`,
      safe: libraryUntouched,
      advice: 'Ask the sending office to export and send it again.',
    }),
    'bundle-unreadable': (where) => ({
      title: `The parcel${named(where)} cannot be read: damaged, or not downloaded completely.`,
      safe: libraryUntouched,
      advice: 'Download or copy the file again; if that fails, ask the sender to send it once more.',
    }),
    'bundle-version': () => ({
      title: 'The parcel was made by a newer version of the program.',
      safe: libraryUntouched,
      advice: 'Update the program and receive it again.',
    }),
    'bundle-too-large': (where) => ({
      title: `This is too much for one parcel${where === undefined ? '' : `, above all “${where}”`}.`,
      safe: nothingChanged,
      advice: 'Take out some write-ups or heavy attachments and export again.',
    }),
    'backup-inside-library': (where) => ({
      title: `The folder${named(where)} lies in this very library.`,
      safe: nothingChanged,
      advice:
        'Choose a folder on another drive, such as a USB drive or a shared folder, so that losing this drive does not lose the backup.',
    }),
    'backup-folder-missing': (where) => ({
      title: `The backup folder${named(where)} cannot be found.`,
      safe: 'The library and earlier backups are as they were.',
      advice: 'Connect the drive or the shared folder again, or choose another folder, and back up again.',
    }),
    'backup-too-large': (where) => ({
      title: `The file${named(where)} is too large to be backed up.`,
      safe: 'The library and earlier backups are as they were.',
      advice: 'Copy this file elsewhere and take it out of the library, then back up again.',
    }),
    'backup-damaged': (where) => ({
      title: `The backup${named(where)} is not whole.`,
      safe: 'Nothing was taken from it; the library and other backups are as they were.',
      advice: 'Use another backup, or copy the file again from where it is kept and retry.',
    }),
    'backup-of-another': (where) => ({
      title: `The backup${named(where)} is of another library.`,
      safe: 'Nothing was taken from it; the open library is as it was.',
      advice: 'Choose a backup of the library that is open.',
    }),
    'not-enough-space': (where, sizes) => ({
      title: sizes
        ? `The disk of the folder${named(where)} has too little room: about ${sizes.needed} are needed, ${sizes.free} are free.`
        : `The disk of the folder${named(where)} has too little room.`,
      safe: 'Nothing was written; the library and earlier backups are as they were.',
      advice: 'Clear some files from this disk or choose a folder on another one, then do it again.',
    }),
    'sample-cannot-leave': (where) => ({
      title: `The sample${named(where)} can be neither issued nor sent.`,
      safe: nothingChanged,
      advice: 'Take the sample out of the compilation.',
    }),
    'nothing-to-export': () => ({
      title: 'There is nothing in the compilation to send.',
      safe: nothingChanged,
      advice: 'Put at least one approved write-up into the compilation.',
    }),
    'not-approved': (where) => ({
      title: `The write-up${named(where)} is not approved.`,
      safe: nothingChanged,
      advice: 'Submit it for approval or take it out of the compilation.',
    }),
    'no-seal-key': () => ({
      title: 'This PC does not have the seal of the office.',
      safe: nothingChanged,
      advice:
        'Go to Settings, “Seal”, and enter the words from the recovery page of the seal, or do this on the PC that has the seal.',
    }),
    'seal-locked': () => ({
      title: 'The seal on this computer needs its passphrase.',
      safe: nothingChanged,
      advice:
        'Do it again and give the passphrase. Where it is forgotten, enter the recovery page in Settings, “Seal”.',
    }),
    'passphrase-needed': (where) => ({
      title: `A passphrase is needed to open the file${named(where)}.`,
      safe: nothingChanged,
      advice: 'Ask the sender for it by telephone.',
    }),
    'passphrase-wrong': (where) => ({
      title: `The passphrase does not open the file${named(where)}.`,
      safe: 'Nothing of the file was kept.',
      advice: 'Enter it again. If it still does not open, ask the sender by telephone.',
    }),
    'locked-for-others': (where) => ({
      title: `Only another recipient can open the file${named(where)}.`,
      safe: nothingChanged,
      advice:
        'If it was meant for your office, open it on a computer that has its seal, or enter the recovery page here (an older one too) and open it again. Otherwise ask the sender for a file that is meant for your office.',
    }),
    'sharing-forbids': (where) => ({
      title: `The write-up${named(where)} is not shared with those it would go to.`,
      safe: nothingChanged,
      advice:
        'Change with whom it is shared, take it out of the compilation, or make a parcel for the named offices only.',
    }),
    'choice-closed': () => ({
      title: 'The list of this period is closed, so it can no longer be changed.',
      safe: nothingChanged,
      advice:
        'To change it, open the page Issue and choose “Open the list again”; once it is issued, make a replacement.',
    }),
    'issue-changed': (where) => ({
      title: `What would be issued${named(where)} is not what was handed in for signature.`,
      safe: nothingChanged,
      advice:
        'Open the page Issue to see what has changed, bring the write-up back to what was closed, or close the list anew and have it signed again.',
    }),
    'paper-missing': (where) => ({
      title: `There is no signed paper${named(where)}.`,
      safe: nothingChanged,
      advice:
        'Give its number and date and attach the signed file at the step “Number, date, signed paper”, then issue.',
    }),
    'seal-in-doubt': (where) => ({
      title: `The seal of the write-up${named(where)} must be looked at before it is taken in.`,
      safe: nothingChanged,
      advice: 'Open the parcel again, read the reason at this write-up and decide on it by itself.',
    }),
    'statement-left': () => ({
      title: 'This has been sent and cannot be taken back.',
      safe: nothingChanged,
      advice: 'To say something else, write a new one: recipients will see both.',
    }),
    cancelled: () => ({
      title: 'Stopped as you asked.',
      safe: 'Nothing half done was kept.',
      advice: 'You can do it again at any time.',
    }),
    unsupported: () => ({
      title: 'This computer cannot do that.',
      safe: nothingChanged,
      advice: 'Use the installed program, or do it another way.',
    }),
    unauthorised: () => ({
      title: 'The session has ended, or this page may not be opened.',
      safe: libraryUntouched,
      advice: 'Close the page, start the program again and use the address it prints.',
    }),
    'host-gone': () => ({
      title: 'Lan Tỏa has been closed or does not answer.',
      safe: 'What was saved is intact.',
      advice: 'Start the program again and open the new address it prints.',
    }),
    internal: () => ({
      title: 'The program met a fault nobody expected.',
      safe: 'What was saved is intact.',
      advice: 'Try again. If it comes back, copy the technical details for whoever helps you.',
    }),
  },
  nameOffice: 'Enter the name of the office',
};
