import { quarter } from '#shared/messages/en/quarter';
import { exchange } from '#shared/messages/en/exchange';
import { editor } from '#shared/messages/en/editor';
import { failure } from '#shared/messages/en/failure';
import { firstRun } from '#shared/messages/en/first-run';
import { frame } from '#shared/messages/en/frame';
import { host } from '#shared/messages/en/host';
import { practice } from '#shared/messages/en/practice';
import { reader } from '#shared/messages/en/reader';
import { reference } from '#shared/messages/en/reference';
import { search } from '#shared/messages/en/search';
import { settings } from '#shared/messages/en/settings';
import { today } from '#shared/messages/en/today';
import type { Messages } from '#shared/messages/messages';

export const en: Messages = {
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
