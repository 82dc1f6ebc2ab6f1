import { readFileSync, writeFileSync } from 'node:fs';
import type { CDPSession, Locator, Page } from '@playwright/test';
import { expect, test } from './program';
import { box, openDraft, practiceFile, practiceText } from './writing';

/** What an input method shows while "tieengs" is typed the Telex way. */
const steps = ['t', 'ti', 'tie', 'tiê', 'tiên', 'tiêng', 'tiếng'];

/** Letters under composition, as an input method hands them to the browser. */
class InputMethod {
  readonly #session: CDPSession;
  readonly #page: Page;

  private constructor(session: CDPSession, page: Page) {
    this.#session = session;
    this.#page = page;
  }

  static async start(page: Page): Promise<InputMethod> {
    return new InputMethod(await page.context().newCDPSession(page), page);
  }

  async show(text: string): Promise<void> {
    const end = text.length;
    await this.#session.send('Input.imeSetComposition', { text, selectionStart: end, selectionEnd: end });
  }

  async commit(text: string): Promise<void> {
    await this.#session.send('Input.insertText', { text });
  }

  /** Composes "tiếng" letter by letter; `pause` is the time between two letters, in milliseconds. */
  async word(pause = 0): Promise<void> {
    for (const text of steps) {
      await this.show(text);
      if (pause > 0) await this.#page.waitForTimeout(pause);
    }
    await this.commit('tiếng');
  }
}

/** What stands before the caret in its block. */
const beforeCaret = (text: Locator): Promise<string> =>
  text.evaluate(() => {
    const selection = getSelection();
    const node = selection?.focusNode;
    if (!selection || !node) return '';
    const block = (node instanceof Element ? node : node.parentElement)?.closest('p, li, h3') ?? node;
    const range = document.createRange();
    range.setStart(block, 0);
    range.setEnd(node, selection.focusOffset);
    return range.toString();
  });

const text = 'Đầu **đậm** cuối\n\n- mục\n\n| A | B |\n| - | - |\n| ô | |';

test('composed letters come in whole everywhere, the caret behind them, each word one step to undo', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { before: text });
  const section = box(page, 'Tình trạng trước khi áp dụng');
  const ime = await InputMethod.start(page);
  const places: [string, Locator, string, string][] = [
    ['paragraph', section.locator('p').first(), 'End', 'Đầu đậm cuối'],
    ['list', section.locator('li').first(), 'End', 'mục'],
    ['cell', section.locator('td').first(), 'End', 'ô'],
    ['empty cell', section.locator('td').nth(1), 'End', ''],
  ];
  for (const [name, place, key, before] of places) {
    await place.click();
    await page.keyboard.press(key);
    await page.keyboard.type(' ');
    await ime.word();
    await expect(place, name).toHaveText(`${before} tiếng`.trim());
    expect((await beforeCaret(section)).trim(), name).toBe(`${before} tiếng`.trim());
    await page.keyboard.type(' ');
    await page.waitForTimeout(600);
    await ime.word();
    await expect(place, name).toHaveText(`${before} tiếng tiếng`.trim());
    await page.keyboard.press('Control+z');
    await expect(place, name).toHaveText(new RegExp(`^${before} ?tiếng ?$`));
    await ime.word();
    await expect(place, name).toHaveText(new RegExp(`${before} ?tiếng ?tiếng$`));
  }
  await page.keyboard.press('Control+s');
  await expect(async () => {
    expect(await practiceText(page, id)).toMatch(/Đầu \*\*đậm\*\* cuối tiếng ?tiếng\n\n- mục tiếng ?tiếng\n/);
  }).toPass();
});

