import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Job } from '#shared/contract/application';
import type { Settings } from '#shared/model/settings';
import { accessFaults } from './accessible';
import { expect, type Program, test } from './program';
import { invoke, offices, takeStep, writeApproved } from './steps';

/*
 * Opens every screen in both languages and themes, holds it against WCAG 2.2 AA with axe, looks for text that is cut off sideways,
 * and leaves a picture in pictures/ (ignored by git) for a person to look at.
 */

const folder = fileURLToPath(new URL('../../pictures/', import.meta.url));
const sizes = [
  { width: 1093, height: 550 },
  { width: 1440, height: 900 },
];
const longTitle =
  'Xây dựng, vận hành mạng lưới Tổ công nghệ số cộng đồng tại các thôn, bản, tổ dân phố vùng sâu, vùng xa, biên giới, hải đảo trên địa bàn toàn tỉnh năm';

/** What there is to be seen: an office in the middle of its quarter, with a parcel waiting and one taken in. */
interface Stage {
  readonly own: string;
  readonly sample: string;
  readonly review: string;
  readonly arrival: string;
}

const screens: Record<string, (stage: Stage) => string> = {
  today: () => '#/today',
  search: () => '#/search',
  reader: ({ sample }) => `#/practice/${sample}`,
  'write-list': () => '#/write',
  'write-new': () => '#/write/new',
  editor: ({ own }) => `#/write/${own}`,
  revisions: ({ own }) => `#/write/${own}/revisions`,
  quarter: () => '#/quarter/2026-Q3',
  'quarter-call': () => '#/quarter/2026-Q3/call',
  'quarter-forms': () => '#/quarter/2026-Q3/forms',
  'quarter-board': () => '#/quarter/2026-Q3/board',
  'quarter-review': () => '#/quarter/2026-Q3/review',
  'quarter-duplicates': () => '#/quarter/2026-Q3/duplicates',
  // Nothing is chosen for it yet.
  'quarter-choose': () => '#/quarter/2026-9M',
  'quarter-issue': () => '#/quarter/2026-Q3/issue',
  'quarter-past': () => '#/quarter/2026-Q3/looking-back',
  exchange: () => '#/exchange',
  review: ({ review }) => `#/exchange/${review}`,
  arrival: ({ arrival }) => `#/exchange/arrival/${arrival}`,
  parcel: ({ review }) => `#/exchange/parcel/${review}`,
  register: () => '#/exchange/register',
  offices: () => '#/exchange/offices',
  send: () => '#/exchange/send',
  recipients: () => '#/exchange/recipients',
  settings: () => '#/settings',
  letterhead: () => '#/settings/letterhead/edit',
  backup: () => '#/settings/backup',
  seal: () => '#/settings/seal',
  help: () => '#/help',
};

/** Starts an operation that runs as a job and waits for its subject. */
async function job(page: Page, started: { jobId: string }): Promise<string> {
  const find = async (): Promise<Job | undefined> =>
    (await invoke(page, 'jobs.list', {})).find(({ jobId }) => jobId === started.jobId);
  await expect(async () => {
    expect((await find())?.state).toBe('done');
  }).toPass();
  return (await find())?.subject ?? '';
}

/** Another office's parcel, as a file of this machine. */
async function parcel({ page, home }: Program, number: number): Promise<string> {
  const path = join(home, 'other-office');
  if (number === 1) {
    await invoke(page, 'library.create', { path, name: 'Kho khác' });
    await invoke(page, 'office.save', offices.laoCai);
  } else {
    await invoke(page, 'library.open', { path });
  }
  const id = await writeApproved(page, number === 1 ? longTitle : 'Chữ ký số cá nhân miễn phí cho người dân');
  const { compilation, hash } = await invoke(page, 'compilations.get', { period: '2026-Q3' });
  const items = [...compilation.items, id];
  await invoke(page, 'compilations.save', {
    period: '2026-Q3',
    base: hash,
    foreword: 'Kính gửi các đơn vị.',
    items,
  });
  const file = await job(page, await invoke(page, 'compilations.export', { period: '2026-Q3', number }));
  return join(path, 'compilations/2026-Q3/bundles', file);
}

async function receive(page: Page, path: string): Promise<string> {
  await page.evaluate(() => (location.hash = '#/exchange'));
  const before = await invoke(page, 'jobs.list', {});
  await page.getByRole('main').locator('input[type=file]').setInputFiles(path);
  await expect(async () => {
    expect((await invoke(page, 'jobs.list', {})).length).toBeGreaterThan(before.length);
  }).toPass();
  const last = (await invoke(page, 'jobs.list', {})).at(-1);
  return job(page, { jobId: last?.jobId ?? '' });
}

