import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import {
  heapArguments,
  type IsolatedProcess,
  type IsolatedReply,
  runIsolatedProcess,
} from '#core/isolated/isolated-run';
import type { HostServices, Platform } from '#core/platform';

/** Isolated work in child processes of Node. */
export function forkIsolated(workerScript: Platform['workerScript']): HostServices['runIsolated'] {
  return (name, input, limits, signal, progress) => {
    const child = fork(fileURLToPath(workerScript(name)), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      // Not those of the host: an inspector's port can be had once.
      execArgv: heapArguments(limits),
    });
    const running: IsolatedProcess = {
      pid: child.pid,
      complaints: child.stderr,
      // A child that has ended meanwhile is told by its end.
      send: (task) => child.send(task, () => undefined),
      onReply: (listener) =>
        child.on('message', (message) => {
          listener(message as IsolatedReply);
        }),
      onEnd(listener) {
        child.once('exit', listener);
        child.once('error', listener);
      },
    };
    return runIsolatedProcess(running, { input, limits }, signal, progress);
  };
}
