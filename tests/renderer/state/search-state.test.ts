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
    // As when practices changed meanwhile.
    await search.run();
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
    // Nobody else asks for what stands in the box.
    await vi.advanceTimersByTimeAsync(100);
    await reply(2, answer('một', 'hai'));
    expect(search.hits).toHaveLength(2);
  });

  it('has two questions under way at most, and then asks the newest', async () => {
    const { search, asked, reply, fail } = slowHost();
    for (const text of ['một', 'hai', 'ba', 'bốn', 'năm']) {
      search.type(text);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(asked.map(({ text }) => text)).toEqual(['một', 'hai']);
    await reply(0, answer('cũ'));
    expect(asked.map(({ text }) => text)).toEqual(['một', 'hai', 'năm']);
    expect(search.hits).toEqual([]);
    await fail(1, new Failure('internal'));
    await reply(2, answer('mới'));
    expect(search.hits.map((hit) => hit.practice.title)).toEqual(['mới']);
    expect(search.settled).toBe(true);
    expect(asked).toHaveLength(3);
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

  it('goes to the first hit of what was typed, also where the answer to what stood there before comes first', async () => {
    const { search, asked, reply } = slowHost();
    search.setText('cáp');
    await reply(0, answer('một', 'hai', 'ba'));
    void search.run();
    search.type('cáp ngầm');
    await reply(1, answer('một', 'hai', 'ba'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked.at(-1)?.text).toBe('cáp ngầm');
    const { questions } = search;
    const found = answer('một', 'hai', 'ba');
    await reply(2, { ...found, hits: found.hits.toReversed() });
    expect(search.hits[search.selectedIndex]?.practice.title).toBe('ba');
    expect(search.questions).toBe(questions + 1);
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
  it('adds and removes values, asks at once, and leaves no empty lists behind', async () => {
    const { search, asked, reply } = slowHost();
    const values = ['ha-tang-so', 'constructor', 'ha-tang-so', 'constructor'];
    for (const [index, value] of values.entries()) {
      search.toggle('field', value);
      expect(asked).toHaveLength(index + 1);
      await reply(index, answer());
    }
    expect(asked.map((query) => query.facets)).toEqual([
      { field: ['ha-tang-so'] },
      { field: ['ha-tang-so', 'constructor'] },
      { field: ['constructor'] },
      {},
    ]);
  });
});

describe('a long list', () => {
  const titles = (from: number, to: number): string[] =>
    Array.from({ length: to - from }, (_, at) => String(10_000 + from + at));
  /** Hits of a list of `total` by their places. */
  const piece = (from: number, to: number, total: number): Answer => ({ ...of(titles(from, to)), total });
  const of = (named: string[]): Answer => {
    const hits = named.map((title): Hit => {
      const id = `019b8c00-0000-7000-8000-0000000${title}`;
      const practice = fakePractice({ id, title }).summary;
      return { practice, title: [], passage: [], foundIn: [], tier: 'exact' };
    });
    return { total: hits.length, hits, facets: {}, took: 1, unknownWords: [], suggestion: null };
  };

  it('grows piece by piece to its end, each asked for once, and its selection stays', async () => {
    const { search, asked, reply } = slowHost();
    void search.run();
    await reply(0, piece(0, 60, 300));
    search.move(20);
    search.more();
    search.more();
    await reply(1, piece(60, 260, 300));
    search.more();
    await reply(2, piece(260, 300, 300));
    search.more();
    expect(asked.map(({ from, limit }) => [from, limit])).toEqual([
      [undefined, 60],
      [60, 200],
      [260, 200],
    ]);
    expect(search.hits.map(({ practice }) => practice.title)).toEqual(titles(0, 300));
    expect(search.selectedIndex).toBe(20);
    expect(search.questions).toBe(1);
  });

  it('asks for more when the arrows come near its end', async () => {
    const { search, asked, reply } = slowHost();
    void search.run();
    await reply(0, piece(0, 60, 900));
    search.move(30);
    expect(asked).toHaveLength(1);
    search.move(25);
    expect(asked).toHaveLength(2);
  });

  it('is there once with what moved from one piece to the next meanwhile', async () => {
    const { search, reply } = slowHost();
    void search.run();
    await reply(0, piece(0, 60, 100));
    search.more();
    await reply(1, piece(59, 99, 100));
    expect(search.hits.map(({ practice }) => practice.title)).toEqual(titles(0, 99));
  });

  it('stays as long as it was when the same question is asked again', async () => {
    const { search, asked, reply } = slowHost();
    void search.run();
    await reply(0, piece(0, 60, 900));
    search.more();
    await reply(1, piece(60, 260, 900));
    void search.run();
    await reply(2, piece(0, 200, 900));
    expect(search.hits).toHaveLength(260);
    await reply(3, piece(200, 400, 900));
    expect(search.hits).toHaveLength(400);
    expect(asked.slice(2).map(({ from, limit }) => [from, limit])).toEqual([
      [undefined, 200],
      [200, 200],
    ]);
  });

  it('drops a piece of the question before, and begins anew with another one', async () => {
    const { search, asked, reply } = slowHost();
    void search.run();
    await reply(0, piece(0, 60, 900));
    search.more();
    search.setSort('newest');
    await reply(1, piece(60, 260, 900));
    expect(search.hits).toHaveLength(60);
    await reply(2, piece(500, 560, 900));
    expect(search.hits[0]?.practice.title).toBe('10500');
    expect(asked[2]?.limit).toBe(60);
    search.more();
    expect(asked[3]).toMatchObject({ from: 60, limit: 200, sort: 'newest' });
  });

  it('selects what came into the place of a hit that is gone', async () => {
    const { search, reply } = slowHost();
    void search.run();
    await reply(0, piece(0, 10, 10));
    search.move(4);
    void search.run();
    await reply(1, of([...titles(0, 4), ...titles(5, 10)]));
    expect(search.selectedIndex).toBe(4);
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
