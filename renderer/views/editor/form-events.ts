/** What a form is told of its inputs. */
export interface FormEvents {
  /** Something was typed or chosen. */
  touch(): void;
  /** A field was left. */
  flush(): void;
  /** Files were dropped onto the form or pasted, beside the places that take files themselves. */
  files(files: readonly File[]): void;
  /** Letters are being composed, or are done. */
  readonly compose: (composing: boolean) => void;
}

/** After the end of a composition, until its last letters are in the rich editor; in milliseconds. */
const composedDelay = 50;

/** A number or period is read when its field is left: that must happen before the screen goes. */
export function leaveField(form: HTMLElement | undefined): void {
  const active = document.activeElement;
  if (active instanceof HTMLElement && form?.contains(active)) active.blur();
}

function listenToComposing(form: HTMLElement, { compose }: FormEvents, signal: AbortSignal): void {
  let done: ReturnType<typeof setTimeout> | undefined;
  const begin = (): void => {
    clearTimeout(done);
    compose(true);
  };
  const end = (): void => {
    clearTimeout(done);
    done = setTimeout(() => {
      compose(false);
    }, composedDelay);
  };
  form.addEventListener('compositionstart', begin, { signal });
  form.addEventListener('compositionend', end, { signal });
  form.addEventListener('focusout', end, { signal });
}

/** Hears of every input in the form, so that the form need not name each. */
export function listenToForm(form: HTMLElement, events: FormEvents): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  const touch = (): void => {
    events.touch();
  };
  // Browsers send these also while a focused input is being removed, when Svelte allows no change of state.
  const changed = (): void => {
    queueMicrotask(touch);
  };
  const left = (): void => {
    queueMicrotask(() => {
      events.flush();
    });
  };
  const over = (event: DragEvent): void => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  };
  const drop = (event: DragEvent): void => {
    const files = [...(event.dataTransfer?.files ?? [])];
    if (event.defaultPrevented || files.length === 0) return;
    event.preventDefault();
    events.files(files);
  };
  /** A picture or files alone: what also has text (from Word, from a web page) is pasted as that. */
  const paste = (event: ClipboardEvent): void => {
    const { files, types } = event.clipboardData ?? { files: [], types: [] };
    if (event.defaultPrevented || files.length === 0) return;
    if (types.some((type) => type.startsWith('text/'))) return;
    event.preventDefault();
    events.files([...files]);
  };
  listenToComposing(form, events, signal);
  form.addEventListener('input', touch, { signal });
  form.addEventListener('change', changed, { signal });
  form.addEventListener('focusout', left, { signal });
  form.addEventListener('dragover', over, { signal });
  form.addEventListener('drop', drop, { signal });
  form.addEventListener('paste', paste, { signal });
  // Captured, to come before the router takes the screen away.
  addEventListener(
    'hashchange',
    () => {
      leaveField(form);
    },
    { capture: true, signal },
  );
  return () => {
    stop.abort();
  };
}
