import { attachments } from '#shared/messages/en/attachments';
import { board } from '#shared/messages/en/board';
import { bulk } from '#shared/messages/en/bulk';
import { quality } from '#shared/messages/en/quality';
import { quarter } from '#shared/messages/en/quarter';
import { exchange } from '#shared/messages/en/exchange';
import { call } from '#shared/messages/en/call';
import { care } from '#shared/messages/en/care';
import { choice } from '#shared/messages/en/choice';
import { closedParcel } from '#shared/messages/en/closed-parcel';
import { compare } from '#shared/messages/en/compare';
import { desk } from '#shared/messages/en/desk';
import { duplicates } from '#shared/messages/en/duplicates';
import { editor } from '#shared/messages/en/editor';
import { failure } from '#shared/messages/en/failure';
import { fileTexts } from '#shared/messages/en/file-texts';
import { firstRun } from '#shared/messages/en/first-run';
import { forms } from '#shared/messages/en/forms';
import { frame } from '#shared/messages/en/frame';
import { host } from '#shared/messages/en/host';
import { issue } from '#shared/messages/en/issue';
import { letterhead } from '#shared/messages/en/letterhead';
import { ourPlace } from '#shared/messages/en/our-place';
import { outbox } from '#shared/messages/en/outbox';
import { paper } from '#shared/messages/en/paper';
import { papers } from '#shared/messages/en/papers';
import { past } from '#shared/messages/en/past';
import { paste } from '#shared/messages/en/paste';
import { practice } from '#shared/messages/en/practice';
import { provinceMap } from '#shared/messages/en/province-map';
import { query } from '#shared/messages/en/query';
import { report } from '#shared/messages/en/report';
import { reporting } from '#shared/messages/en/reporting';
import { reader } from '#shared/messages/en/reader';
import { reference } from '#shared/messages/en/reference';
import { review } from '#shared/messages/en/review';
import { revisions } from '#shared/messages/en/revisions';
import { richEditor } from '#shared/messages/en/rich-editor';
import { safety } from '#shared/messages/en/safety';
import { saved } from '#shared/messages/en/saved';
import { seal } from '#shared/messages/en/seal';
import { search } from '#shared/messages/en/search';
import { sending } from '#shared/messages/en/sending';
import { settings } from '#shared/messages/en/settings';
import { signedPaper } from '#shared/messages/en/signed-paper';
import { statements } from '#shared/messages/en/statements';
import { synonyms } from '#shared/messages/en/synonyms';
import { together } from '#shared/messages/en/together';
import { today } from '#shared/messages/en/today';
import { verdicts } from '#shared/messages/en/verdicts';
import type { Messages } from '#shared/messages/messages';

export const en: Messages = {
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
