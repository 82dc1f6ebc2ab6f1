import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SearchState } from '#renderer/state/search-state.svelte';
import { fakePractice, FakeBackend } from '#tests/support/fake-backend';
import type { Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { Hit, SearchQuery } from '#shared/model/search';

type Answer = Output<'search.query'>;

function answer(...titles: string[]): Answer {
  const hits = titles.map((title, index): Hit => {
    const id = `019b8c00-0000-7000-8000-${title.length.toString().padStart(6, '0')}${String(index).padStart(6, '0')}`;
    return {
      practice: fakePractice({ id, title }).summary,
      title: [],
      passage: [],
      foundIn: [],
      tier: 'exact',
    };
  });
  return { total: hits.length, hits, facets: {}, took: 1, unknownWords: [], suggestion: null };
}

/** A host that answers when the test says so, in any order. */
function slowHost(): {
  search: SearchState;
  asked: SearchQuery[];
  reply: (index: number, answer: Answer) => Promise<void>;
  fail: (index: number, failure: Failure) => Promise<void>;
} {
  const asked: SearchQuery[] = [];
  const waiting: { resolve: (answer: Answer) => void; reject: (failure: Failure) => void }[] = [];
  const backend = new FakeBackend({
    answers: {
      'search.query': (query) => {
        asked.push(query);
        return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
      },
    },
  });
  const settle = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(0);
  };
  return {
    search: new SearchState(backend),
    asked,
    reply: (index, result) => {
      waiting[index]?.resolve(result);
      return settle();
    },
    fail: (index, failure) => {
      waiting[index]?.reject(failure);
      return settle();
    },
  };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('typing', () => {
  it('asks once after the last of many keystrokes, with what then stands in the box', async () => {
    const { search, asked } = slowHost();
    for (const text of ['n', 'ng', 'nga', 'ng', 'ngâ', 'ngầ', 'ngầm']) {
      search.type(text);
      await vi.advanceTimersByTimeAsync(20);
    }
    expect(asked).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked.map((query) => query.text)).toEqual(['ngầm']);
  });

  it('never rewrites the text', () => {
    const { search } = slowHost();
    search.type('  Ngầm  hóa\u0301 ');
    expect(search.text).toBe('  Ngầm  hóa\u0301 ');
  });

  it('asks nothing during a composition, and once when it ends', async () => {
    const { search, asked } = slowHost();
    search.compose(true);
    search.type('n');
    search.type('ngâ');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toHaveLength(0);
    search.type('ngầm');
    search.compose(false);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked.map((query) => query.text)).toEqual(['ngầm']);
  });

  it('cuts a pasted text to what the contract allows', async () => {
    const { search, asked } = slowHost();
    search.setText('x'.repeat(5_000));
    await vi.advanceTimersByTimeAsync(0);
    expect(asked[0]?.text).toHaveLength(2_000);
  });
});

describe('answers', () => {
  it('drops the answer of an older question that comes late', async () => {
    const { search, reply } = slowHost();
    void search.run();
    void search.run();
    await reply(1, answer('mới'));
    await reply(0, answer('cũ', 'cũ hơn'));
    expect(search.hits.map((hit) => hit.practice.title)).toEqual(['mới']);
  });

  it('drops the fault of an older question', async () => {
    const { search, reply, fail } = slowHost();
    void search.run();
    void search.run();
    await fail(0, new Failure('internal'));
    await reply(1, answer('mới'));
    expect(search.failure).toBeNull();
  });

  it('shows a fault, and forgets it with the next answer', async () => {
    const { search, reply, fail } = slowHost();
    void search.run();
    await fail(0, new Failure('library-missing'));
    expect(search.failure?.code).toBe('library-missing');
    void search.run();
    await reply(1, answer('một'));
    expect(search.failure).toBeNull();
  });

  it('keeps what is shown when the query was overtaken in the host', async () => {
    const { search, reply, fail } = slowHost();
    void search.run();
    await reply(0, answer('một'));
    void search.run();
    await fail(1, new Failure('cancelled'));
    expect(search.failure).toBeNull();
    expect(search.hits).toHaveLength(1);
  });

  it('is settled only while the answer belongs to the text', async () => {
    const { search, reply } = slowHost();
    search.setText('một');
    await reply(0, answer('một'));
    expect(search.settled).toBe(true);
    search.type('một hai');
    expect(search.settled).toBe(false);
  });
});

describe('selection', () => {
  it('starts at the first hit, moves within the list and stays on a hit that is still there', async () => {
    const { search, reply } = slowHost();
    void search.run();
    const first = answer('một', 'hai', 'ba');
    await reply(0, first);
    expect(search.selectedIndex).toBe(0);
    search.move(-1);
    expect(search.selectedIndex).toBe(0);
    search.move(1);
    search.move(10);
    expect(search.selectedIndex).toBe(2);
    void search.run();
    await reply(1, { ...first, hits: first.hits.slice(1) });
    expect(search.hits[search.selectedIndex]?.practice.title).toBe('ba');
  });

  it('goes back to the first hit with another question, but not when the same one is asked again', async () => {
    const { search, reply } = slowHost();
    void search.run();
    await reply(0, answer('một', 'hai', 'ba'));
    search.move(2);
    void search.run();
    await reply(1, answer('một', 'hai', 'ba'));
    expect(search.selectedIndex).toBe(2);
    search.setSort('newest');
    await reply(2, answer('một', 'hai', 'ba'));
    expect(search.selectedIndex).toBe(0);
  });

  it('has none in an empty answer', async () => {
    const { search, reply } = slowHost();
    void search.run();
    await reply(0, answer());
    search.move(1);
    expect(search.selectedId).toBeNull();
  });
});

describe('filters', () => {
  it('adds and removes values, asks at once, and leaves no empty lists behind', () => {
    const { search, asked } = slowHost();
    search.toggle('field', 'ha-tang-so');
    search.toggle('field', 'constructor');
    search.toggle('field', 'ha-tang-so');
    search.toggle('field', 'constructor');
    expect(asked.map((query) => query.facets)).toEqual([
      { field: ['ha-tang-so'] },
      { field: ['ha-tang-so', 'constructor'] },
      { field: ['constructor'] },
      {},
    ]);
  });

  it('asks for more hits only where there are more, and not beyond what the contract allows', async () => {
    const { search, asked, reply } = slowHost();
    void search.run();
    await reply(0, { ...answer('một'), total: 900 });
    search.more();
    search.more();
    expect(asked.map((query) => query.limit)).toEqual([60, 200]);
  });
});

it('forgets everything of a library that was closed', async () => {
  const { search, reply } = slowHost();
  search.setText('ngầm');
  search.toggle('field', 'ha-tang-so');
  search.reset();
  await reply(1, answer('cũ'));
  expect([search.text, search.facets, search.answer, search.selectedId]).toEqual(['', {}, null, null]);
});
