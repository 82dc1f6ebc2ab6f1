import { beforeEach, expect, it } from 'vitest';
import { readRemembered, rememberSearch } from '#renderer/state/remembered-search';

const library = '019b8bab-0680-77fa-a056-caf30f2f734b';
const search = {
  libraryId: library,
  text: '  Ngầm “hóa',
  facets: { field: ['ha-tang-so'] },
  sort: 'newest',
} as const;

beforeEach(() => {
  sessionStorage.clear();
});

it('gives back what was asked of the same library, and of no other', () => {
  rememberSearch({ ...search, facets: { field: ['ha-tang-so'] } });
  expect(readRemembered(library)).toEqual(search);
  expect(readRemembered('constructor')).toBeNull();
});

it.each(['', '{', 'null', '{"libraryId":1}', JSON.stringify({ ...search, facets: { __proto: ['x'] } })])(
  'takes nothing from %j',
  (stored) => {
    sessionStorage.setItem('search', stored);
    expect(readRemembered(library)).toBeNull();
  },
);
