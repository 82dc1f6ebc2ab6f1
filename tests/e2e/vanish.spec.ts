import { renameSync } from 'node:fs';
import { expect, test } from './program';
import { invoke } from './steps';

test('a library folder that goes away is waited for, from every screen, and nothing typed is lost', async ({
  start,
}) => {
  const { page } = await start({ args: ['--sample'] });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.stack ?? error.message));
  const office = { name: 'Sở A', symbol: 'SKHCN', level: 'province', province: '31@2025-07-01' } as const;
  await invoke(page, 'office.save', office);
  const person = {
    id: '0193e4a0-0000-7000-8000-00000000000b',
    name: 'Lan',
    post: '',
    division: '',
    roles: [],
  };
  await invoke(page, 'people.save', person);
  await invoke(page, 'people.setMe', { id: person.id });
  const { summary } = await invoke(page, 'practices.create', { language: 'vi', title: 'Một' });
  const state = await invoke(page, 'library.state', {});
  const path = state.type === 'open' ? state.path : '';
  for (const hash of ['#/search', '#/quarter', '#/exchange', '#/settings', `#/write/${summary.id}`]) {
    await page.evaluate((address) => (location.hash = address), hash);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    if (hash.startsWith('#/write/')) {
      await page.getByRole('textbox', { name: 'Mục đích' }).pressSequentially('Gõ ngay trước khi mất ổ đĩa.');
    }
    renameSync(path, `${path}-away`);
    await invoke(page, 'library.refresh', {});
    await expect(page.getByRole('heading', { name: 'Không thấy thư mục thư viện' })).toBeVisible();
    renameSync(`${path}-away`, path);
    await invoke(page, 'library.refresh', {});
    await expect(page.getByRole('heading', { name: 'Không thấy thư mục thư viện' })).toHaveCount(0);
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  // The save ran into the missing folder: the text was kept on this machine and is offered.
  await page.getByRole('button', { name: 'Lấy lại nội dung đó' }).click();
  await expect(async () => {
    const got = await invoke(page, 'practices.get', { id: summary.id });
    const shown = await page.getByRole('textbox', { name: 'Mục đích' }).innerText();
    const stored = got.type === 'practice' ? (got.practice.sections[0]?.body ?? '') : '';
    expect([shown, stored]).toEqual(['Gõ ngay trước khi mất ổ đĩa.', 'Gõ ngay trước khi mất ổ đĩa.']);
  }).toPass({ timeout: 20_000 });
  expect(problems).toEqual([]);
});
