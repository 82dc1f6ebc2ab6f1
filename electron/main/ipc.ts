import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { Answer } from '#shared/contract/answer';
import type { EventData, EventName } from '#shared/contract/contract';
import type { Core } from '#core/core';
import { answer } from '#core/hosting/answer';
import { isOwnPage } from '#main/page-address';

/**
 * Whether a message comes from the program's own page: from the main frame, not from a frame inside it, and from our
 * scheme, not from another place that the window may have been led to. A frame that is gone has no say.
 */
function isFromOwnPage({ sender, senderFrame }: IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && isOwnPage(senderFrame.url);
}

/** The only channel to the program: every operation of the contract, and nothing else. */
export function answerInvocations(core: Promise<Core>): void {
  // electron-store offers its folders to any page on a channel of its own.
  ipcMain.removeAllListeners('electron-store-get-data');
  ipcMain.handle('invoke', (event, name: unknown, input: unknown): Promise<Answer> | Answer =>
    isFromOwnPage(event)
      ? answer(core, name, input)
      : { ok: false, failure: { code: 'unauthorised', rule: 'sender' } },
  );
}

/** Tells a page of an event; a page that is gone, or is no longer ours, is not told. */
export function tellPage<N extends EventName>(page: WebContents, event: N, data: EventData<N>): void {
  if (!page.isDestroyed() && isOwnPage(page.getURL())) page.send('event', event, data);
}
