import type { Messages } from '#shared/messages/messages';

export const frame: Messages['frame'] = {
  today: 'Today',
  search: 'Search',
  write: 'Write',
  quarter: 'Quarter',
  exchange: 'Exchange',
  settings: 'Settings',
  searchHint: 'Search best practices...',
  iAm: (name) => `I am: ${name}`,
};
