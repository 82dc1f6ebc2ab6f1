import type { Messages } from '#shared/messages/messages';

export const verdicts: Messages['verdicts'] = {
  parcel: {
    intact: (office) => `The seal of ${office} is whole`,
    unconfirmed: (office) => `The seal is whole; not yet compared with ${office}`,
    unchecked: () => 'There is a seal, but it cannot be checked yet',
    none: () => 'There is no seal',
    missing: (office) => `There is no seal, although ${office} seals its parcels`,
    'key-changed': (office) => `The seal is another one than the known seal of ${office}`,
    'key-disabled': (office) => `${office} no longer uses this seal`,
    broken: () => 'The parcel was changed after it was sealed',
    foreign: (by, office) => `The seal on the parcel is that of ${by}, not of ${office}`,
  },
  parcelText: {
    intact: 'The parcel is as the sender closed it.',
    unconfirmed:
      'It can be taken in. When convenient, compare once with the sender by telephone; later parcels need no comparing.',
    unchecked:
      'The library does not know the seal of the sender, and the parcel does not tell it. Compare with the letter that came with it.',
    none: 'The file is as it was exported, but without a seal the program cannot confirm who sent it. Compare with the letter that came with it.',
    missing:
      'It may have been exported on a PC without the seal, or it may not be from this office. Ask the sender, with a telephone number from your own directory.',
    'key-changed':
      'The sender may have changed its seal, or the parcel is not from this office. Call the number in your own directory, not one given in the parcel. Nothing is chosen beforehand.',
    'key-disabled':
      'For example because a PC was lost. Somebody else may have made the parcel. Ask the sender. Nothing is chosen beforehand.',
    broken: 'It is not known who changed it. Ask the sender to send it again. Nothing is chosen beforehand.',
  },
  byDirectory: (office) => `By the seal directory of ${office}.`,
  changed: 'Changed after their office sealed them:',
  unchanged: 'Unchanged, with a whole seal of their own:',
  uncertain: 'Without a seal of their own, so it cannot be known:',
  compare: 'Compare',
  practice: {
    intact: (office) => `The seal of ${office} is whole`,
    unconfirmed: (office) => `The seal of ${office} is whole (not compared yet)`,
    unchecked: (office) => `There is a seal, but it cannot be checked: the seal of ${office} is not known`,
    none: () => 'There is no seal',
    'key-changed': (office) => `The seal is another one than the known seal of ${office}`,
    'key-disabled': (office) => `${office} no longer uses this seal`,
    broken: () => 'It was changed after it was sealed',
    foreign: (by, office) => `The seal is that of ${by}, not of ${office}`,
    editedHere: (office) => `Changed in this library after ${office} sealed it`,
    filesChanged: (office, files) =>
      `Attached files changed in this library after ${office} sealed the write-up: ${files}`,
  },
  hold: {
    'origin-unsealed': (office, exporter) =>
      `It says that ${office} wrote it; ${exporter} passed it on without a seal of ${office} that can be checked. Whether it still is what was written cannot be known.`,
    'ours-unsealed': () => 'It says that our office wrote it, but lacks the seal of our office.',
    'seal-missing': (office) => `${office} seals its write-ups, but this one has no seal.`,
    'parcel-broken': () =>
      'The parcel was changed after it was sealed, and this write-up has no seal of its own: whether it was changed cannot be known.',
    'key-changed': (office) =>
      `The seal is another one than the known seal of ${office}. The office may have changed its seal, or did not write this.`,
    'key-disabled': (office) => `${office} no longer uses this seal, for example because a PC was lost.`,
    broken: (office) => `It was changed after ${office} sealed it.`,
  },
  despite: 'The writing office was asked; take this write-up in all the same',
  details: {
    standing: 'standing',
    office: 'office',
    number: 'key number',
    key: 'key',
    digits: 'digits',
    changed: 'changed',
  },

  title: 'Known offices',
  link: 'Known offices and their seals',
  intro:
    'Every office has a seal of its own. Comparing it once by telephone is enough to be sure of all later parcels of that office.',
  none: 'No office is known yet',
  noneText: 'Offices whose sealed parcels arrive appear here.',
  ours: 'Digits of our office',
  oursHint: 'Read them out to offices that call to compare.',
  oursNone: 'Our office has no seal yet.',
  trust: {
    phone: (by, date) => `Compared by telephone on ${date}${by === '' ? '' : `, ${by}`}`,
    directory: (by, date) => `By the seal directory of ${by} of ${date}`,
    unconfirmed: () => 'Not compared yet',
    changed: () => 'Not the seal that is known, not compared',
  },
  disabled: 'No longer used',
  replaced: (date) => `Replaced on ${date}`,
  waiting: 'In a parcel that waits',
  startOne: (office) => `Compare with ${office} by telephone`,
  start: 'Compare by telephone',
  comparing: (office) => `Compare with ${office}`,
  call: 'Call the number in your own directory. Do not use a number given in the parcel or in the mail that brought it.',
  phone: 'Number that was called',
  phoneHint: 'It is kept for the next time.',
  ask: 'Ask them to open Exchange, Known offices, “Digits of our office”, and read every group of five together:',
  read: 'Both have read all groups',
  match: 'All digits are the same',
  differ:
    'If any digit differs, press Cancel, take nothing of this office in, and tell the person in charge.',
  confirm: 'Confirm the comparison',
  takeBack: 'Take back',
  takeBackOne: (office) => `Take back the comparison with ${office}`,
  done: (office) => `Compared with ${office}.`,
  tookBack: (office) => `The comparison with ${office} was taken back.`,
  directory: 'Seal directory',
  directoryHint:
    'An office that was compared (the ministry, for example) can send a directory of offices that it has compared; with it nobody needs to call each of them.',
  takeDirectory: 'Take in a directory',
  exportDirectory: 'Export our directory',
  directoryTaken: (author, count) => `The directory of ${author} was taken in: ${count} offices.`,
  directoryUntrusted: (author) => `The directory was not taken in: ${author} was not compared yet`,
  directoryUntrustedText:
    'Nothing was changed. Compare with this office by telephone, then take the directory in again.',
  directoryBroken: (author) => `The directory was not taken in: the seal of ${author} does not fit`,
  directoryBrokenText: 'Nothing was changed. Ask the sender to send the directory again.',
  notADirectory: 'This file is no seal directory',
  notADirectoryText: 'Nothing was changed. Choose a directory that another office has exported.',
  exported: (count) => `A directory of ${count} offices was exported.`,
};