test('at the edge of bold text, and over what is selected', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { before: 'Đầu **đậm** cuối' });
  const section = box(page, 'Tình trạng trước khi áp dụng');
  const ime = await InputMethod.start(page);
  await section.click();
  await page.keyboard.press('Home');
  for (let press = 0; press < 'Đầu đậm'.length; press += 1) await page.keyboard.press('ArrowRight');
  await ime.word();
  await expect(section).toHaveText('Đầu đậmtiếng cuối');
  await expect(section.locator('strong')).toHaveText('đậmtiếng');
  await section.locator('strong').dblclick();
  await ime.word();
  await expect(section).toHaveText('Đầu tiếng cuối');
  await page.keyboard.press('Control+s');
  await expect(async () => {
    expect(await practiceText(page, id)).toContain('Đầu **tiếng** cuối\n');
  }).toPass();
});

test('neither a save nor a colleague breaks a word off while it is composed', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { before: 'Một', purpose: 'Hai' });
  const section = box(page, 'Tình trạng trước khi áp dụng');
  const ime = await InputMethod.start(page);
  await section.click();
  await page.keyboard.press('End');
  await page.keyboard.type(' ');
  await ime.word(400);
  await expect(section).toHaveText('Một tiếng');
  expect(await beforeCaret(section)).toBe('Một tiếng');
  await expect(async () => {
    expect(await practiceText(page, id)).toContain('Một tiếng\n');
  }).toPass();

  await page.keyboard.type(' ');
  await ime.show('ti');
  const byHand = async (from: string, to: string): Promise<void> => {
    await expect(async () => {
      expect(await practiceText(page, id)).toContain(from);
    }).toPass();
    const file = await practiceFile(page, id);
    writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
    // Long enough for the change to be found and brought.
    await page.waitForTimeout(4_000);
  };
  await byHand('Hai', 'Hai khác');
  await expect(section).toHaveText('Một tiếng ti');
  await ime.show('tiếng');
  await ime.commit('tiếng');
  await expect(section).toHaveText('Một tiếng tiếng');
  expect(await beforeCaret(section)).toBe('Một tiếng tiếng');
  await expect(box(page, 'Mục đích')).toHaveText('Hai khác');

  // Where both wrote in this section nobody is overwritten without being asked.
  await page.keyboard.type(' ');
  await ime.show('ti');
  await byHand('Một tiếng tiếng ti\n', 'Một tiếng tiếng ti\n\nCủa người khác\n');
  await ime.show('tiếng');
  await ime.commit('tiếng');
  await expect(section).toHaveText('Một tiếng tiếng tiếng');
  await expect(page.getByText('Của người khác')).toBeVisible();
  expect(await practiceText(page, id)).toContain('Của người khác');
});

/** Backspaces and new letters, as UniKey sends them. */
async function unikey(page: Page, pause: number): Promise<void> {
  const keys = ['t', 'i', 'e', '<', 'ê', 'n', 'g', '<', '<', '<', 'ế', 'n', 'g', ' '];
  for (const key of keys) {
    if (key === '<') await page.keyboard.press('Backspace');
    else await page.keyboard.insertText(key);
    await page.waitForTimeout(pause);
  }
}

test('UniKey at twelve keys a second, with saves in between', async ({ start }) => {
  const { page } = await start({ args: ['--sample'] });
  const id = await openDraft(page, { before: text });
  const section = box(page, 'Tình trạng trước khi áp dụng');
  for (const place of [section.locator('p').first(), section.locator('td').nth(1)]) {
    await place.click();
    await page.keyboard.press('End');
    await page.keyboard.type(' ');
    for (let word = 0; word < 4; word += 1) await unikey(page, 83);
  }
  const words = 'tiếng tiếng tiếng tiếng';
  await expect(section.locator('p').first()).toHaveText(`Đầu đậm cuối ${words}`);
  await expect(section.locator('td').nth(1)).toHaveText(words);
  await expect(async () => {
    const written = await practiceText(page, id);
    expect(written).toContain(`Đầu **đậm** cuối ${words}\n`);
    expect(written).toContain(`| ô | ${words} |`);
  }).toPass();
});
