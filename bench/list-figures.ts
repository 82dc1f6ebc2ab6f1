import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { practiceId } from './generate-library';

/** A list of many practices: where it is, its rows, and the label of its filter. */
const lists = [
  { name: 'write', address: '#/write', rows: '[role=list] a.title', filter: 'Lọc theo tên bài' },
  {
    name: 'quarter',
    address: '#/quarter/2026-Q4',
    rows: '.lines [role=listitem] a',
    filter: 'Tìm theo tên bài, cơ quan',
  },
] as const;
type List = (typeof lists)[number];

const patience = 60_000;
const typed = 'số liệu đô';

/** Milliseconds until the list is painted once its address was gone to. */
async function show(page: Page, { address, rows }: List): Promise<number> {
  const began = performance.now();
  await page.evaluate((hash) => (location.hash = hash), address);
  await page.locator(rows).first().waitFor({ timeout: patience });
  return performance.now() - began;
}

/** Milliseconds from a letter in the filter until what it leads to is painted, the longest of some. */
async function longestKey(page: Page, { filter }: List): Promise<number> {
  return page.evaluate(
    async ([label, letters]) => {
      const input = document.querySelector<HTMLInputElement>(`input[aria-label="${label}"]`);
      if (!input) throw new Error('there is no filter');
      const type = async (text: string): Promise<number> => {
        const began = performance.now();
        input.value = text;
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        return performance.now() - began;
      };
      let longest = 0;
      for (let end = 1; end <= letters.length; end += 1)
        longest = Math.max(longest, await type(letters.slice(0, end)));
      await type('');
      return longest;
    },
    [filter, typed] as const,
  );
}

/** Milliseconds from the news of a change until the row shows it; the practice becomes the first of either list. */
async function change(page: Page, library: string, { rows }: List): Promise<number> {
  const title = `Đổi lúc ${String(Date.now())}`;
  const shown = page.evaluate(
    ([selector, wanted]) =>
      new Promise<number>((resolve, reject) => {
        const source = new EventSource('events');
        let told = 0;
        const look = (): void => {
          if ([...document.querySelectorAll(selector)].some((row) => row.textContent.includes(wanted))) {
            source.close();
            resolve(performance.now() - told);
          } else if (performance.now() - told > 60_000) reject(new Error('the change was not shown'));
          else setTimeout(look);
        };
        source.addEventListener('practices.changed', () => {
          if (told > 0) return;
          told = performance.now();
          look();
        });
      }),
    [rows, title] as const,
  );
  await page.waitForTimeout(1_000);
  // Approved, as its number says: it stands first among what may be chosen, too.
  const file = join(library, 'practices', practiceId(3), 'practice.md');
  const text = readFileSync(file, 'utf8').replace(/^title: .*$/m, `title: ${title}`);
  writeFileSync(file, text.replace(/^period: .*$/m, 'period: 2029-Y'));
  return shown;
}

/** What the two long lists take, as a line; the page must be that of somebody of our office. */
export async function listFigures(page: Page, library: string): Promise<string> {
  const parts: string[] = [];
  for (const list of lists) {
    const shown = await show(page, list);
    const key = await longestKey(page, list);
    const changed = await change(page, library, list);
    const [one, two, three] = [shown, key, changed].map((figure) => figure.toFixed(0));
    parts.push(`${list.name} shown ${one ?? ''} ms, key ${two ?? ''} ms, change ${three ?? ''} ms`);
  }
  const heap = await page.evaluate(
    () => (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize,
  );
  return `lists: ${parts.join('; ')}; page ${(heap / 1_000_000).toFixed(0)} MB`;
}
