import { Failure } from '#shared/failure';

/** Sends a file's bytes and resolves with the text of the answer. */
export type Upload = (
  address: string,
  file: File,
  progress?: (share: number) => void,
  signal?: AbortSignal,
) => Promise<string>;

/** XMLHttpRequest, because `fetch` does not tell how much has been sent. The browser streams the file from disk. */
export const uploadWithProgress: Upload = (address, file, progress, signal) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => {
      progress?.(total === 0 ? 1 : loaded / total);
    };
    request.onload = () => {
      resolve(request.responseText);
    };
    request.onerror = () => {
      reject(new Failure('host-gone', { where: file.name }));
    };
    request.onabort = () => {
      reject(new Failure('cancelled', { where: file.name }));
    };
    request.send(file);
    const stop = (): void => {
      request.abort();
    };
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
