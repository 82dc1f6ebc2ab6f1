import { ended, expect, restart, test } from './program';
import { openDraft, practiceText } from './writing';

test('what was typed while the host was dead is offered when it is back', async ({ start }) => {
  const program = await start({ args: ['--sample'] });
  const { page, host } = program;
  const id = await openDraft(page);
  const steps = page.getByRole('textbox', { name: 'Các bước thực hiện' });
  await steps.fill('Câu thứ nhất.');
  await expect.poll(() => practiceText(page, id)).toContain('Câu thứ nhất.');
  await expect(page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  host.kill('SIGKILL');
  await steps.pressSequentially(' Câu thứ hai, gõ khi chương trình đã dừng.');
  await expect(page.getByText(/Chưa lưu được/).first()).toBeVisible();
  // A machine that dies takes with it what it has not put aside yet: the last words are, after a short rest.
  await expect.poll(() => page.evaluate(() => Object.values(localStorage).join())).toContain('đã dừng.');
  await page.close();
  const again = await restart(program);
  await again.page.evaluate((practice) => (location.hash = `#/write/${practice}`), id);
  await expect(again.page.getByText('Có nội dung chưa kịp lưu')).toBeVisible();
  await again.page.getByRole('button', { name: 'Lấy lại nội dung đó' }).click();
  await expect(again.page.getByRole('textbox', { name: 'Các bước thực hiện' })).toHaveText(
    'Câu thứ nhất. Câu thứ hai, gõ khi chương trình đã dừng.',
  );
  await expect(again.page.getByText(/Đã lưu \d\d:\d\d/)).toBeVisible();
  again.host.kill('SIGTERM');
  await ended(again.host);
});
