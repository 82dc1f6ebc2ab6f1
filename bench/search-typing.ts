import type { Page } from '@playwright/test';
import { keysPerSecond, UniKey } from '../tests/e2e/unikey';
import { median, onLibrary } from './on-library';
import { indexed, open } from './opened-page';

/** What officials look for; the words are those of the generated library, common and rare. */
const requests = [
  'ngầm hóa cáp viễn thông',
  'hồ sơ trực tuyến',
  'chuyển đổi số cấp xã',
  'trợ lý ảo hỗ trợ người dân',
  'cơ sở dữ liệu dùng chung',
  'đào tạo cán bộ xã, phường',
  'tỉnh:"Hải Phòng" hạ tầng số',
  '"dịch vụ công" miễn phí',
  'tổ công nghệ số cộng đồng',
  'thanh toán không dùng tiền mặt',
  'truyền thanh thông minh vùng cao',
  'giảm thời gian chờ của người dân',
];

interface Noted {
  /** When the last key came, by the clock of the page. */
  key: number;
  /** From the last key until what it led to was painted. */
  took: number;
  /** Tasks of more than 50 ms; the browser does not tell of others. */
  long: number[];
}

/** Notes keys, paints of settled answers and long tasks in the page. */
async function observe(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: Noted = { key: 0, took: 0, long: [] };
    Object.assign(globalThis, { noted });
    const box = document.querySelector('input[type=search]');
    const panes = document.querySelector('.panes');
    if (!box || !panes) throw new Error('the search screen is not there');
    box.addEventListener('keydown', (event) => (noted.key = event.timeStamp), { capture: true });
    new MutationObserver(() => {
      if (panes.getAttribute('aria-busy') === 'true') return;
      requestAnimationFrame(() =>
        setTimeout(() => {
          noted.took = performance.now() - noted.key;
        }),
      );
    }).observe(panes, { attributeFilter: ['aria-busy'] });
    new PerformanceObserver((list) => {
      noted.long.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: 'longtask' });
  });
}

async function noted(page: Page): Promise<Noted> {
  return page.evaluate(() => (globalThis as unknown as { noted: Noted }).noted);
}

/** Types a request over the one before, and gives the milliseconds from its last key until its answer was painted. */
async function answered(page: Page, keys: UniKey, text: string): Promise<number> {
  const box = page.getByRole('searchbox');
  await box.press('Control+a');
  await keys.type(text);
  const value = await box.inputValue();
  if (value !== text) throw new Error(`"${value}" stands there for "${text}"`);
  await page.locator('.panes[aria-busy=false]').waitFor();
  // What was found is read beside the list meanwhile.
  await page.waitForTimeout(1_000);
  return (await noted(page)).took;
}

/** Types all requests `rounds` times; gives the times of their answers and of long tasks, in milliseconds. */
async function measure(page: Page, rounds: number): Promise<{ times: number[]; long: number[] }> {
  await page.getByRole('searchbox').focus();
  const keys = await UniKey.start(page);
  // What is loaded with the first question is no part of typing.
  await keys.type('số');
  await page.waitForTimeout(2_000);
  await observe(page);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1)
    for (const text of requests) times.push(await answered(page, keys, text));
  return { times, long: (await noted(page)).long };
}

export async function run(args: string[]): Promise<void> {
  await onLibrary(args, async ({ browser, home, library, practices }) => {
    const { program, stop } = await open(browser, home, library);
    await indexed(program.page, practices);
    const { times, long } = await measure(program.page, 3);
    await stop();
    times.sort((a, b) => a - b);
    const p95 = times[Math.ceil(times.length * 0.95) - 1] ?? NaN;
    const longest =
      long.length === 0 ? 'no task over 50 ms' : `longest task ${Math.max(...long).toFixed(0)} ms`;
    console.log(
      `last key to paint of its answer, median ${median(times).toFixed(0)} ms, max ${String(times.at(-1)?.toFixed(0))} ms; ${String(long.length)} tasks over 50 ms`,
    );
    console.log(
      `answer p95 ${p95.toFixed(0)} ms, ${longest} (${String(practices)} practices, ${String(keysPerSecond)} keys/s)`,
    );
  });
}
