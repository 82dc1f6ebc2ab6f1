import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Application } from '#renderer/state/application.svelte';
import { SavedSearchList } from '#renderer/state/saved-search-list.svelte';
import type { Input } from '#shared/contract/contract';
import type { ListedSearch } from '#shared/contract/saved-searches';
import { FakeBackend } from '#tests/support/fake-backend';

const search: ListedSearch = {
  id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  name: 'Cáp ngầm',
  text: 'cáp viễn thông',
  facets: { province: ['31@2025-07-01', '48@2025-07-01'] },
  sort: 'newest',
  seen: 1,
  fresh: 2,
};

beforeEach(() => {
  location.hash = '#/today';
});
afterEach(() => {
  location.hash = '';
});

function start() {
  const asked: string[] = [];
  const backend = new FakeBackend({
    answers: {
      'searches.list': () => Promise.resolve([search]),
      'searches.open': () => {
        asked.push('open');
        return Promise.resolve({ searches: [{ ...search, fresh: 0 }], fresh: ['a', 'b'] });
      },
      'searches.remove': () => Promise.resolve([]),
      'searches.putBack': (back) => {
        asked.push(JSON.stringify(back));
        return Promise.resolve([search]);
      },
    },
  });
  const app = new Application(backend);
  return { app, saved: new SavedSearchList(app), asked };
}

describe('saved searches on the screen', () => {
  it('keep that just what was typed is looked for; one that does not is another search', async () => {
    const kept: Input<'searches.save'>[] = [];
    const backend = new FakeBackend({
      answers: {
        'searches.save': (given) => {
          kept.push(given);
          return Promise.resolve({ type: 'saved', searches: [{ ...search, ...given }] });
        },
        'searches.remove': () => Promise.resolve([]),
      },
    });
    const app = new Application(backend);
    const saved = new SavedSearchList(app);
    app.search.recall({ text: 'CĐS', facets: {}, sort: 'relevance', literal: true });
    await saved.save('Chỉ chữ CĐS');
    expect(kept).toEqual([
      { name: 'Chỉ chữ CĐS', text: 'CĐS', facets: {}, sort: 'relevance', literal: true },
    ]);
    expect(saved.current?.name).toBe('Chỉ chữ CĐS');
    app.search.setLiteral(false);
    expect(saved.current).toBeUndefined();
    const [listed] = saved.list ?? [];
    if (listed) app.search.recall(listed);
    expect(app.search.literal).toBe(true);
    if (listed) await saved.remove(listed);
    expect(saved.removed?.literal).toBe(true);
    // Kept by an earlier version of the program.
    app.search.recall({ text: 'CĐS', facets: {}, sort: 'relevance' });
    expect(app.search.literal).toBe(false);
    await saved.save('Cả từ đồng nghĩa');
    expect(kept[1]).not.toHaveProperty('literal');
  });

  it('ask again what was saved, mark what is new, and count it no more', async () => {
    const { app, saved, asked } = start();
    const stop = saved.follow();
    await vi.waitFor(() => {
      expect(saved.list).toHaveLength(1);
    });
    await saved.open(search);
    expect(asked).toEqual(['open']);
    expect([app.search.text, app.search.sort, app.search.facets]).toEqual([
      search.text,
      search.sort,
      search.facets,
    ]);
    expect(app.search.fresh).toEqual(['a', 'b']);
    expect(saved.list?.[0]?.fresh).toBe(0);
    expect(location.hash).toBe('#/search');
    app.search.type('khác');
    expect(app.search.fresh).toEqual([]);
    stop();
  });

  it('know the one that is asked now, in whatever order its filters were chosen', async () => {
    const { app, saved } = start();
    saved.follow();
    await vi.waitFor(() => {
      expect(saved.list).toHaveLength(1);
    });
    expect(saved.current).toBeUndefined();
    app.search.recall({ ...search, facets: { province: ['48@2025-07-01', '31@2025-07-01'] } });
    expect(saved.current?.id).toBe(search.id);
    app.search.setSort('relevance');
    expect(saved.current).toBeUndefined();
  });

  it('come back as they were when a removal is undone', async () => {
    const { saved, asked } = start();
    await saved.remove(search);
    expect(saved.list).toEqual([]);
    await saved.putBack();
    expect(saved.removed).toBeNull();
    const { fresh, ...whole } = search;
    expect(JSON.parse(asked[0] ?? '')).toEqual(whole);
    expect(fresh).toBe(2);
  });
});
