import type { Messages } from '#shared/messages/messages';

/** Exchange folders: parcels are copied into a shared folder, from which the recipient takes them. */
export const outbox: Messages['outbox'] = {
  title: 'Send through an exchange folder',
  text: 'Copies the parcel into a folder on a shared drive, from which the recipient takes it. Each recipient has a folder of its own, so that it is known who has taken it.',
  open: 'Use an exchange folder',
  columns: { recipient: 'Recipient', folder: 'Folder', state: 'State' },
  put: 'Copy into the folder',
  putOne: (name) => `Copy the parcel into the folder of ${name}`,
  again: 'Copy again',
  putting: 'Copying into the folder…',
  notYet: 'Not copied yet',
  lies: (time, date) => `Copied ${time}, ${date}; not taken yet`,
  liesSome: (some, all) => `${some} of ${all} files are not taken yet`,
  fetched: 'Taken by the recipient',
  gone: 'Not in the folder any more: taken, or moved by somebody',
  unknown: 'This PC cannot open the folder',
  leave: 'Stop using it',
  leaveOne: (name) => `Stop using the folder of ${name}`,
  which: 'Which copy',
  plain: 'The plain one',
  locked: 'The one that only the recipient can open',
  lacks: 'There is no copy yet that this office can open. Make one under “Separately, confidentially” below.',
  choose: 'Choose a folder for a recipient',
  chooseOne: 'Choose a recipient…',
  path: 'Folder',
  pathHint:
    'For example a folder on a network drive that the recipient watches (Settings, Folders for receiving).',
  use: 'Use this folder',
  own: 'Use the library’s folder',
  ownHint:
    'A folder for each recipient in the library’s folder for sending; for recipients who can open this drive.',
  refused: {
    missing: 'There is no such folder. Check the network drive and try again.',
    ours: 'This folder lies in the library, or parcels are received from it. Choose another one.',
    taken: (name) => `This folder is that of ${name}. Choose another one.`,
  },
  unchecked: 'Copying waits until “Before sending” is done.',
  lying: 'Still in exchange folders, not taken yet',
  lyingLine: (name, number, period) => `${name}: parcel no. ${number}, ${period}`,
  lyingSince: (date, folder) => `copied ${date} to ${folder}`,
};
