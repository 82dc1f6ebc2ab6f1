import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../tests/e2e/chromium';
import { startProgram } from '../tests/e2e/program';
import { openDraft } from '../tests/e2e/writing';

/** Characters of one page of A4 in an official document, about. */
const pageLength = 3_000;

const words =
  'ngầm hóa cáp viễn thông tại các tuyến đường trung tâm để bảo đảm an toàn, mỹ quan đô thị; '.repeat(6);

/** Formatted text of that many pages: headings, paragraphs, lists and tables. */
function longText(pages: number): string {
  const parts: string[] = [];
  for (let length = 0, number = 1; length < pages * pageLength; number += 1) {
    const part = `### Phần ${String(number)}\n\n${words}**${words.slice(0, 40).trim()}** ${words}\n\n- Khảo sát hiện trạng\n- Thống nhất kế hoạch\n\n| Chỉ tiêu | 2025 | 2026 |\n| --- | --: | --: |\n| Số tuyến | 31 | 52,8 |`;
    parts.push(part);
    length += part.length;
  }
  return parts.join('\n\n');
}

/** Opens a draft whose section "before" is that long, with the caret in a paragraph in its middle. */
async function openLongDraft(page: Page, pages: number): Promise<void> {
  await openDraft(page, { before: longText(pages) });
  const text = page.getByRole('textbox', { name: 'Tình trạng trước khi áp dụng', exact: true });
  const paragraphs = text.locator('p', { hasText: 'ngầm hóa' });
  await paragraphs.first().waitFor({ timeout: 60_000 });
  await paragraphs.nth(Math.floor((await paragraphs.count()) / 2)).click();
  await page.keyboard.press('End');
}

interface Noted {
  keys: Map<number, number>;
}

/** Notes the longest event of every key (Event Timing, rounded to 8 ms by the browser); those under 16 ms are not told. */
async function observe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted = globalThis as unknown as Noted;
    noted.keys = new Map();
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId: number })[]) {
        if (entry.interactionId === 0 || !/^key(?:down|press)$/.test(entry.name)) continue;
        const { interactionId: key, duration } = entry;
        noted.keys.set(key, Math.max(noted.keys.get(key) ?? 0, duration));
      }
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  });
}

/** Types as a quick person does, and gives the time of every key from its press until the paint, in milliseconds. */
async function measure(page: Page, keys: number): Promise<number[]> {
  await observe(page);
  const letters = 'tuyen duong trung tam ';
  for (let key = 0; key < keys; key += 1)
    await page.keyboard.press(
      letters[key % letters.length] === ' ' ? 'Space' : (letters[key % letters.length] ?? 'a'),
      {
        delay: 20,
      },
    );
  await page.waitForTimeout(1_000);
  const slow = await page.evaluate(() => [...(globalThis as unknown as Noted).keys.values()]);
  const timed = await page.evaluate(
    () => (performance as unknown as { eventCounts: Map<string, number> }).eventCounts.get('keydown') ?? 0,
  );
  if (timed < keys) throw new Error(`the browser timed ${String(timed)} keys of ${String(keys)}`);
  // What the browser did not tell took less than the threshold.
  return [...slow, ...Array<number>(Math.max(0, keys - slow.length)).fill(16)].sort((a, b) => a - b);
}

export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      pages: { type: 'string', default: '20' },
      keys: { type: 'string', default: '200' },
      'no-build': { type: 'boolean' },
    },
  });
  const home = mkdtempSync(join(tmpdir(), 'lantoa-bench-'));
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const { program, stop } = await startProgram(browser, { home, args: ['--sample'] });
    await openLongDraft(program.page, Number(values.pages));
    await program.page.waitForTimeout(2_000);
    const times = await measure(program.page, Number(values.keys));
    await stop();
    const p95 = times[Math.ceil(times.length * 0.95) - 1] ?? NaN;
    console.log(
      `keystroke to paint of ${values.keys} keys, median ${String(times[Math.floor(times.length / 2)])} ms`,
    );
    console.log(
      `keystroke to paint p95 ${String(p95)} ms, max ${String(times.at(-1))} ms (${values.pages} pages)`,
    );
  } finally {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  }
}
