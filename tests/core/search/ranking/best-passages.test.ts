import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery, type QueryWord } from '#core/search/parsed-query';
import { BestPassages } from '#core/search/ranking/best-passages';
import { planExact, planPair } from '#core/search/ranking/plan-words';
import { type Snapshot, takeSnapshot } from '#core/search/ranking/snapshot';
import { type PlannedTerm, planTerm } from '#core/search/ranking/term-plan';
import { weights } from '#core/search/ranking/weights';
import { foldedTerm } from '#core/search/segment/dictionary';
import { fold } from '#shared/model/text';
import { sample, segmentWith } from '#tests/core/search/samples';

const allFields = 2 ** weights.boosts.length - 1;
const windowLength = 50;
const asked = ['ngầm', 'hóa', 'cáp', 'đường'];
// Some other words between them, so that windows begin and end everywhere.
const word = fc.constantFrom(...asked, 'ngâm', 'cấp', 'x', 'y', 'z', 'x', 'y', 'z');
const text = fc.array(word, { maxLength: 160 });
const documents = fc.array(fc.record({ title: text, sections: text }), { minLength: 1, maxLength: 6 });

/** A term and the words in which it is found. */
interface Known {
  readonly term: PlannedTerm;
  readonly stands: (words: readonly string[], at: number) => number;
}

function knownTerms(snapshot: Snapshot): Known[] {
  const words = parseQuery(`${asked.join(' ')} `).words;
  const singles = words.flatMap((one): Known[] => [
    {
      term: planTerm(
        snapshot,
        { bits: 0, exactBits: 0, fields: allFields, boost: 1 },
        snapshot.segments.map(({ data }) => {
          const range = foldedTerm(data, one.folded);
          return range.from < range.to ? [range] : [];
        }),
      ),
      stands: (text, at) => (fold(text[at] ?? '') === one.folded ? 1 : 0),
    },
    {
      term: planExact(snapshot, one, { bits: 0, boost: 0.3, fields: allFields }),
      stands: (text, at) => (text[at] === one.exact ? 1 : 0),
    },
  ]);
  const pairs = words.slice(1).map((second, at): Known => {
    const first = words[at] as QueryWord;
    return {
      term: planPair(snapshot, first, second, { boost: 0.7, fields: allFields }),
      stands: (text, place) =>
        fold(text[place] ?? '') === first.folded && fold(text[place + 1] ?? '') === second.folded ? 2 : 0,
    };
  });
  return [...singles, ...pairs];
}

/** By trying every window. */
function bestOf(words: readonly string[], terms: readonly Known[]): number {
  const starts = Math.max(1, words.length - windowLength + 1);
  const sums = Array.from({ length: starts }, (_, start) => {
    const window = words.slice(start, start + windowLength);
    const isThere = ({ stands }: Known): boolean =>
      window.some((__, at) => {
        const length = stands(window, at);
        return length > 0 && at + length <= window.length;
      });
    return terms.reduce((sum, known) => (isThere(known) ? sum + known.term.weight : sum), 0);
  });
  return Math.max(...sums);
}

describe('the best passage of a document', () => {
  it('is the best of all its windows, however documents are spread over segments', () => {
    fc.assert(
      fc.property(documents, fc.integer({ min: 1, max: 6 }), (list, together) => {
        const samples = list.map(({ title, sections }) =>
          sample({ title: title.join(' '), sections: sections.join(' ') }),
        );
        const segments = Array.from({ length: Math.ceil(list.length / together) }, (_, at) =>
          segmentWith(samples.slice(at * together, (at + 1) * together)),
        );
        const snapshot = takeSnapshot(
          segments.map(({ live }) => live),
          weights,
        );
        const terms = knownTerms(snapshot);
        const passages = new BestPassages(
          snapshot,
          terms.map(({ term }) => term),
        );
        list.forEach(({ title, sections }, at) => {
          const expected = Math.max(bestOf(title, terms), bestOf(sections, terms));
          expect(passages.of(Math.floor(at / together), at % together)).toBeCloseTo(expected, 9);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('looks at the first twenty thousand syllables of a field', () => {
    const passageWith = (before: number): number => {
      const segment = segmentWith([sample({ attachments: `${'x '.repeat(before)}cáp` })]);
      const snapshot = takeSnapshot([segment.live], weights);
      const use = { bits: 0, exactBits: 0, fields: allFields, boost: 1 };
      const term = planTerm(snapshot, use, [[foldedTerm(segment.live.data, 'cap')]]);
      return new BestPassages(snapshot, [term]).of(0, 0);
    };
    expect(passageWith(19_999)).toBeGreaterThan(0);
    expect(passageWith(20_000)).toBe(0);
  });

  it('leaves out fields in which a term does not count', () => {
    const segment = segmentWith([sample({ title: 'cáp', sections: 'ngầm' })]);
    const snapshot = takeSnapshot([segment.live], weights);
    const term = planTerm(snapshot, { bits: 0, exactBits: 0, fields: 0, boost: 1 }, [
      [foldedTerm(segment.live.data, 'cap')],
    ]);
    expect(term.weight).toBeGreaterThan(0);
    expect(new BestPassages(snapshot, [term]).of(0, 0)).toBe(0);
    expect(new BestPassages(snapshot, [{ ...term, fields: allFields }]).of(0, 0)).toBe(term.weight);
  });
});
