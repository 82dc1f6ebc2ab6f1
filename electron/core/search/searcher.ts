import { AlternativeFields } from '#core/search/expansion/alternative-fields';
import { type PlanWithAlternatives, withAlternatives } from '#core/search/expansion/plan-alternatives';
import { evaluatePhrases } from '#core/search/expansion/planned-phrase';
import { Highlighter } from '#core/search/highlight';
import { LikeColumns } from '#core/search/like/like-columns';
import { isEmpty, type ParsedQuery, parseQuery, type QueryWord } from '#core/search/parsed-query';
import { forEachMatch, matches } from '#core/search/ranking/evaluate';
import { FacetCounter } from '#core/search/ranking/facet-counter';
import { FieldFinder } from '#core/search/ranking/found-in';
import { FilePassages } from '#core/search/ranking/file-passages';
import { HitList } from '#core/search/ranking/hit-list';
import { looseMatches } from '#core/search/ranking/loose-matches';
import { forEachAnswer, isQuestion, withoutNames } from '#core/search/ranking/questions';
import { SecondStage } from '#core/search/ranking/second-stage';
import { evaluateQuery, isExact, planQuery, type QueryPlan } from '#core/search/ranking/query-plan';
import { sieveOf } from '#core/search/ranking/sieve';
import { type Snapshot, takeSnapshot } from '#core/search/ranking/snapshot';
import type { PlannedTerm } from '#core/search/ranking/term-plan';
import { weighed } from '#core/search/ranking/weighed-words';
import { kindBoosts, weights } from '#core/search/ranking/weights';
import type { IndexAnswer, IndexHit, IndexQuery, SimilarDocument } from '#core/search/search-index';
import { passageFields } from '#core/search/search-document';
import { similarTo } from '#core/search/similar/similar';
import type { SearchedSegment } from '#core/search/store/open-segment';
import { type ContextDocument, suggest } from '#core/search/suggestion';
import { type Check, neverStops } from '#core/search/stop-sign';
import { searchFields } from '#shared/model/search';

/** With fewer practices that hold all words than this, those with most of the words follow. */
const few = 5;

interface SievedPlan extends PlanWithAlternatives {
  /** Documents without this term were not scored. */
  readonly sieve: PlannedTerm | undefined;
}

/** Answers queries over the segments of one commit. */
export class Searcher {
  readonly #segments: readonly SearchedSegment[];
  readonly #snapshot: Snapshot;
  readonly #like = new LikeColumns();
  /** Of the query under way. */
  #check = neverStops;

