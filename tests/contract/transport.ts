import type { Backend } from '#renderer/backend/backend';
import type { Core } from '#core/core';
import type { HostServices } from '#core/platform';

/** A page's backend and a core, with everything between them as in the program. */
export interface Connection {
  readonly backend: Backend;
  close(): Promise<void>;
}

/** One way from page to core. */
export interface Transport {
  /** What the host of this way offers to the core. */
  readonly host: Pick<HostServices, 'fileOf'>;
  connect(core: Core): Promise<Connection>;
  /** A file as a person gives it to a page of this host. */
  makeFile(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<File>;
  /** Fetches an address of the backend as a link or a picture does. */
  fetchFile(address: string): Promise<Response>;
  close(): Promise<void>;
}

export type OpenTransport = () => Promise<Transport>;
