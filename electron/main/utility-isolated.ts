import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { utilityProcess } from 'electron';
import {
  heapArguments,
  type IsolatedProcess,
  type IsolatedReply,
  runIsolatedProcess,
} from '#core/isolated/isolated-run';
import type { HostServices, Platform } from '#core/platform';

/** Isolated work in utility processes of Electron: its executable does not run as Node (see the fuses). */
export function utilityIsolated(workerScript: Platform['workerScript']): HostServices['runIsolated'] {
  return (name, input, limits, signal, progress) => {
    const child = utilityProcess.fork(fileURLToPath(workerScript(name)), [], {
      stdio: ['ignore', 'ignore', 'pipe'],
      execArgv: heapArguments(limits),
      serviceName: `Lan Tỏa ${name}`,
    });
    // A fatal error of V8 is told here too, and would end the program if nobody listened; the process ends by it.
    child.on('error', () => undefined);
    const running: IsolatedProcess = {
      // Known from when it has been spawned until it ends.
      get pid() {
        return child.pid;
      },
      complaints: child.stderr as Readable | null,
      send: (task) => {
        child.postMessage(task);
      },
      onReply: (listener) =>
        child.on('message', (message: IsolatedReply) => {
          listener(message);
        }),
      onEnd: (listener) =>
        child.once('exit', () => {
          listener();
        }),
    };
    return runIsolatedProcess(running, { input, limits }, signal, progress);
  };
}
