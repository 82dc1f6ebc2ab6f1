import { Highlighter } from '#core/search/highlight';
import { isEmpty, type ParsedQuery, parseQuery, type QueryWord } from '#core/search/parsed-query';
import { matches } from '#core/search/ranking/evaluate';
import { FieldFinder } from '#core/search/ranking/found-in';
import { HitList } from '#core/search/ranking/hit-list';
import { looseMatches } from '#core/search/ranking/loose-matches';
import { evaluateQuery, isExact, planQuery, type QueryPlan } from '#core/search/ranking/query-plan';
import { type Snapshot, takeSnapshot } from '#core/search/ranking/snapshot';
import { kindBoosts, weights } from '#core/search/ranking/weights';
import type { IndexAnswer, IndexHit } from '#core/search/search-index';
import type { SearchedSegment } from '#core/search/store/open-segment';
import { type ContextDocument, suggest } from '#core/search/suggestion';
import { searchFields, type SearchQuery } from '#shared/model/search';

/** With fewer practices that hold all words than this, those with most of the words follow. */
const few = 5;

/** Answers queries over the segments of one commit. */
export class Searcher {
  readonly #segments: readonly SearchedSegment[];
  readonly #snapshot: Snapshot;

  constructor(segments: readonly SearchedSegment[]) {
    this.#segments = segments;
    this.#snapshot = takeSnapshot(
      segments.map(({ live }) => live),
      weights,
    );
  }

  async query(asked: SearchQuery): Promise<IndexAnswer> {
    const parsed = parseQuery(asked.text);
    const empty = isEmpty(parsed);
    // Nothing is more relevant than anything else where no word was typed.
    const query = empty && asked.sort === 'relevance' ? { ...asked, sort: 'newest' as const } : asked;
    const plan = planQuery(this.#snapshot, parsed, kindBoosts);
    evaluateQuery(this.#snapshot, plan, parsed);
    const hits = new HitList(this.#segments, this.#snapshot, query);
    const strict = this.#offerStrict(hits, plan);
    const loose = empty || strict >= few ? [] : looseMatches(this.#snapshot, plan, parsed, strict);
    for (const { segment, document } of loose) hits.offer('some', segment, document);
    const unknown = strict > 0 ? [] : plan.words.filter((_, at) => ((plan.knownBits >> at) & 1) === 0);
    return {
      ...hits.counts(),
      suggestion: this.#suggest(asked.text, parsed, plan, unknown),
      unknownWords: [...new Set(unknown.map(({ typed }) => typed))],
      hits: await this.#show(hits.list(), plan, parsed),
    };
  }

  /** Offers all documents with everything that is required; returns their number. */
  #offerStrict(hits: HitList, plan: QueryPlan): number {
    let count = 0;
    this.#snapshot.scorers.forEach((scorer, segment) => {
      for (let document = 0; document < scorer.seen.length; document += 1) {
        if (!matches(scorer, plan, document)) continue;
        count += 1;
        const exact = isExact(plan, scorer.exactlySeen[document] ?? 0);
        hits.offer(exact ? 'exact' : 'folded', segment, document);
      }
    });
    return count;
  }

  #suggest(text: string, parsed: ParsedQuery, plan: QueryPlan, unknown: readonly QueryWord[]): string | null {
    if (unknown.length === 0) return null;
    const known = plan.knownBits;
    const context = this.#snapshot.scorers.flatMap(({ segment, seen }): ContextDocument[] =>
      Array.from(seen.keys())
        .filter((document) => segment.live[document] === 1 && ((seen[document] ?? 0) & known) === known)
        .map((document) => ({ segment, document })),
    );
    return suggest(text, parsed, unknown, this.#snapshot.segments, context);
  }

  #show(list: ReturnType<HitList['list']>, plan: QueryPlan, parsed: ParsedQuery): Promise<IndexHit[]> {
    const highlighter = new Highlighter(parsed);
    const finders = this.#segments.map(({ live }) => new FieldFinder(live.data, plan.words));
    return Promise.all(
      list.map(async ({ segment, document, tier }): Promise<IndexHit> => {
        const shown = this.#segments[segment];
        const fields = finders[segment]?.fieldsOf(document) ?? [];
        return {
          id: shown?.columns.ids[document] ?? '',
          tier,
          foundIn: searchFields.filter((_, field) => fields.includes(field)),
          passage: highlighter.passage((await shown?.text(document)) ?? ''),
        };
      }),
    );
  }
}
