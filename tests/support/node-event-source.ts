/** The part of `EventSource` that the page uses, for Node: reads a stream, tells of events by name, connects again. */
export class NodeEventSource extends EventTarget {
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #end = new AbortController();

  constructor(address: string, headers: Record<string, string>) {
    super();
    void this.#follow(address, headers);
  }

  close(): void {
    this.readyState = 2;
    this.#end.abort();
  }

  async #follow(address: string, headers: Record<string, string>): Promise<void> {
    while (this.readyState !== 2) {
      try {
        await this.#read(await fetch(address, { headers, signal: this.#end.signal }));
      } catch {
        // As a browser does: the stream ended or could not be opened; it is tried again.
      }
      if (this.#end.signal.aborted) return;
      this.readyState = 0;
      this.onerror?.();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async #read(response: Response): Promise<void> {
    if (response.status !== 200 || !response.body) {
      this.readyState = 2;
      this.onerror?.();
      return;
    }
    this.readyState = 1;
    this.onopen?.();
    let text = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const blocks = (text + chunk).split('\n\n');
      text = blocks.pop() ?? '';
      blocks.forEach((block) => {
        this.#tell(block);
      });
    }
  }

  #tell(block: string): void {
    const field = (name: string): string | undefined =>
      block
        .split('\n')
        .find((line) => line.startsWith(`${name}: `))
        ?.slice(name.length + 2);
    const data = field('data');
    if (data !== undefined) this.dispatchEvent(new MessageEvent(field('event') ?? 'message', { data }));
  }
}
