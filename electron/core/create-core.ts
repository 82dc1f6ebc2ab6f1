import { applicationOperations } from '#core/application/application-operations';
import { findServedFile } from '#core/application/served-file';
import type { Core } from '#core/core';
import { type CoreEvents, createEvents } from '#core/application/events';
import { restoreOperations } from '#core/care/restore-operations';
import { machineId } from '#core/files/machine-id';
import { choiceOperations } from '#core/choice/choice-operations';
import { createJobs, type Jobs } from '#core/jobs/jobs';
import { Libraries } from '#core/library/libraries';
import { libraryOperations } from '#core/library/library-operations';
import { ourPlaceOperations } from '#core/library/our-place-operations';
import { type FeatureDependencies, type LibraryFeatures, openFeatures } from '#core/library/library-features';
import type { OpenedLibrary } from '#core/library/opened-library';
import { lookingBackPapers } from '#core/looking-back/looking-back-operations';
import { PaperShelf } from '#core/papers/paper-shelf';
import { papersOperations } from '#core/papers/papers-operations';
import type { Platform } from '#core/platform';
import { attachmentsOperations } from '#core/practices/attachments-operations';
import { templateOperations } from '#core/practices/template-operations';
import { listOperations } from '#core/practices/list-operations';
import { practiceOperations } from '#core/practices/practice-operations';
import { revisionsOperations } from '#core/practices/revisions-operations';
import { provinceMapOperations } from '#core/reference/province-map-operations';
import { readReference } from '#core/reference/reference';
import { ProfileOfficeSeal } from '#core/seal/profile-office-seal';
import { createSettings, type UserSettings } from '#core/settings/settings';
import { Statements } from '#core/statements/statement-store';
import { applicationOperations as withoutLibrary } from '#shared/contract/application';
import { type Handlers, isOperation, type OperationName } from '#shared/contract/contract';
import { closedParcelOperations } from '#shared/contract/closed-parcels';
import { copiesOperations } from '#shared/contract/copies';
import { statementsOperations } from '#shared/contract/statements';
import { attachmentTextsOperations } from '#shared/contract/attachment-texts';
import { bulkOperations } from '#shared/contract/bulk';
import { careOperations } from '#shared/contract/care';
import { calendarOperations } from '#shared/contract/calendar';
import { callOperations } from '#shared/contract/call';
import { coverageOperations } from '#shared/contract/coverage';
import { unitsOperations } from '#shared/contract/units';
import { deskOperations } from '#shared/contract/desk';
import { exchangeOperations } from '#shared/contract/exchange';
import { formsOperations } from '#shared/contract/forms';
import { issueOperations } from '#shared/contract/issue';
import { letterheadOperations } from '#shared/contract/letterhead';
import type { LibraryState, Reference } from '#shared/contract/library';
import { lookingBackOperations } from '#shared/contract/looking-back';
import { outboxOperations } from '#shared/contract/outbox';
import { presenceOperations } from '#shared/contract/presence';
import { nearDuplicatesOperations } from '#shared/contract/near-duplicates';
import { quarterOperations } from '#shared/contract/quarter';
import { savedSearchOperations } from '#shared/contract/saved-searches';
import { sendingOperations } from '#shared/contract/sending';
import { officesOperations } from '#shared/contract/offices';
import { reviewOperations } from '#shared/contract/review';
import { sealOperations } from '#shared/contract/seal';
import { searchOperations } from '#shared/contract/search';
import { synonymsOperations } from '#shared/contract/synonyms';
import { similarOperations } from '#shared/contract/similar';
import { Failure, toFailure } from '#shared/failure';

