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
  pictureTitle: (number) => `Picture ${number}`,
  pictureFailed: {
    'too-large': (name) => `${name} is larger than 25 MB and was not attached.`,
    'not-a-picture': (name) => `${name} is no picture that can be shown and was not attached.`,
    failed: (name) => `${name} could not be attached; the text was pasted.`,
  },
};
