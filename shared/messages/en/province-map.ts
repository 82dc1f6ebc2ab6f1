import type { Messages } from '#shared/messages/messages';

export const provinceMap: Messages['provinceMap'] = {
  faces: 'How provinces are shown',
  list: 'List',
  map: 'Map',
  title: 'Map of provinces and cities: choose where to look',
  loading: 'Opening the map…',
  none: 'no results',
  hint: 'Press a province to filter by it; press again to take it back.',
  chosen: 'chosen',
  legend: 'Results',
  hoangSa: ['Hoang Sa', 'Archipelago'],
  truongSa: ['Truong Sa Archipelago'],
};