  constructor(segments: readonly SearchedSegment[]) {
    this.#segments = segments;
    this.#snapshot = takeSnapshot(
      segments.map(({ live }) => live),
      weights,
      () => {
        this.#check();
      },
    );
  }

  /** Fails as `check` does, which is called time and again. */
  async query(asked: IndexQuery, check = neverStops): Promise<IndexAnswer> {
    this.#check = check;
    const typed = withoutNames(asked.text, parseQuery(asked.words ?? asked.text));
    const question = isQuestion(asked.text, typed);
    const parsed = weighed(typed, question);
    const empty = isEmpty(parsed);
    // Nothing is more relevant than anything else where no word was typed.
    const query = empty && asked.sort === 'relevance' ? { ...asked, sort: 'newest' as const } : asked;
    const plan = this.#evaluate(parsed, asked);
    const hits = new HitList(this.#segments, this.#snapshot, query, this.#counters(query));
    const strict = question ? this.#offerAnswers(hits, plan) : this.#offerStrict(hits, plan);
    if (strict < few && plan.sieve) this.#evaluateAll(parsed, plan);
    const enough = empty || question || strict >= few;
    const loose = enough ? [] : looseMatches(this.#snapshot, plan, parsed, strict);
    for (const { segment, document } of loose) hits.offer('some', segment, document);
    check();
    const unknown = strict > 0 ? [] : plan.words.filter((_, at) => ((plan.knownBits >> at) & 1) === 0);
    return {
      ...hits.counts(),
      suggestion: this.#suggest(asked.text, parsed, plan, unknown),
      unknownWords: [...new Set(unknown.map(({ typed }) => typed))],
      hits: await this.#show(hits.list(SecondStage.of(this.#snapshot, plan)), plan, parsed, check),
      ...(plan.cut.length > 0 ? { cut: plan.cut.map(({ typed }) => typed) } : {}),
    };
  }

  similar(id: string, most: number): Promise<SimilarDocument[]> {
    this.#check = neverStops;
    return similarTo(this.#segments, this.#snapshot, id, most);
  }

  /** Those of the practices that have everything a query asks for. */
  matching(query: IndexQuery, ids: readonly string[]): string[] {
    this.#check = neverStops;
    const parsed = parseQuery(query.words ?? query.text);
    const plan = this.#evaluate(parsed, query);
    const wanted = new Set(ids);
    const counters = this.#counters(query);
    return this.#snapshot.scorers.flatMap((scorer, segment) => {
      const { columns } = this.#segments[segment] ?? {};
      const counter = counters[segment];
      if (!columns || !counter) return [];
      return columns.ids.filter(
        (id, document) => wanted.has(id) && matches(scorer, plan, document) && counter.count(document),
      );
    });
  }

  #counters({ facets, without, ours }: IndexQuery): FacetCounter[] {
    return this.#segments.map(
      ({ columns }) => new FacetCounter(this.#like.of(columns, ours), facets, without),
    );
  }

  /** The plan of a query, after all documents were scored that have everything it asks for. */
  #evaluate(parsed: ParsedQuery, { text, alternatives }: IndexQuery): SievedPlan {
    const plain = planQuery(this.#snapshot, parsed, kindBoosts);
    const plan = withAlternatives(this.#snapshot, plain, parsed, { alternatives, boosts: kindBoosts });
    // A word with alternatives may be there without its own term.
    const needed = plan.alternatives.length > 0 ? [] : plan.folded;
    const sieve = isQuestion(text, parsed) ? undefined : sieveOf(this.#snapshot, plan, needed);
    this.#evaluateAll(parsed, plan, sieve);
    return { ...plan, sieve };
  }

  /** Scores every document, or at least those with the term that `sieve` names. */
  #evaluateAll(parsed: ParsedQuery, plan: PlanWithAlternatives, sieve?: PlannedTerm): void {
    evaluateQuery(this.#snapshot, plan, parsed, sieve);
    evaluatePhrases(this.#snapshot, plan.phrases);
  }

  /** Offers all documents with everything that is required; returns their number. */
  #offerStrict(hits: HitList, plan: QueryPlan): number {
    let count = 0;
    this.#snapshot.scorers.forEach((scorer, segment) => {
      this.#check();
      forEachMatch(scorer, plan, (document) => {
        count += 1;
        const exact = isExact(plan, scorer.exactlySeen[document] ?? 0);
        hits.offer(exact ? 'exact' : 'folded', segment, document);
      });
    });
    return count;
  }

  /** Offers all documents that answer a question; returns how many of them have everything that is required. */
  #offerAnswers(hits: HitList, plan: QueryPlan): number {
    this.#check();
    return forEachAnswer(this.#snapshot, plan, (segment, document, exact) => {
      hits.offer(exact ? 'exact' : 'folded', segment, document);
    });
  }

  #suggest(text: string, parsed: ParsedQuery, plan: QueryPlan, unknown: readonly QueryWord[]): string | null {
    if (unknown.length === 0) return null;
    const known = plan.knownBits;
    const context = this.#snapshot.scorers.flatMap(({ segment, seen }): ContextDocument[] =>
      Array.from(seen.keys())
        .filter((document) => segment.live[document] === 1 && ((seen[document] ?? 0) & known) === known)
        .map((document) => ({ segment, document })),
    );
    return suggest(text.normalize('NFC'), parsed, unknown, this.#snapshot.segments, context);
  }

  #show(
    list: ReturnType<HitList['list']>,
    plan: PlanWithAlternatives,
    parsed: ParsedQuery,
    check: Check,
  ): Promise<IndexHit[]> {
    const highlighter = new Highlighter(parsed, passageFields, plan.alternatives);
    const finders = this.#segments.map(({ live }, at) => new FieldFinder(live.data, plan.folded, at));
    const passages = new FilePassages(this.#segments, parsed, plan);
    const others = this.#segments.map(({ live }) => new AlternativeFields(live.data, plan.alternatives));
    return Promise.all(
      list.map(async ({ segment, document, tier }): Promise<IndexHit> => {
        const shown = this.#segments[segment];
        check();
        const fields = [finders[segment], others[segment]].flatMap((one) => one?.fieldsOf(document) ?? []);
        const text = (await shown?.text(document)) ?? '';
        check();
        const own = highlighter.passage(text);
        const foundIn = searchFields.filter((_, field) => fields.includes(field));
        const better = foundIn.includes('attachments')
          ? await passages.inFiles(segment, document, own)
          : undefined;
        return {
          id: shown?.columns.ids[document] ?? '',
          tier,
          foundIn,
          passage: own,
          ...better,
        };
      }),
    );
  }
}
