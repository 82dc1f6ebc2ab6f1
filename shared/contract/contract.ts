import * as z from 'zod';
import { attachmentTextsOperations } from '#shared/contract/attachment-texts';
import { attachmentsOperations } from '#shared/contract/attachments';
import { applicationOperations, jobSchema } from '#shared/contract/application';
import { careOperations, restoreOperations } from '#shared/contract/care';
import { closedParcelOperations } from '#shared/contract/closed-parcels';
import { coverageEvents, coverageOperations } from '#shared/contract/coverage';
import { calendarOperations } from '#shared/contract/calendar';
import { callOperations } from '#shared/contract/call';
import { choiceOperations } from '#shared/contract/choice';
import { copiesOperations } from '#shared/contract/copies';
import { bulkOperations } from '#shared/contract/bulk';
import { deskEvents, deskOperations } from '#shared/contract/desk';
import { exchangeOperations } from '#shared/contract/exchange';
import { formsOperations } from '#shared/contract/forms';
import { issueOperations } from '#shared/contract/issue';
import { libraryOperations, libraryStateSchema } from '#shared/contract/library';
import { letterheadOperations } from '#shared/contract/letterhead';
import { ourPlaceOperations } from '#shared/contract/our-place';
import { listsOperations } from '#shared/contract/lists';
import { lookingBackOperations, lookingBackPapers } from '#shared/contract/looking-back';
import { fileReferenceSchema } from '#shared/contract/operation';
import { nearDuplicatesOperations } from '#shared/contract/near-duplicates';
import { officesOperations } from '#shared/contract/offices';
import { outboxOperations } from '#shared/contract/outbox';
import { papersOperations } from '#shared/contract/papers';
import { practicesOperations } from '#shared/contract/practices';
import { presenceEvents, presenceOperations } from '#shared/contract/presence';
import { provinceMapOperations } from '#shared/contract/province-map';
import { quarterOperations } from '#shared/contract/quarter';
import { reviewOperations } from '#shared/contract/review';
import { revisionsOperations } from '#shared/contract/revisions';
import { templatesOperations } from '#shared/contract/templates';
import { savedSearchEvents, savedSearchOperations } from '#shared/contract/saved-searches';
import { sendingOperations } from '#shared/contract/sending';
import { sealOperations } from '#shared/contract/seal';
import { searchOperations } from '#shared/contract/search';
import { synonymsOperations } from '#shared/contract/synonyms';
import { statementsOperations } from '#shared/contract/statements';
import { similarOperations } from '#shared/contract/similar';
import { indexStateSchema } from '#shared/model/search';
import { unitsOperations } from '#shared/contract/units';
import { settingsSchema } from '#shared/model/settings';

// The page's security policy forbids eval; without this zod probes for it.
z.config({ jitless: true });

/** Every operation that a page may ask of a host. Hosts and pages loop over this map; there is no other list. */
export const operations = {
  ...applicationOperations,
  ...libraryOperations,
  ...ourPlaceOperations,
  ...provinceMapOperations,
  ...listsOperations,
  ...practicesOperations,
  ...attachmentsOperations,
  ...papersOperations,
  ...revisionsOperations,
  ...searchOperations,
  ...attachmentTextsOperations,
  ...similarOperations,
  ...nearDuplicatesOperations,
  ...synonymsOperations,
  ...savedSearchOperations,
  ...bulkOperations,
  ...templatesOperations,
  ...quarterOperations,
  ...issueOperations,
  ...choiceOperations,
  ...reviewOperations,
  ...formsOperations,
  ...unitsOperations,
  ...calendarOperations,
  ...letterheadOperations,
  ...callOperations,
  ...coverageOperations,
  ...lookingBackOperations,
  ...lookingBackPapers,
  ...sendingOperations,
  ...outboxOperations,
  ...closedParcelOperations,
  ...exchangeOperations,
  ...officesOperations,
  ...statementsOperations,
  ...deskOperations,
  ...presenceOperations,
  ...sealOperations,
  ...copiesOperations,
  ...restoreOperations,
  ...careOperations,
};

export type Operations = typeof operations;
export type OperationName = keyof Operations;
export type Input<N extends OperationName> = z.infer<Operations[N]['input']>;
export type Output<N extends OperationName> = z.infer<Operations[N]['output']>;

/** Every event that a host may send to a page. */
export const events = {
  'job.changed': jobSchema,
  'library.changed': libraryStateSchema,
  /** Practices that were added, changed or removed, by this program or outside it. */
  'practices.changed': z.object({ ids: z.array(z.string()) }),
  'search.changed': indexStateSchema,
  ...savedSearchEvents,
  ...presenceEvents,
  /** Statements were added or removed by this program. */
  'statements.changed': z.object({}),
  ...deskEvents,
  ...coverageEvents,
  'settings.changed': settingsSchema,
  /** Files that the operating system asked the desktop program to open: a double-click, a command line. */
  'files.opened': z.object({ files: z.array(fileReferenceSchema) }),
};
export type Events = typeof events;
export type EventName = keyof Events;
export type EventData<N extends EventName> = z.infer<Events[N]>;

/** One function an operation: what a core offers and what hosts call. */
export type Handlers = {
  readonly [N in OperationName]: (input: Input<N>) => Promise<Output<N>>;
};
/** The part of `Handlers` that one feature contributes. */
export type HandlersOf<Area extends Partial<Record<OperationName, unknown>>> = Pick<
  Handlers,
  Extract<keyof Area, OperationName>
>;

export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(operations, name);
}
