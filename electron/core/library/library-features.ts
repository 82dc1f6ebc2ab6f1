import { createBulk } from '#core/bulk/bulk-operations';
import { createCare } from '#core/care/care';
import { createCompilations } from '#core/compilation/compilations';
import { createDesk } from '#core/exchange/desk';
import { createExchange } from '#core/exchange/exchange';
import { createCoverage } from '#core/coverage/coverage-operations';
import { RegistersWatch } from '#core/exchange/registers-watch';
import { copiesOperations } from '#core/copies/copies-operations';
import { createForms } from '#core/forms/forms-operations';
import { issueOperations } from '#core/issue/issue-operations';
import type { Jobs } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { createLookingBack } from '#core/looking-back/looking-back-operations';
import { createNearDuplicates } from '#core/near-duplicates/near-duplicates-operations';
import { letterheadOperations } from '#core/papers/letterhead-operations';
import type { Platform } from '#core/platform';
import { callOperations } from '#core/quarter/call-operations';
import { calendarOperations } from '#core/quarter/calendar-operations';
import { unitsOperations } from '#core/quarter/units-operations';
import { Presence } from '#core/presence/presence';
import { presenceOperations } from '#core/presence/presence-operations';
import { createReview } from '#core/review/review-operations';
import { introduceOffice } from '#core/seal/office-introduction';
import { officesOperations } from '#core/seal/offices-operations';
import { sealOperations } from '#core/seal/seal-operations';
import type { ProfileOfficeSeal } from '#core/seal/profile-office-seal';
import type { UserSettings } from '#core/settings/settings';
import { statementsOperations } from '#core/statements/statement-operations';
import type { Statements } from '#core/statements/statement-store';
import { SavedSearches } from '#core/search/saved/saved-searches';
import { openSynonyms, synonymOperations } from '#core/search/expansion/synonym-operations';
import { closedParcelOperations } from '#core/sending/closed-parcel-operations';
import { createOutbox } from '#core/sending/outbox/outbox-operations';
import { createSending } from '#core/sending/sending-operations';
import { createSearch } from '#core/search/search';
import type { PracticeParts, SearchSource } from '#core/search/search-source';
import type { EventData, HandlersOf } from '#shared/contract/contract';
import type { closedParcelOperations as ofClosedParcels } from '#shared/contract/closed-parcels';
import type { copiesOperations as ofCopies } from '#shared/contract/copies';
import type { attachmentTextsOperations } from '#shared/contract/attachment-texts';
import type { bulkOperations } from '#shared/contract/bulk';
import type { careOperations } from '#shared/contract/care';
import type { calendarOperations as ofCalendar } from '#shared/contract/calendar';
import type { callOperations as ofCalls } from '#shared/contract/call';
import type { unitsOperations as ofUnits } from '#shared/contract/units';
import type { coverageOperations } from '#shared/contract/coverage';
import type { deskOperations } from '#shared/contract/desk';
import type { exchangeOperations } from '#shared/contract/exchange';
import type { formsOperations } from '#shared/contract/forms';
import type { letterheadOperations as ofLetterhead } from '#shared/contract/letterhead';
import type { Reference } from '#shared/contract/library';
import type { issueOperations as ofIssue } from '#shared/contract/issue';
import type { lookingBackOperations } from '#shared/contract/looking-back';
import type { nearDuplicatesOperations } from '#shared/contract/near-duplicates';
import type { presenceOperations as ofPresence } from '#shared/contract/presence';
import type { quarterOperations } from '#shared/contract/quarter';
import type { savedSearchOperations } from '#shared/contract/saved-searches';
import type { outboxOperations } from '#shared/contract/outbox';
import type { sendingOperations } from '#shared/contract/sending';
import type { officesOperations as ofOffices } from '#shared/contract/offices';
import type { reviewOperations } from '#shared/contract/review';
import type { sealOperations as ofSeal } from '#shared/contract/seal';
import type { searchOperations } from '#shared/contract/search';
import type { statementsOperations as ofStatements } from '#shared/contract/statements';
import type { synonymsOperations } from '#shared/contract/synonyms';
import type { similarOperations } from '#shared/contract/similar';
import type { Period } from '#shared/model/period';
import type { IndexState } from '#shared/model/search';

export interface FeatureDependencies {
  readonly platform: Platform;
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly jobs: Jobs;
  /** The seal of the library's office. */
  readonly seal: ProfileOfficeSeal;
  readonly statements: Statements;
  readonly settings: UserSettings;
  readonly me: () => string;
  readonly searchChanged: (state: IndexState) => void;
  readonly searchesChanged: (searches: EventData<'searches.changed'>) => void;
  readonly presenceChanged: (others: EventData<'presence.changed'>) => void;
  readonly waiting: (news: EventData<'practice.waiting'>) => void;
  readonly deskChanged: () => void;
  readonly coverageChanged: () => void;
  /** Our office, or a key of its, is another one now. */
  readonly officeChanged: () => void;
}

/** What lives and dies with an open library. */
export interface LibraryFeatures {
  readonly handlers: HandlersOf<
    typeof bulkOperations &
      typeof careOperations &
      typeof searchOperations &
      typeof similarOperations &
      typeof nearDuplicatesOperations &
      typeof attachmentTextsOperations &
      typeof synonymsOperations &
      typeof savedSearchOperations &
      typeof quarterOperations &
      typeof ofIssue &
      typeof formsOperations &
      typeof reviewOperations &
      typeof coverageOperations &
      typeof lookingBackOperations &
      typeof ofUnits &
      typeof ofCalendar &
      typeof ofLetterhead &
      typeof ofCalls &
      typeof sendingOperations &
      typeof outboxOperations &
      typeof ofClosedParcels &
      typeof exchangeOperations &
      typeof deskOperations &
      typeof ofPresence &
      typeof ofSeal &
      typeof ofOffices &
      typeof ofStatements &
      typeof ofCopies
  >;
  practicesChanged(ids: readonly string[]): void;
  /** Says in a statement who our office is, where that is another thing than was said last. */
  introduceOffice(): Promise<void>;
  /** Stops running jobs and the search worker. */
  close(): Promise<void>;
}