/** Puts the application together. It owns all timers and workers until `close`. */
export async function createCore(machine: Platform): Promise<Core> {
  const platform = await withMachineId(machine);
  const events = createEvents();
  const settings = createSettings(platform.settings, events.emitting('settings.changed'));
  const jobs = createJobs(events.emitting('job.changed'));
  const reference = await readReference(platform.fileSystem, platform.resourcesFolder);

  let features: LibraryFeatures | undefined;
  const me = (): string => nameOfMe(libraries.state());
  const libraries = new Libraries(platform, settings, {
    async switched(library: OpenedLibrary | undefined) {
      const before = features;
      features = undefined;
      await before?.close();
      if (!library) return;
      const shared = { platform, library, reference, jobs, settings, me };
      const news = newsOf(events, () => libraries.announce());
      const seals = sealing(platform, library, () => {
        events.emit('statements.changed', {});
      });
      features = await openFeatures({ ...shared, ...seals, ...news });
    },
    changed: events.emitting('library.changed'),
    practices(ids) {
      features?.practicesChanged(ids);
      events.emit('practices.changed', { ids });
    },
  });
  const library = (): OpenedLibrary => libraries.current();
  const ofLibrary = (): LibraryFeatures => {
    library();
    if (!features) throw new Failure('no-library');
    return features;
  };

  const shelf = new PaperShelf(platform);
  const parts = { platform, settings, jobs, reference, libraries, library, shelf, me, ofLibrary };
  const handlers = handlersOf(parts);
  return {
    handlers,
    async invoke(name, input) {
      if (!isOperation(name)) throw new Failure('bad-input', { where: 'operation' });
      // What is asked while libraries are changed is about the one that comes: between them there is none.
      if (!Object.hasOwn(withoutLibrary, name)) await libraries.settled();
      try {
        return await handlers[name](input);
      } catch (error) {
        throw toFailure(error);
      }
    },
    subscribe: (listener) => events.subscribe(listener),
    async servedFile(address) {
      if (libraries.state().type !== 'open') return undefined;
      return (await shelf.find(address)) ?? findServedFile(library(), address);
    },
    async close() {
      await jobs.stopAll();
      await libraries.close();
    },
  };
}

/** What features of a library tell to the pages. */
function newsOf(
  events: CoreEvents,
  announce: () => unknown,
): Pick<
  FeatureDependencies,
  | 'searchChanged'
  | 'searchesChanged'
  | 'presenceChanged'
  | 'waiting'
  | 'officeChanged'
  | 'deskChanged'
  | 'coverageChanged'
> {
  return {
    searchChanged: events.emitting('search.changed'),
    searchesChanged: events.emitting('searches.changed'),
    presenceChanged: events.emitting('presence.changed'),
    waiting: events.emitting('practice.waiting'),
    officeChanged: () => void announce(),
    deskChanged: () => {
      events.emit('desk.changed', {});
    },
    coverageChanged: () => {
      events.emit('coverage.changed', {});
    },
  };
}

function nameOfMe(state: LibraryState): string {
  return state.type === 'open' ? (state.me?.name ?? '') : '';
}

/** The same machine, whose locks and transactions are signed with the installation's id. */
async function withMachineId(platform: Platform): Promise<Platform> {
  const { fileSystem, profileFolder } = platform;
  const machine = await machineId(fileSystem, profileFolder);
  return { ...platform, fileSystem: { ...fileSystem, owner: { ...fileSystem.owner, machine } } };
}

interface Parts {
  readonly platform: Platform;
  readonly settings: UserSettings;
  readonly jobs: Jobs;
  readonly reference: Reference;
  readonly libraries: Libraries;
  /** The open library; fails when there is none. */
  readonly library: () => OpenedLibrary;
  readonly shelf: PaperShelf;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
  /** What lives with the open library; fails when there is none. */
  readonly ofLibrary: () => LibraryFeatures;
}

/** The handlers of all areas: those of the program, and those that go to whatever library is open. */
function sealing(
  platform: Platform,
  library: OpenedLibrary,
  changed: () => void,
): { seal: ProfileOfficeSeal; statements: Statements } {
  const seal = new ProfileOfficeSeal({ platform, library });
  return { seal, statements: new Statements({ platform, library, seal, changed }) };
}

