import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../tests/e2e/chromium';
import { startProgram } from '../tests/e2e/program';
import { boardPeriod, generateBoard } from '../tests/support/board-library';
import { median } from './on-library';

/** What differs once an action is painted: the card with the focus, its column, the cards on the board, the lines with a note. */
type Seen = 'focus' | 'column' | 'cards' | 'notes';

/** What a person does on the board. */
interface Action {
  readonly name: string;
  readonly act: (page: Page) => Promise<unknown>;
  readonly seen: Seen;
}

const key = (name: string, press: string, seen: Seen): Action => {
  return { name, seen, act: (page) => page.keyboard.press(press) };
};

/** The focus stands on the first draft before them and after them. */
const actions: readonly Action[] = [
  key('down', 'ArrowDown', 'focus'),
  key('up', 'ArrowUp', 'focus'),
  key('end', 'End', 'focus'),
  key('home', 'Home', 'focus'),
  key('right', 'ArrowRight', 'focus'),
  key('left', 'ArrowLeft', 'focus'),
  key('submit', 'Alt+2', 'column'),
  key('approve', 'Alt+4', 'column'),
  key('choose', 'Alt+5', 'column'),
  key('take out', 'Alt+4', 'column'),
  key('reopen', 'Alt+1', 'column'),
  {
    name: 'filter',
    seen: 'cards',
    act: (page) => page.locator('tbody td button.count').nth(9).click(),
  },
  {
    name: 'all',
    seen: 'cards',
    act: (page) => page.locator('tbody td button.count').nth(9).click(),
  },
];

interface Measured {
  measured: { took: number };
}

/** Watches for the next key or click, and for what it does to the page. */
async function observe(page: Page, seen: Seen): Promise<void> {
  await page.evaluate((kind) => {
    let card = document.activeElement?.getAttribute('data-card') ?? '';
    const read = (): string => {
      if (kind === 'notes') return String(document.querySelectorAll('tr.nil').length);
      if (kind === 'cards') return document.querySelector('.columns')?.textContent ?? '';
      if (kind === 'focus') card = document.activeElement?.getAttribute('data-card') ?? '';
      const column = document.querySelector(`[data-card="${card}"]`)?.closest('.column');
      return `${card} ${column?.querySelector('h3')?.firstChild?.textContent ?? ''}`;
    };
    const state = { took: 0 };
    Object.assign(globalThis, { measured: state });
    const before = read();
    const look = (begun: number): void => {
      requestAnimationFrame(() => {
        if (read() === before) look(begun);
        else setTimeout(() => (state.took = performance.now() - begun));
      });
    };
    const note = (event: Event): void => {
      for (const type of ['keydown', 'click']) removeEventListener(type, note, true);
      look(event.timeStamp);
    };
    for (const type of ['keydown', 'click']) addEventListener(type, note, true);
  }, seen);
}

/** Milliseconds from the key or the click until what came of it was painted. */
async function measured(page: Page, { act, seen, name }: Action): Promise<number> {
  await observe(page, seen);
  await act(page);
  // What the library answers is read meanwhile.
  for (let wait = 0; wait < 10; wait += 1) {
    await page.waitForTimeout(700);
    const took = await page.evaluate(() => (globalThis as unknown as Measured).measured.took);
    if (took > 0) return took;
  }
  throw new Error(`nothing came of "${name}"`);
}

async function measureAll(page: Page, rounds: number): Promise<Map<string, number[]>> {
  const times = new Map(actions.map(({ name }) => [name, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    await page.locator('.column').first().locator('[data-card]').first().focus();
    for (const action of actions) times.get(action.name)?.push(await measured(page, action));
  }
  await page.getByLabel('Theo dõi', { exact: true }).selectOption({ label: 'Các tỉnh, thành phố' });
  await page.locator('.columns.offices').waitFor();
  const silent: Action = {
    ...{ name: 'nil', seen: 'notes' },
    act: (there) =>
      there
        .locator('tbody tr')
        .getByRole('button', { name: /^Ghi “Không/ })
        .first()
        .click(),
  };
  const undone: Action = {
    ...{ name: 'undo nil', seen: 'notes' },
    act: (there) =>
      there
        .getByRole('button', { name: /^Bỏ ghi/ })
        .first()
        .click(),
  };
  const waits = await page.getByRole('button', { name: /^Ghi “Không/ }).count();
  for (let round = 0; waits > 0 && round < rounds; round += 1)
    for (const action of [silent, undone])
      times.set(action.name, [...(times.get(action.name) ?? []), await measured(page, action)]);
  return times;
}

/** `--practices` ours and as many of other offices, on the board of one period; a tenth more belong to the period before. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { practices: { type: 'string', default: '340' }, 'no-build': { type: 'boolean' } },
  });
  const practices = Number(values.practices);
  const home = mkdtempSync(join(tmpdir(), 'lantoa-bench-'));
  const library = join(home, 'library');
  generateBoard(library, Math.ceil((practices * 2 * 11) / 10));
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const { program, stop } = await startProgram(browser, { home, args: ['--library', library] });
    const { page } = program;
    await page.evaluate((period) => (location.hash = `#/quarter/${period}/board`), boardPeriod);
    await page.locator('.columns').waitFor();
    // The first index is built by then: no figure shall tell of that.
    await page.waitForTimeout(8_000);
    const times = await measureAll(page, 8);
    await stop();
    for (const [name, all] of times)
      if (all.length > 0)
        console.log(`${name}: median ${median(all).toFixed(0)} ms, max ${Math.max(...all).toFixed(0)} ms`);
    const all = [...times.values()].flat().toSorted((a, b) => a - b);
    const p95 = all[Math.ceil(all.length * 0.95) - 1] ?? NaN;
    console.log(
      `p95 ${p95.toFixed(0)} ms, max ${String(all.at(-1)?.toFixed(0))} ms (${String(practices)} practices)`,
    );
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
}
