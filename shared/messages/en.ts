import { attachments } from '#shared/messages/en/attachments';
import { bulk } from '#shared/messages/en/bulk';
import { quality } from '#shared/messages/en/quality';
import { quarter } from '#shared/messages/en/quarter';
import { exchange } from '#shared/messages/en/exchange';
import { care } from '#shared/messages/en/care';
import { compare } from '#shared/messages/en/compare';
import { desk } from '#shared/messages/en/desk';
import { editor } from '#shared/messages/en/editor';
import { failure } from '#shared/messages/en/failure';
import { fileTexts } from '#shared/messages/en/file-texts';
import { firstRun } from '#shared/messages/en/first-run';
import { frame } from '#shared/messages/en/frame';
import { host } from '#shared/messages/en/host';
import { ourPlace } from '#shared/messages/en/our-place';
import { paper } from '#shared/messages/en/paper';
import { paste } from '#shared/messages/en/paste';
import { practice } from '#shared/messages/en/practice';
import { provinceMap } from '#shared/messages/en/province-map';
import { query } from '#shared/messages/en/query';
import { reader } from '#shared/messages/en/reader';
import { reference } from '#shared/messages/en/reference';
import { revisions } from '#shared/messages/en/revisions';
import { richEditor } from '#shared/messages/en/rich-editor';
import { safety } from '#shared/messages/en/safety';
import { saved } from '#shared/messages/en/saved';
import { seal } from '#shared/messages/en/seal';
import { search } from '#shared/messages/en/search';
import { sending } from '#shared/messages/en/sending';
import { settings } from '#shared/messages/en/settings';
import { statements } from '#shared/messages/en/statements';
import { synonyms } from '#shared/messages/en/synonyms';
import { together } from '#shared/messages/en/together';
import { today } from '#shared/messages/en/today';
import { verdicts } from '#shared/messages/en/verdicts';
import type { Messages } from '#shared/messages/messages';

export const en: Messages = {
  attachments,
  bulk,
  quality,
  quarter,
  exchange,
  care,
  compare,
  desk,
  editor,
  failure,
  fileTexts,
  firstRun,
  frame,
  host,
  ourPlace,
  paper,
  paste,
  practice,
  provinceMap,
  query,
  reader,
  reference,
  richEditor,
  revisions,
  safety,
  saved,
  seal,
  search,
  sending,
  settings,
  statements,
  synonyms,
  today,
  verdicts,
  together,
};
