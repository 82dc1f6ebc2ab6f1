import type { Backend } from '#renderer/backend/backend';
import { fileAddress } from '#renderer/backend/file-address';
import { readAnswer } from '#renderer/backend/read-answer';
import type { Bridge } from '#shared/contract/answer';
import { givenBytesLimit } from '#shared/contract/attachments';
import type { EventData, Output } from '#shared/contract/contract';
import type { FileReference } from '#shared/contract/operation';
import { Failure } from '#shared/failure';

type Opened = EventData<'files.opened'>;

/** What the page made itself (a pasted or shrunk picture) is no file on the disk: its bytes are sent. */
async function giveBytes(bridge: Bridge<File>, file: File): Promise<FileReference> {
  const { name, size } = file;
  const refused = new Failure('bad-input', { rule: 'file-reference', where: name });
  if (size === 0 || size > givenBytesLimit) throw refused;
  const base64 = toBase64(new Uint8Array(await file.arrayBuffer()));
  const answer = readAnswer(await bridge.invoke('attachments.giveBytes', { name, base64 }));
  const given = answer as Output<'attachments.giveBytes'>;
  if (given.type === 'unsupported') throw refused;
  return given.file;
}

/** `btoa` takes text of which each letter is a byte; in pieces, since arguments are limited in number. */
function toBase64(bytes: Uint8Array): string {
  const piece = 32_768;
  let text = '';
  for (let at = 0; at < bytes.length; at += piece)
    text += String.fromCharCode(...bytes.subarray(at, at + piece));
  return btoa(text);
}

/**
 * Talks to the desktop host through the preload script. Files that the program was started with may be told of before
 * a screen listens: they are kept for the first one that does.
 */
export function createIpcBackend(bridge: Bridge<File>): Backend {
  let early: Opened[] = [];
  const stopEarly = bridge.subscribe('files.opened', (data) => early.push(data as Opened));

  const deliverEarly = (listener: (data: Opened) => void): void => {
    stopEarly();
    const waiting = early;
    early = [];
    queueMicrotask(() => {
      for (const data of waiting) listener(data);
    });
  };

  return {
    fileAddress,
    async invoke(operation, input) {
      return readAnswer(await bridge.invoke(operation, input)) as Output<typeof operation>;
    },
    subscribe(event, listener) {
      const stop = bridge.subscribe(event, (data) => {
        listener(data as Parameters<typeof listener>[0]);
      });
      if (event === 'files.opened') deliverEarly(listener as (data: Opened) => void);
      return stop;
    },
    async give(file, progress, signal) {
      const path = bridge.pathOf(file);
      const given: FileReference =
        path === '' ? await giveBytes(bridge, file) : { type: 'path', path, name: file.name };
      if (signal?.aborted) throw new Failure('cancelled', { where: file.name });
      progress?.(1);
      return given;
    },
  };
}