export async function openFeatures(deps: FeatureDependencies): Promise<LibraryFeatures> {
  const { platform, library, jobs } = deps;
  const listeners = new Set<(ids: readonly string[]) => void>();
  const searching = await openSearching(deps, listeners);
  const presence = openPresence(deps);
  const care = createCare(deps);
  const nearDuplicates = createNearDuplicates(deps);
  const coverage = createCoverage(deps);
  const desk = openDesk(deps);
  return {
    handlers: {
      ...searching.handlers,
      ...periodHandlers(deps, coverage.follow),
      ...createForms(deps),
      ...coverage.handlers,
      ...createLookingBack(deps),
      ...unitsOperations(deps),
      ...calendarOperations(deps),
      ...letterheadOperations(deps),
      ...callOperations({ ...deps, coverage: coverage.handlers['coverage.get'] }),
      ...createSending(deps),
      ...closedParcelOperations(deps),
      ...desk.handlers,
      ...createBulk(deps),
      ...nearDuplicates.handlers,
      ...care.handlers,
      ...presenceOperations(presence),
      ...sealOperations(deps),
      ...officesOperations(deps),
      ...copiesOperations(library, platform),
      ...statementsOperations(deps),
    },
    introduceOffice: () => introduceOffice(deps),
    practicesChanged(ids) {
      for (const listener of listeners) listener(ids);
    },
    async close() {
      const deskClosed = desk.close();
      await jobs.stopAll();
      await deskClosed;
      for (const feature of [care, nearDuplicates, coverage, presence, searching]) await feature.close();
    },
  };
}

/** Search, what of it is kept, and its synonyms. */
async function openSearching(
  { platform, library, reference, jobs, settings, searchChanged, searchesChanged }: FeatureDependencies,
  listeners: Set<(ids: readonly string[]) => void>,
) {
  const source = searchSource(library, listeners);
  const search = createSearch({
    platform,
    quiet: jobs.quiet,
    changed(state) {
      searchChanged(state);
      if (state.ready) void saved.indexed();
    },
  });
  const { matching } = search;
  const saved = new SavedSearches({ platform, settings, source, matching, changed: searchesChanged });
  const synonyms = await openSynonyms(platform, library, reference);
  await search.use(source, reference, synonyms);
  return {
    handlers: { ...search.handlers, ...saved.handlers, ...synonymOperations(synonyms, library) },
    async close(): Promise<void> {
      await saved.close();
      await search.close();
    },
  };
}

/** Who else is at a practice; what the store says of waiting and of what was saved goes there. */
function openPresence({ platform, library, me, presenceChanged, waiting }: FeatureDependencies): Presence {
  const presence = new Presence({ library, me, now: () => platform.now(), changed: presenceChanged });
  library.store.onWaiting = waiting;
  library.store.onSaved = (id, document, keys) => presence.noteWrite(id, document, keys);
  return presence;
}

/** What goes and what comes; the registers are watched for both. */
function openDesk(deps: FeatureDependencies) {
  const deskChanged = (): void => {
    registers.tell();
  };
  const outbox = createOutbox({ ...deps, deskChanged });
  const registers = new RegistersWatch({ ...deps, also: outbox.look, changed: deps.deskChanged });
  const desk = createDesk({ ...deps, deskChanged });
  return {
    handlers: {
      ...outbox.handlers,
      ...createExchange({ ...deps, settle: desk.settle }),
      ...desk.handlers,
    },
    close: () => Promise.all([desk.close(), registers.stop()]),
  };
}

/**
 * What others write of a period, too: its choice, the steps of its issue, how many levels of review there are. Whoever looks at it
 * hears of changes.
 */
function periodHandlers(
  deps: FeatureDependencies,
  follow: (period: Period) => void,
): HandlersOf<typeof quarterOperations & typeof ofIssue & typeof reviewOperations> {
  const [compilations, issue, review] = [createCompilations(deps), issueOperations(deps), createReview(deps)];
  const followed =
    <I extends { readonly period: Period }, O>(handler: (input: I) => O) =>
    (input: I): O => {
      follow(input.period);
      return handler(input);
    };
  return {
    ...{ ...compilations, 'compilations.get': followed(compilations['compilations.get']) },
    ...{ ...issue, 'issue.get': followed(issue['issue.get']) },
    ...{ ...review, 'review.list': followed(review['review.list']) },
  };
}

function searchSource(
  library: OpenedLibrary,
  listeners: Set<(ids: readonly string[]) => void>,
): SearchSource {
  const { catalogue, store, file } = library;
  return {
    libraryId: file.libraryId,
    office: () => library.office ?? null,
    list: () => catalogue.list(),
    get: (id) => catalogue.get(id),
    fingerprint: (id) => catalogue.hash(id),
    async read(id): Promise<PracticeParts | undefined> {
      try {
        const { frontMatter, preamble, sections } = (await store.read(id)).document;
        return { frontMatter, preamble, sections: [...sections] };
      } catch {
        return undefined; // gone or damaged since it was listed: the catalogue will say so
      }
    },
    attachments: {
      path: (id, name) => store.at(layout.attachment(id, name)),
      isThere: async () => (await store.fileSystem.information(store.at(layout.library))) !== undefined,
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
