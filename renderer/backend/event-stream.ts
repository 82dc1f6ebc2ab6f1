/** The part of `EventSource` that is used; tests bring their own. */
export type OpenEvents = (address: string) => EventSource;

/** Milliseconds until a stream that the browser gave up is opened again. */
const pause = 2_000;

export interface EventStream {
  /** Resolves once the stream was open or has failed for the first time. */
  readonly settled: Promise<void>;
  close(): void;
}

/**
 * Keeps a stream of server-sent events open. Browsers connect again by themselves after a dropped connection but
 * not after a refused one: that is done here. `reopened` is called after each gap, in which events may have been missed.
 */
export function keepEventStream(
  open: () => EventSource,
  names: readonly string[],
  told: (name: string, data: unknown) => void,
  reopened: () => void,
): EventStream {
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasOpen = false;
  let settle = (): void => undefined;
  const settled = new Promise<void>((resolve) => (settle = resolve));

  const connect = (): void => {
    source = open();
    source.onopen = () => {
      if (wasOpen) reopened();
      wasOpen = true;
      settle();
    };
    source.onerror = () => {
      settle();
      if (source.readyState === 2) timer = setTimeout(connect, pause);
    };
    for (const name of names) {
      source.addEventListener(name, (event) => {
        told(name, JSON.parse((event as MessageEvent<string>).data));
      });
    }
  };

  connect();
  return {
    settled,
    close() {
      clearTimeout(timer);
      source.close();
    },
  };
}
