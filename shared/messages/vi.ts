import { quarter } from '#shared/messages/vi/quarter';
import { exchange } from '#shared/messages/vi/exchange';
import { editor } from '#shared/messages/vi/editor';
import { failure } from '#shared/messages/vi/failure';
import { firstRun } from '#shared/messages/vi/first-run';
import { frame } from '#shared/messages/vi/frame';
import { host } from '#shared/messages/vi/host';
import { practice } from '#shared/messages/vi/practice';
import { reader } from '#shared/messages/vi/reader';
import { reference } from '#shared/messages/vi/reference';
import { search } from '#shared/messages/vi/search';
import { settings } from '#shared/messages/vi/settings';
import { today } from '#shared/messages/vi/today';

/** The Vietnamese catalogue: the one that others are typed after. */
export const vi = {
  quarter,
  exchange,
  editor,
  failure,
  firstRun,
  frame,
  host,
  practice,
  reader,
  reference,
  search,
  settings,
  today,
};
