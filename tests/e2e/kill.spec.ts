import { ended, expect, restart, test } from './program';
import { invoke } from './steps';

test('what was typed while the host was dead is offered when it is back', async ({ start }) => {
  const program = await start({ args: ['--sample'] });
  const { page, host } = program;
  await invoke(page, 'office.save', {
    name: 'Sở Khoa học và Công nghệ thành phố Hải Phòng',
    symbol: 'SKHCN',
    level: 'province',
    province: '31@2025-07-01',
  });
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
  await page.evaluate((id) => (location.hash = `#/write/${id}`), summary.id);
  const steps = page.getByRole('textbox', { name: 'Các bước thực hiện' });
  await steps.fill('Câu thứ nhất.');
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  host.kill('SIGKILL');
  await steps.pressSequentially(' Câu thứ hai, gõ khi chương trình đã dừng.');
  await expect(page.getByText(/Chưa lưu được/).first()).toBeVisible();
  await page.close();
  const again = await restart(program);
  await again.page.evaluate((id) => (location.hash = `#/write/${id}`), summary.id);
  await expect(again.page.getByText('Có nội dung chưa kịp lưu')).toBeVisible();
  await again.page.getByRole('button', { name: 'Lấy lại nội dung đó' }).click();
  await expect(again.page.getByRole('textbox', { name: 'Các bước thực hiện' })).toHaveText(
    'Câu thứ nhất. Câu thứ hai, gõ khi chương trình đã dừng.',
  );
  await expect(again.page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  again.host.kill('SIGTERM');
  await ended(again.host);
});
