import { attachments } from '#shared/messages/vi/attachments';
import { bulk } from '#shared/messages/vi/bulk';
import { quality } from '#shared/messages/vi/quality';
import { quarter } from '#shared/messages/vi/quarter';
import { exchange } from '#shared/messages/vi/exchange';
import { care } from '#shared/messages/vi/care';
import { editor } from '#shared/messages/vi/editor';
import { failure } from '#shared/messages/vi/failure';
import { firstRun } from '#shared/messages/vi/first-run';
import { frame } from '#shared/messages/vi/frame';
import { host } from '#shared/messages/vi/host';
import { paste } from '#shared/messages/vi/paste';
import { practice } from '#shared/messages/vi/practice';
import { reader } from '#shared/messages/vi/reader';
import { reference } from '#shared/messages/vi/reference';
import { revisions } from '#shared/messages/vi/revisions';
import { richEditor } from '#shared/messages/vi/rich-editor';
import { safety } from '#shared/messages/vi/safety';
import { search } from '#shared/messages/vi/search';
import { settings } from '#shared/messages/vi/settings';
import { together } from '#shared/messages/vi/together';
import { today } from '#shared/messages/vi/today';

/** The Vietnamese catalogue: the one that others are typed after. */
export const vi = {
  attachments,
  bulk,
  quality,
  quarter,
  exchange,
  care,
  editor,
  failure,
  firstRun,
  frame,
  host,
  paste,
  practice,
  reader,
  reference,
  richEditor,
  revisions,
  safety,
  search,
  settings,
  today,
  together,
};
