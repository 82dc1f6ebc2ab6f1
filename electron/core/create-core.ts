import { applicationOperations } from '#core/application/application-operations';
import { findServedFile } from '#core/application/served-file';
import type { Core } from '#core/core';
import { createEvents } from '#core/application/events';
import { restoreOperations } from '#core/care/restore-operations';
import { createJobs } from '#core/jobs/jobs';
import { Libraries } from '#core/library/libraries';
import { libraryOperations } from '#core/library/library-operations';
import { openFeatures, type LibraryFeatures } from '#core/library/library-features';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { attachmentsOperations } from '#core/practices/attachments-operations';
import { templateOperations } from '#core/practices/template-operations';
import { practiceOperations } from '#core/practices/practice-operations';
import { revisionsOperations } from '#core/practices/revisions-operations';
import { readReference } from '#core/reference/reference';
import { createSettings } from '#core/settings/settings';
import { type Handlers, isOperation, type OperationName } from '#shared/contract/contract';
import { copiesOperations } from '#shared/contract/copies';
import { bulkOperations } from '#shared/contract/bulk';
import { careOperations } from '#shared/contract/care';
import { exchangeOperations } from '#shared/contract/exchange';
import { presenceOperations } from '#shared/contract/presence';
import { quarterOperations } from '#shared/contract/quarter';
import { searchOperations } from '#shared/contract/search';
import { Failure, toFailure } from '#shared/failure';

/** Puts the application together. It owns all timers and workers until `close`. */
export async function createCore(platform: Platform): Promise<Core> {
  const events = createEvents();
  const settings = createSettings(platform.settings, events.emitting('settings.changed'));
  const jobs = createJobs(events.emitting('job.changed'));
  const reference = await readReference(platform.fileSystem, platform.resourcesFolder);

  const told = {
    searchChanged: events.emitting('search.changed'),
    presenceChanged: events.emitting('presence.changed'),
    waiting: events.emitting('practice.waiting'),
  };
  let features: LibraryFeatures | undefined;
  const me = (): string => {
    const state = libraries.state();
    return state.type === 'open' ? (state.me?.name ?? '') : '';
  };
  const libraries = new Libraries(platform, settings, {
    async switched(library: OpenedLibrary | undefined) {
      await features?.close();
      features =
        library && (await openFeatures({ platform, library, reference, jobs, settings, me, ...told }));
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

  const handlers: Handlers = {
    ...applicationOperations({ platform, settings, jobs, library }),
    ...libraryOperations({ libraries, settings, reference, fileSystem: platform.fileSystem }),
    ...practiceOperations({ platform, library, me }),
    ...attachmentsOperations({ platform, library }),
    ...revisionsOperations({ platform, reference, library, me }),
    ...restoreOperations(platform.fileSystem, jobs),
    ...delegating(careOperations, () => ofLibrary().handlers),
    ...delegating(searchOperations, () => ofLibrary().handlers),
    ...delegating(quarterOperations, () => ofLibrary().handlers),
    ...delegating(exchangeOperations, () => ofLibrary().handlers),
    ...templateOperations({ platform, library, me }),
    ...delegating(bulkOperations, () => ofLibrary().handlers),
    ...delegating(presenceOperations, () => ofLibrary().handlers),
    ...delegating(copiesOperations, () => ofLibrary().handlers),
  };

  return {
    handlers,
    async invoke(name, input) {
      if (!isOperation(name)) throw new Failure('bad-input', { where: 'operation' });
      try {
        return await handlers[name](input);
      } catch (error) {
        throw toFailure(error);
      }
    },
    subscribe: (listener) => events.subscribe(listener),
    async servedFile(address) {
      return libraries.state().type === 'open' ? findServedFile(library(), address) : undefined;
    },
    async close() {
      await jobs.stopAll();
      await libraries.close();
    },
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
