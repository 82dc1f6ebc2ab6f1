import { attachments } from '#shared/messages/vi/attachments';
import { board } from '#shared/messages/vi/board';
import { bulk } from '#shared/messages/vi/bulk';
import { quality } from '#shared/messages/vi/quality';
import { quarter } from '#shared/messages/vi/quarter';
import { exchange } from '#shared/messages/vi/exchange';
import { call } from '#shared/messages/vi/call';
import { care } from '#shared/messages/vi/care';
import { choice } from '#shared/messages/vi/choice';
import { closedParcel } from '#shared/messages/vi/closed-parcel';
import { compare } from '#shared/messages/vi/compare';
import { desk } from '#shared/messages/vi/desk';
import { duplicates } from '#shared/messages/vi/duplicates';
import { editor } from '#shared/messages/vi/editor';
import { failure } from '#shared/messages/vi/failure';
import { fileTexts } from '#shared/messages/vi/file-texts';
import { firstRun } from '#shared/messages/vi/first-run';
import { forms } from '#shared/messages/vi/forms';
import { frame } from '#shared/messages/vi/frame';
import { host } from '#shared/messages/vi/host';
import { issue } from '#shared/messages/vi/issue';
import { letterhead } from '#shared/messages/vi/letterhead';
import { ourPlace } from '#shared/messages/vi/our-place';
import { outbox } from '#shared/messages/vi/outbox';
import { paper } from '#shared/messages/vi/paper';
import { papers } from '#shared/messages/vi/papers';
import { past } from '#shared/messages/vi/past';
import { paste } from '#shared/messages/vi/paste';
import { practice } from '#shared/messages/vi/practice';
import { provinceMap } from '#shared/messages/vi/province-map';
import { query } from '#shared/messages/vi/query';
import { report } from '#shared/messages/vi/report';
import { reporting } from '#shared/messages/vi/reporting';
import { reader } from '#shared/messages/vi/reader';
import { reference } from '#shared/messages/vi/reference';
import { review } from '#shared/messages/vi/review';
import { revisions } from '#shared/messages/vi/revisions';
import { richEditor } from '#shared/messages/vi/rich-editor';
import { safety } from '#shared/messages/vi/safety';
import { saved } from '#shared/messages/vi/saved';
import { seal } from '#shared/messages/vi/seal';
import { search } from '#shared/messages/vi/search';
import { sending } from '#shared/messages/vi/sending';
import { settings } from '#shared/messages/vi/settings';
import { signedPaper } from '#shared/messages/vi/signed-paper';
import { statements } from '#shared/messages/vi/statements';
import { synonyms } from '#shared/messages/vi/synonyms';
import { together } from '#shared/messages/vi/together';
import { today } from '#shared/messages/vi/today';
import { verdicts } from '#shared/messages/vi/verdicts';

/** The Vietnamese catalogue: the one that others are typed after. */
export const vi = {
  attachments,
  board,
  bulk,
  quality,
  quarter,
  exchange,
  call,
  care,
  choice,
  closedParcel,
  compare,
  desk,
  duplicates,
  editor,
  failure,
  fileTexts,
  firstRun,
  forms,
  frame,
  host,
  issue,
  letterhead,
  ourPlace,
  outbox,
  paper,
  papers,
  past,
  paste,
  practice,
  provinceMap,
  query,
  reader,
  report,
  reporting,
  reference,
  richEditor,
  review,
  revisions,
  safety,
  saved,
  seal,
  search,
  sending,
  settings,
  signedPaper,
  statements,
  synonyms,
  today,
  verdicts,
  together,
};
