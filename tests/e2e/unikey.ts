import type { CDPSession, Page } from '@playwright/test';

/** What UniKey hands to the program at one press of a key: this many letters are taken back, then these come. */
export interface Burst {
  readonly back: number;
  readonly letters: string;
}

/** Pace of quick hands. */
export const keysPerSecond = 12;

/** Grave, acute, hook, tilde, dot below: typed last, behind the word. */
const tones = /[\u0300\u0301\u0303\u0309\u0323]/;

/**
 * The presses that write a text the Telex way: a letter comes as it is on the keyboard, its hat, horn or bar with the next key (`aa` is
 * `â`), the tone with a key behind the word, which takes back everything from the vowel on.
 */
export function telex(text: string): Burst[] {
  return (text.normalize('NFC').match(/\p{L}+|[^\p{L}]/gu) ?? []).flatMap((part) => word(part));
}

function word(text: string): Burst[] {
  const bursts: Burst[] = [];
  let shown = '';
  let toned = -1;
  const letters = Array.from(text);
  for (const [index, letter] of letters.entries()) {
    const plain = letter.normalize('NFD').replace(tones, '').normalize('NFC');
    if (plain !== letter) toned = index;
    const key = plain === 'đ' ? 'd' : (plain.normalize('NFD')[0] ?? '');
    bursts.push({ back: 0, letters: key });
    if (key !== plain) bursts.push({ back: 1, letters: plain });
    shown += plain;
  }
  if (toned >= 0) bursts.push({ back: shown.length - toned, letters: letters.slice(toned).join('') });
  return bursts;
}

/** Virtual key code of letters that a program sends instead of a keyboard (VK_PACKET). */
const packet = 231;

/** Sends keys as an input method of Windows does: key events with letters that no keyboard has, without a composition. */
export class UniKey {
  readonly #session: CDPSession;
  readonly #page: Page;

  private constructor(session: CDPSession, page: Page) {
    this.#session = session;
    this.#page = page;
  }

  static async start(page: Page): Promise<UniKey> {
    return new UniKey(await page.context().newCDPSession(page), page);
  }

  /** Presses the keys of a text; what a press sends besides comes at once. */
  async type(text: string): Promise<void> {
    let due = performance.now();
    for (const burst of telex(text)) {
      const wait = due - performance.now();
      if (wait > 0) await this.#page.waitForTimeout(wait);
      await this.#send(burst);
      // From press to press: a machine that lags behind does not slow down the hands.
      due += 1_000 / keysPerSecond;
    }
  }

  async #send({ back, letters }: Burst): Promise<void> {
    const keys = [...Array<string>(back).fill(''), ...Array.from(letters)];
    // Without waiting for one another, as they lie in the system's queue; the browser takes them in this order.
    await Promise.all(keys.flatMap((key) => (key === '' ? this.#backspace() : this.#letter(key))));
  }

  #letter(text: string): Promise<unknown>[] {
    const key = { key: text, windowsVirtualKeyCode: packet };
    return [
      this.#session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...key }),
      this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
    ];
  }

  #backspace(): Promise<unknown>[] {
    const key = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 };
    return [
      this.#session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
      this.#session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key }),
    ];
  }
}
