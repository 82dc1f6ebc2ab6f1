import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { generateLibrary } from '#bench/generate-library';
import { expect, type Program, test } from './program';
import { invoke } from './steps';
import { telex, UniKey } from './unikey';

/** `npm run bench:search-typing` measures; here 20000 shows that nothing depends on the size. */
const { LANTOA_PRACTICES: practices = '1000' } = process.env;

/** Folder of the machine: its index is made once. */
let home = '';
test.beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'lantoa-typing-'));
  mkdirSync(join(home, 'library'));
  generateLibrary(join(home, 'library'), Number(practices));
});
test.afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

/** The page of a program with the generated library, the caret in the search box, once all of it can be found. */
async function openSearch(
  start: (options: { args: string[]; home: string }) => Promise<Program>,
): Promise<Page> {
  const { page } = await start({ args: ['--library', join(home, 'library')], home });
  await page.evaluate(() => (location.hash = '#/search'));
  await expect
    .poll(() => invoke(page, 'search.state', {}), { timeout: 600_000 })
    .toMatchObject({ ready: true, total: Number(practices) });
  await page.getByRole('searchbox').focus();
  return page;
}

interface Asked {
  /** What was asked, in this order. */
  readonly texts: string[];
  /** Numbers of the questions whose answers were shown, from 1. */
  readonly shown: () => Promise<number[]>;
}

/**
 * Lets answers come late and out of order, and gives each the number of its question as the time that it took, which the page
 * shows beside the count.
 */
async function confuseAnswers(page: Page): Promise<Asked> {
  const texts: string[] = [];
  await page.route('**/invoke/search.query', async (route) => {
    const number = texts.push((route.request().postDataJSON() as { text: string }).text);
    const response = await route.fetch();
    const answer = (await response.json()) as { ok: boolean; value?: { took: number } };
    if (answer.value) answer.value.took = number;
    // The first of four comes after the three that follow it.
    await new Promise((resolve) => setTimeout(resolve, 400 - (number % 4) * 130));
    await route.fulfill({ response, json: answer });
  });
  await page.evaluate(() => {
    const shown: number[] = [];
    Object.assign(globalThis, { shown });
    const bar = document.querySelector('.count');
    if (!bar) throw new Error('there is no count');
    const number = (): number => Number(/(\d+) ms/.exec(bar.textContent)?.[1] ?? 0);
    // What stands there already took its own time.
    let last = number();
    new MutationObserver(() => {
      if (number() !== last) shown.push(number());
      last = number();
    }).observe(bar, { subtree: true, childList: true, characterData: true });
  });
  return { texts, shown: () => page.evaluate(() => (globalThis as unknown as { shown: number[] }).shown) };
}

/** Text, caret and focus of the search box. */
function boxState(page: Page): Promise<{ text: string; from: number; to: number; focused: boolean }> {
  return page.getByRole('searchbox').evaluate((box: HTMLInputElement) => ({
    text: box.value,
    from: box.selectionStart ?? -1,
    to: box.selectionEnd ?? -1,
    focused: document.activeElement === box,
  }));
}

/** Texts of the first hits, as the page shows them. */
function firstHits(page: Page): Promise<string[]> {
  return page.getByRole('listbox', { name: 'Kết quả tra cứu' }).locator('.title').allTextContents();
}

test('the presses of the Telex way give the text', () => {
  const shown = telex('Ngầm hóa đường dây').reduce(
    (text, { back, letters }) => text.slice(0, text.length - back) + letters,
    '',
  );
  expect(shown).toBe('Ngầm hóa đường dây');
  expect(telex('ế')).toEqual([
    { back: 0, letters: 'e' },
    { back: 1, letters: 'ê' },
    { back: 1, letters: 'ế' },
  ]);
});

test('answers that come late and out of order never take the place of newer ones; caret and focus stay', async ({
  start,
}) => {
  const page = await openSearch(start);
  const { texts, shown } = await confuseAnswers(page);
  const keys = await UniKey.start(page);
  const requests = ['hồ sơ trực tuyến của người dân', 'chuyển đổi số cấp xã', 'ngầm hóa cáp viễn thông'];
  for (const text of requests) {
    await page.getByRole('searchbox').press('Control+a');
    await keys.type(text);
    expect(await boxState(page)).toEqual({ text, from: text.length, to: text.length, focused: true });
    const panes = page.locator('.panes');
    await expect(panes).toHaveAttribute('aria-busy', 'false');
    const numbers = await shown();
    expect(texts[(numbers.at(-1) ?? 0) - 1]).toBe(text);
    // Each of them was the answer to a newer question than the one before.
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    const { hits } = await invoke(page, 'search.query', { text, facets: {}, sort: 'relevance', limit: 5 });
    const titles = await firstHits(page);
    expect(titles.slice(0, 5).map((title) => title.trim())).toEqual(
      hits.map(({ practice }) => practice.title),
    );
    expect(await boxState(page)).toEqual({ text, from: text.length, to: text.length, focused: true });
  }
  // Late ones were among them, else nothing was tried.
  expect(texts.length).toBeGreaterThan((await shown()).length);
});

test('in the middle of the text the caret stays behind what was typed', async ({ start }) => {
  const page = await openSearch(start);
  const keys = await UniKey.start(page);
  await keys.type('ngầm cáp');
  for (let press = 0; press < 'cáp'.length; press += 1) await page.keyboard.press('ArrowLeft');
  await keys.type('hóa ');
  const state = { text: 'ngầm hóa cáp', from: 9, to: 9, focused: true };
  expect(await boxState(page)).toEqual(state);
  await expect(page.locator('.panes')).toHaveAttribute('aria-busy', 'false');
  expect(await boxState(page)).toEqual(state);
});

test('letters under composition are no question; the composed word is', async ({ start }) => {
  const page = await openSearch(start);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/invoke/search.query'))
      asked.push((request.postDataJSON() as { text: string }).text);
  });
  const session = await page.context().newCDPSession(page);
  for (const text of ['t', 'ti', 'tie', 'tiê', 'tiến'])
    await session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  // Longer than the page waits after a key.
  await page.waitForTimeout(500);
  await session.send('Input.insertText', { text: 'tiến' });
  await expect(page.locator('.panes')).toHaveAttribute('aria-busy', 'false');
  await expect.poll(() => asked).toContain('tiến');
  expect(new Set(asked.filter((text) => text !== ''))).toEqual(new Set(['tiến']));
  expect(await boxState(page)).toEqual({ text: 'tiến', from: 4, to: 4, focused: true });
});
