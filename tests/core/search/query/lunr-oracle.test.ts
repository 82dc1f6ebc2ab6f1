import fc from 'fast-check';
import lunr from 'lunr';
import { describe, expect, it } from 'vitest';
import { exactForm, foldedForm, wordStringsOf } from '#core/search/analysis';
import { presence } from '#core/search/lunr';
import { parseQuery } from '#core/search/parsed-query';
import { lunrQueryOf } from '#core/search/query/lunr-query';
import type { SearchDocument } from '#core/search/search-index';
import { type SearchField, searchFields } from '#shared/model/search';
import { found, sample, searcherWith } from '#tests/core/search/samples';

const syllables = [
  'an',
  'ăn',
  'anh',
  'bo',
  'bóng',
  'ca',
  'Cá',
  'cấp',
  'đa',
  'da',
  'constructor',
  '__proto__',
  'x',
];
const text = fc.array(fc.constantFrom(...syllables), { maxLength: 6 }).map((words) => words.join(' '));
const documents = fc
  .array(fc.record({ title: text, summary: text, keywords: text, sections: text }), { maxLength: 10 })
  .map((list) => list.map((one, at) => sample({ ...one, id: `d${String(at).padStart(2, '0')}` })));

const names: Partial<Record<SearchField, readonly string[]>> = {
  title: ['tên', 'TÊN', 'tieu de', 'title'],
  summary: ['tóm tắt', 'summary'],
  keywords: ['từ-khóa', 'keywords'],
  sections: ['nội dung', 'sections'],
};
const fieldName = fc.constantFrom(...Object.values(names).flat());
const word = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...syllables, 'zzz', 'bong', 'cap') },
  fc.constantFrom(
    'a*',
    '*n',
    'b*g',
    '*a*',
    'đ*',
    'c*',
    '*',
    'ca~',
    'bog~',
    'conductor~2',
    'an^3',
    'bóng*',
    'ả~1',
  ),
);
const term = fc
  .tuple(fc.constantFrom('', '', '', '+', '-'), fc.option(fieldName, { nil: undefined }), word)
  .map(([sign, name, one]) => `${sign}${name === undefined ? '' : `${name}:`}${one}`);
/** As people type it, the last word finished or not. */
const typed = fc
  .tuple(fc.array(term, { minLength: 1, maxLength: 5 }), fc.constantFrom('', ' '))
  .map(([terms, end]) => terms.join(' ') + end);

function stockIndex(list: readonly SearchDocument[]): lunr.Index {
  return lunr((builder) => {
    builder.pipeline.reset();
    builder.ref('id');
    for (const field of searchFields) builder.field(field);
    builder.tokenizer = ((one: string) =>
      wordStringsOf(one).map((raw) => new lunr.Token(foldedForm(exactForm(raw)), {}))) as never;
    for (const { id, fields } of list) builder.add({ id, ...fields });
  });
}

/** Ids that stock Lunr finds for the query that the lexer builds; `all`: what is optional is required. */
function stockAnswer(list: readonly SearchDocument[], query: string, all: boolean): string[] {
  const { clauses } = lunrQueryOf(parseQuery(query));
  return stockIndex(list)
    .query((built) => {
      for (const clause of clauses) {
        const raised = all && clause.presence === presence.optional ? presence.required : clause.presence;
        built.clause({ ...clause, presence: raised } as never);
      }
    })
    .map(({ ref }) => ref)
    .sort();
}

describe('what is typed finds what stock Lunr finds for the query that the lexer builds', () => {
  it('with everything that is wanted', async () => {
    await fc.assert(
      fc.asyncProperty(documents, typed, fc.integer({ min: 1, max: 10 }), async (list, query, together) => {
        const { exact, folded } = await found(searcherWith(list, together), query);
        const asksForNothing = lunrQueryOf(parseQuery(query)).clauses.length === 0;
        const expected = asksForNothing ? list.map(({ id }) => id) : stockAnswer(list, query, true);
        expect([...exact, ...folded].sort()).toEqual(expected);
      }),
      { numRuns: 600 },
    );
  });

  it('and shows nothing else, even where not all words are there', async () => {
    await fc.assert(
      fc.asyncProperty(documents, typed, async (list, query) => {
        const { clauses } = lunrQueryOf(parseQuery(query));
        const { some } = await found(searcherWith(list), query);
        const allowed = new Set(clauses.length === 0 ? [] : stockAnswer(list, query, false));
        expect(some.filter((id) => !allowed.has(id))).toEqual([]);
        if (parseQuery(query).strict) expect(some).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('phrases, exclusion and fields', () => {
  const named = fc.constantFrom(
    ...Object.entries(names).map(([field, [name = '']]) => ({ field: field as SearchField, name })),
  );

  /** Folded words of a field, one after the other. */
  const inField = (one: SearchDocument, field: SearchField, words: readonly string[]): boolean =>
    ` ${foldedForm(exactForm(one.fields[field]))} `.includes(
      ` ${words.map((each) => foldedForm(exactForm(each))).join(' ')} `,
    );

  it('restrict to a field, and leave out what has it there, as brute force says', async () => {
    const phrase = fc.array(fc.constantFrom('an', 'ca', 'bóng', 'đa', 'x'), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(documents, named, phrase, fc.boolean(), async (list, { field, name }, words, not) => {
        const { exact, folded } = await found(
          searcherWith(list, 4),
          `${not ? '-' : ''}${name}:"${words.join(' ')}"`,
        );
        const expected = list.filter((one) => inField(one, field, words) !== not).map(({ id }) => id);
        expect([...exact, ...folded].sort()).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('find a plain phrase in any field, beside words in one', async () => {
    await fc.assert(
      fc.asyncProperty(documents, named, async (list, { field, name }) => {
        const { exact, folded, some } = await found(searcherWith(list, 4), `"ca an" ${name}:x `);
        const expected = list.filter(
          (one) => inField(one, field, ['x']) && searchFields.some((any) => inField(one, any, ['ca', 'an'])),
        );
        expect([...exact, ...folded].sort()).toEqual(expected.map(({ id }) => id));
        expect(some).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