async function setStage(program: Program): Promise<Stage> {
  const { page } = program;
  const [first, second] = [await parcel(program, 1), await parcel(program, 2)];
  await invoke(page, 'library.openSample', { language: 'vi' });
  await invoke(page, 'office.save', offices.haiPhong);
  const person = {
    id: '0193e4a0-0000-7000-8000-00000000000b',
    name: 'Trần Thị Lan',
    post: 'Chuyên viên',
    division: 'Phòng Chuyển đổi số',
    roles: ['coordinator' as const],
  };
  await invoke(page, 'people.save', person);
  await invoke(page, 'people.setMe', { id: person.id });
  await page.reload();
  const own = await writeApproved(page, 'Ngầm hóa cáp viễn thông trên các tuyến đường trung tâm');
  await takeStep(page, own, 'reopen');
  const ready = await writeApproved(page, 'Phòng họp không giấy tại 100% xã, phường');
  await invoke(page, 'practices.create', { language: 'vi', title: longTitle });
  await setQuarter(page);
  const reviewed = await receive(page, first);
  const { items } = await invoke(page, 'exchange.review', { reviewId: reviewed });
  const arrival = await job(
    page,
    await invoke(page, 'exchange.takeIn', { reviewId: reviewed, choose: items.map(({ id }) => id) }),
  );
  const review = await receive(page, second);
  await invoke(page, 'compilations.save', {
    period: '2026-Q3',
    base: null,
    foreword: '',
    items: [ready, ...items.map(({ id }) => id)],
  });
  const sample =
    (await invoke(page, 'practices.list', {})).find(({ title }) => title.startsWith('Ngầm hóa, chỉnh trang'))
      ?.id ?? '';
  return { own, sample, review, arrival };
}

/** Units that were asked for the quarter, one of which has sent what waits for a look. */
async function setQuarter(page: Page): Promise<void> {
  const names = ['Phòng Chuyển đổi số', `Ủy ban nhân dân xã Nguyễn Bỉnh Khiêm (${longTitle})`];
  const units = names.map((name, at) => ({
    ...{ id: `0193e4a0-0000-7000-8000-0000000000f${String(at)}`, name },
    ...{ kind: at === 0 ? ('division' as const) : ('commune' as const), usesProgram: at === 0 },
  }));
  await invoke(page, 'units.save', { base: null, units });
  const call = { wanted: 'Việc đã làm, kết quả bằng số liệu.', fields: [], deadline: null, briefing: null };
  const asked = { ...call, units: units.map(({ id }) => id) };
  await invoke(page, 'call.save', { period: '2026-Q3', base: null, call: asked });
  const waiting = await writeApproved(page, 'Tổ công nghệ số cộng đồng đi từng ngõ');
  await takeStep(page, waiting, 'reopen');
  await takeStep(page, waiting, 'submit');
}

/** Elements whose text is wider than their box without being cut off on purpose. */
function spilled(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *, header *, nav *, footer *')]
      .filter((element) => {
        const { overflowX, display } = getComputedStyle(element);
        const own = [...element.childNodes].some((node) => node instanceof Text && node.data.trim() !== '');
        return (
          own &&
          overflowX === 'visible' &&
          display !== 'inline' &&
          element.scrollWidth > element.clientWidth + 1
        );
      })
      .map((element) => `${element.tagName}: ${element.innerText.trim().slice(0, 60)}`),
  );
}

async function look(
  page: Page,
  name: string,
  { language, theme }: Pick<Settings, 'language' | 'theme'>,
): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(100);
    await page.screenshot({ path: join(folder, `${name}-${language}-${theme}-${String(size.width)}.png`) });
    expect.soft(await spilled(page), `${name} at ${String(size.width)}`).toEqual([]);
  }
  // Names depend on the language, contrast on the theme: two of the four looks have all of either.
  if ((language === 'vi') === (theme === 'light'))
    expect.soft(await accessFaults(page), `${name} ${language} ${theme}`).toEqual([]);
}

const looks = (['vi', 'en'] as const).flatMap((language) =>
  (['light', 'dark'] as const).map((theme) => ({ language, theme })),
);
// Two of the four have both languages and both themes; all four, for whoever looks at the pictures: LANTOA_PICTURES=all.
const taken = looks.filter(
  ({ language, theme }) =>
    process.env['LANTOA_PICTURES'] === 'all' || (language === 'vi') === (theme === 'light'),
);

test('every screen is legible, accessible and pictured', async ({ start }) => {
  test.setTimeout(900_000);
  mkdirSync(folder, { recursive: true });
  const program = await start();
  const { page } = program;
  const problems: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => problems.push(error.message));
  for (const setting of taken) {
    await invoke(page, 'settings.change', setting);
    await look(page, 'first-run', setting);
  }
  const stage = await setStage(program);
  await page.reload();
  for (const setting of taken) {
    await invoke(page, 'settings.change', setting);
    for (const [name, address] of Object.entries(screens)) {
      await page.evaluate((hash) => (location.hash = hash), address(stage));
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
      if (name === 'search') {
        await page.getByRole('searchbox').fill('ngầm hóa cáp viễn thông');
        await expect(page.getByRole('listbox').locator('mark').first()).toBeVisible();
      }
      await look(page, name, setting);
    }
    await page.evaluate(() => (location.hash = '#/search'));
    await page.getByRole('searchbox').fill('xyzw khongco');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    await look(page, 'nothing-found', setting);
    await page.getByRole('searchbox').fill('');
  }
  expect(problems).toEqual([]);
});
