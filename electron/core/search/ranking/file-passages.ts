import { Highlighter } from '#core/search/highlight';
import type { ParsedQuery } from '#core/search/parsed-query';
import { FilePlaces } from '#core/search/ranking/file-places';
import type { QueryPlan } from '#core/search/ranking/query-plan';
import type { IndexHit } from '#core/search/search-index';
import type { SearchedSegment } from '#core/search/store/open-segment';
import type { Segment } from '#shared/model/search';

/** Passages from attachments, for hits whose own text says less; costs nothing where none is found in attachments. */
export class FilePassages {
  readonly #segments: readonly SearchedSegment[];
  readonly #plan: QueryPlan;
  readonly #highlighter: Highlighter;
  readonly #places = new Map<number, FilePlaces>();

  constructor(segments: readonly SearchedSegment[], parsed: ParsedQuery, plan: QueryPlan) {
    this.#segments = segments;
    this.#plan = plan;
    this.#highlighter = new Highlighter(parsed, ['attachments']);
  }

  /** A passage with more different words than `own` has. */
  async inFiles(
    segment: number,
    document: number,
    own: readonly Segment[],
  ): Promise<Pick<IndexHit, 'passage' | 'passageFile'> | undefined> {
    const shown = this.#segments[segment];
    const best = this.#placesIn(segment)?.best(document);
    const covered = this.#highlighter.coverage(own);
    if (!shown || !best || best.words <= covered) return undefined;
    const found = await shown.fileText(document, best.place);
    if (!found) return undefined;
    const passage = this.#highlighter.passage(found.text);
    return this.#highlighter.coverage(passage) > covered ? { passage, passageFile: found.name } : undefined;
  }

  #placesIn(at: number): FilePlaces | undefined {
    const segment = this.#segments[at];
    let places = this.#places.get(at);
    if (!places && segment) {
      const { folded: terms, words } = this.#plan;
      places = new FilePlaces(segment.live.data, { terms, words }, at);
      this.#places.set(at, places);
    }
    return places;
  }
}