function handlersOf(parts: Parts): Handlers {
  const { platform, settings, jobs, reference, libraries, library, shelf, me, ofLibrary } = parts;
  return {
    ...applicationOperations({ platform, settings, jobs, library }),
    ...libraryOperations({
      ...{ libraries, settings, reference, platform },
      officeSaved: () => ofLibrary().introduceOffice(),
    }),
    ...ourPlaceOperations(libraries),
    ...provinceMapOperations(platform),
    ...listOperations(library),
    ...practiceOperations({
      platform,
      library,
      me,
      others: async (id) => (await ofLibrary().handlers['presence.others']({ id })).others,
    }),
    ...attachmentsOperations({ platform, library, me }),
    ...papersOperations({
      ...{ shelf, reference, jobs, library, host: platform.host },
      said: (practice) => ofLibrary().handlers['statements.about']({ practice }),
    }),
    ...choiceOperations({ shelf, reference, library }),
    ...revisionsOperations({ platform, reference, library, me }),
    ...restoreOperations(platform.fileSystem, jobs),
    ...delegating(careOperations, () => ofLibrary().handlers),
    ...delegating(attachmentTextsOperations, () => ofLibrary().handlers),
    ...delegating(searchOperations, () => ofLibrary().handlers),
    ...delegating(synonymsOperations, () => ofLibrary().handlers),
    ...delegating(nearDuplicatesOperations, () => ofLibrary().handlers),
    ...delegating(similarOperations, () => ofLibrary().handlers),
    ...delegating(savedSearchOperations, () => ofLibrary().handlers),
    ...delegating(quarterOperations, () => ofLibrary().handlers),
    ...delegating(formsOperations, () => ofLibrary().handlers),
    ...delegating(coverageOperations, () => ofLibrary().handlers),
    ...delegating(lookingBackOperations, () => ofLibrary().handlers),
    ...lookingBackPapers({
      ...{ shelf, reference, library },
      compare: (periods) => ofLibrary().handlers['lookingBack.compare']({ periods }),
    }),
    ...delegating(issueOperations, () => ofLibrary().handlers),
    ...delegating(unitsOperations, () => ofLibrary().handlers),
    ...delegating(calendarOperations, () => ofLibrary().handlers),
    ...delegating(letterheadOperations, () => ofLibrary().handlers),
    ...delegating(callOperations, () => ofLibrary().handlers),
    ...delegating(reviewOperations, () => ofLibrary().handlers),
    ...delegating(sendingOperations, () => ofLibrary().handlers),
    ...delegating(outboxOperations, () => ofLibrary().handlers),
    ...delegating(closedParcelOperations, () => ofLibrary().handlers),
    ...delegating(exchangeOperations, () => ofLibrary().handlers),
    ...delegating(deskOperations, () => ofLibrary().handlers),
    ...templateOperations({ platform, library, me }),
    ...delegating(bulkOperations, () => ofLibrary().handlers),
    ...delegating(presenceOperations, () => ofLibrary().handlers),
    ...delegating(sealOperations, () => ofLibrary().handlers),
    ...delegating(officesOperations, () => ofLibrary().handlers),
    ...delegating(copiesOperations, () => ofLibrary().handlers),
    ...delegating(statementsOperations, () => ofLibrary().handlers),
  };
}

/** Handlers of an area that go to whatever library is open when they are called. */
function delegating<Area extends Record<string, unknown>>(
  area: Area,
  open: () => Pick<Handlers, Extract<keyof Area, OperationName>>,
): Pick<Handlers, Extract<keyof Area, OperationName>> {
  type Names = Extract<keyof Area, OperationName>;
  const entries = (Object.keys(area) as Names[]).map((name) => [
    name,
    async (input: never) => open()[name](input),
  ]);
  return Object.fromEntries(entries) as Pick<Handlers, Names>;
}
