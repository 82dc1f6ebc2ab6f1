import type { Messages } from '#shared/messages/messages';

const counted = (one: string, many: string) => (count: string) => `${count} ${count === '1' ? one : many}`;

export const paste: Messages['paste'] = {
  kept: (what) => `Kept ${what}`,
  dropped: (what) => `dropped ${what}`,
  droppedOnly: (what) => `Pasted; dropped ${what}`,
  keptKinds: {
    tables: counted('table', 'tables'),
    pictures: counted('picture', 'pictures'),
    lists: counted('list', 'lists'),
    headings: counted('heading', 'headings'),
    links: counted('link', 'links'),
  },
  droppedKinds: {
    structure: () => 'all formatting (too complex)',
    pictures: counted('picture', 'pictures'),
    metafiles: counted(
      'WMF/EMF drawing (copy it by itself as a picture)',
      'WMF/EMF drawings (copy each by itself as a picture)',
    ),
    trackedChanges: () => 'deleted text of tracked changes',
    comments: () => 'comments',
    footnotes: () => 'footnotes',
    drawings: () => 'drawings and formulas',
    links: counted('unsafe link', 'unsafe links'),
    fields: () => 'field codes',
    mergedCells: () => 'merged cells (now single ones)',
    nestedTables: () => 'inner tables (now text)',
    numbering: () => 'the style of numbers',
    hidden: () => 'hidden text',
    colour: () => 'colours',
    fonts: () => 'fonts',
    alignment: () => 'alignment',
    underline: () => 'underlining',
  },
  attaching: 'Attaching pictures…',
  undone: 'What was pasted is gone again, with its pictures.',
  redo: 'Paste again',
  attachedBeside: (names) => `Added to the attachments: ${names}.`,
  besideFailed: (count) =>
    `${count} ${count === '1' ? 'file was' : 'files were'} not added; the list of attachments says why.`,
  pictureTitle: (number) => `Picture ${number}`,
  pictureFailed: {
    'too-large': (name) => `${name} is larger than 25 MB and was not attached.`,
    'not-a-picture': (name) => `${name} is no picture that can be shown and was not attached.`,
    marked: (name) =>
      `${name} bears a mark of secrecy and was not attached. State secrets must not be put into the library.`,
    failed: (name) => `${name} could not be attached; the text was pasted.`,
  },
};
