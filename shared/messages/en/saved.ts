import type { Messages } from '#shared/messages/messages';

export const saved: Messages['saved'] = {
  title: 'Saved searches',
  save: 'Save search',
  isSaved: 'Saved',
  saveTitle: 'Save this search',
  saveText:
    'Words, filters and order are kept for you alone. When new practices of others match, the program says so.',
  name: 'Name',
  nameMissing: 'Give this search a name.',
  everything: 'All practices',
  full: 'There are 50 saved searches, as many as can be kept. Remove some under “Manage”, then save again.',
  fresh: (count) => `${count} new`,
  freshSpoken: (count) => `${count} new practices`,
  isFresh: 'New',
  manage: 'Manage',
  manageTitle: 'Manage saved searches',
  open: 'Open',
  rename: 'Rename',
  renameOf: (name) => `Rename: ${name}`,
  removeOf: (name) => `Remove: ${name}`,
  removed: (name) => `“${name}” was removed.`,
  empty: 'No search is saved yet.',
};
