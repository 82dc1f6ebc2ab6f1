import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Answer, Bridge } from '#shared/contract/answer';

type Listener = (data: unknown) => void;

const listeners = new Set<{ readonly event: string; readonly listener: Listener }>();

ipcRenderer.on('event', (_event, name: string, data: unknown) => {
  for (const { event, listener } of [...listeners]) if (event === name) listener(data);
});

/** All that the page gets: no channel names, no event objects, no way to anything else of Electron. */
const bridge: Bridge<File> = {
  invoke: (operation, input) => ipcRenderer.invoke('invoke', operation, input) as Promise<Answer>,
  subscribe(event, listener) {
    const entry = { event, listener };
    listeners.add(entry);
    return () => {
      listeners.delete(entry);
    };
  },
  pathOf: (file) => webUtils.getPathForFile(file),
};

contextBridge.exposeInMainWorld('lanToa', bridge);
