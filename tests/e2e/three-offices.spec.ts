import {
  adapt,
  addressAndSend,
  adoptAndAsk,
  bacNinh,
  compareByPhone,
  correct,
  discontinue,
  expectRow,
  holdings,
  names,
  read,
  refuseTampered,
  registerAndReview,
  said,
  settle,
  titles,
} from './between-offices';
import { download, drop, exportToSend, takeIn } from './parcels';
import { technicalWords } from './plain';
import { expect, test } from './program';
import { goTo, invoke, offices, writeApproved } from './steps';
import { tampered } from './tampered';

test('three offices pass on, correct, discontinue, adopt, ask and answer', async ({ start }) => {
  test.setTimeout(600_000);
  const [a, b, c] = [await start(), await start(), await start()];
  await settle(a, offices.haiPhong, { name: 'Trần Thị Lan', roles: ['coordinator'] });
  await settle(b, offices.laoCai, { name: 'Vàng Thị Mai', roles: ['clerk', 'coordinator'] });
  await settle(c, bacNinh, { name: 'Nguyễn Văn Hùng', roles: ['writer'] });
  const both = [await writeApproved(a.page, titles.assistant), await writeApproved(a.page, titles.cable)];
  const recipients = [names.b, names.c].map((name, at) => ({
    ...{ id: `0193e4a0-0000-7000-8000-0000000000c${String(at)}`, name, office: null, government: true },
    ...{ groups: [], channel: 'mail' as const, address: '' },
  }));
  await invoke(a.page, 'sending.saveRecipients', { base: null, recipients });

  const a1 = await test.step('A issues two practices and sends them to both', async () => {
    await exportToSend(a.page, [titles.assistant, titles.cable], 1);
    await expect(a.page.getByText('Không thấy gì cần xem lại.')).toBeVisible();
    await addressAndSend(a.page, [names.b, names.c]);
    return download(a.page, /^Tải về /);
  });

  const adapted = await test.step('B takes them in, adapts one, says so and asks', async () => {
    await registerAndReview(b.page, a1, 1);
    await expect(b.page.getByText(`Còn nguyên niêm phong, chưa đối chiếu với ${names.a}`)).toBeVisible();
    await takeIn(b.page, 2);
    const id = await adapt(b.page);
    await adoptAndAsk(b.page);
    return id;
  });

  const b1 = await test.step('B passes them on with one of its own and its adapted copy', async () => {
    both.push(adapted, await writeApproved(b.page, titles.team));
    await exportToSend(b.page, [titles.team, titles.adapted, titles.assistant, titles.cable], 1);
    return download(b.page, /^Tải về /);
  });

  await test.step('C takes both and sees the true origins and the right verdicts', async () => {
    await drop(c.page, a1);
    await expect(c.page.getByText(`Còn nguyên niêm phong, chưa đối chiếu với ${names.a}`)).toBeVisible();
    await compareByPhone(c.page, a.page);
    await goTo(c.page, 'Gửi – Nhận');
    await c.page.getByRole('link', { name: /^Xem và đưa vào kho/ }).click();
    await expect(c.page.getByText(`Còn nguyên niêm phong của ${names.a}`)).toBeVisible();
    await takeIn(c.page, 2);
    await refuseTampered(c.page, tampered(b1, both[1] ?? '', '52 tuyến', '92 tuyến'));
    await drop(c.page, b1);
    await expect(c.page.getByText(`Còn nguyên niêm phong, chưa đối chiếu với ${names.b}`)).toBeVisible();
    for (const title of [titles.assistant, titles.cable])
      await expectRow(c.page, title, 'Đã có', names.a, `Còn nguyên niêm phong của ${names.a}`);
    await expectRow(c.page, titles.team, 'Mới', names.b);
    await expectRow(c.page, titles.adapted, 'Mới', names.b);
    await takeIn(c.page, 2);
    await read(c.page, titles.adapted);
    await expect(c.page.getByText('Dựa trên:')).toContainText(titles.assistant);
    expect(await technicalWords(c.page)).toEqual([]);
  });

  await test.step('B’s adoption and question reach A, which answers on the practice', async () => {
    await drop(a.page, b1);
    await expectRow(a.page, titles.assistant, 'Đã có', 'Bài của đơn vị mình');
    await expect(a.page.getByText('Nơi đã áp dụng 1 · Câu hỏi 1')).toBeVisible();
    await takeIn(a.page, 2);
    await goTo(a.page, 'Hôm nay');
    await a.page.getByRole('link', { name: '1 câu hỏi của nơi khác chờ cơ quan trả lời' }).click();
    await expect(a.page.getByText(said.where)).toBeVisible();
    await expect(a.page.getByRole('link', { name: titles.adapted }).first()).toBeVisible();
    await expect(a.page.getByText('1 câu hỏi chờ cơ quan mình trả lời')).toBeVisible();
    await a.page.getByRole('button', { name: 'Trả lời', exact: true }).click();
    await expect(a.page.getByLabel('Trả lời', { exact: true })).toBeFocused();
    await a.page.getByLabel('Trả lời', { exact: true }).fill(said.answer);
    await a.page.getByRole('button', { name: 'Lưu trả lời' }).click();
    await expect(a.page.getByText(`${names.a} trả lời`)).toBeVisible();
    expect(await technicalWords(a.page)).toEqual([]);
  });

  const a2 = await test.step('A corrects one, discontinues the other and sends again', async () => {
    await correct(a.page);
    await discontinue(a.page);
    await exportToSend(a.page, [], 2);
    const parcel = await download(a.page, /^Tải về /);
    // B's acknowledgement came with its parcel.
    await a.page.getByRole('link', { name: 'Sổ gói đi' }).click();
    await expect(a.page.getByRole('row', { name: /^1 / })).toContainText('1 nơi báo đã nhận');
    return parcel;
  });

  await test.step('B reads the correction, the end of the other one and the answer', async () => {
    await registerAndReview(b.page, a2, 2);
    await expectRow(b.page, titles.assistant, 'Có bản mới hơn', 'Khác nhau ở 1 mục');
    await expectRow(b.page, titles.cable, 'Đã có');
    await expect(b.page.getByText('Ngừng khuyến nghị 1 · Trả lời 1')).toBeVisible();
    await takeIn(b.page, 1);
    await read(b.page, titles.assistant);
    await expect(b.page.getByText(said.answer)).toBeVisible();
    await expect(b.page.getByRole('article').getByText(said.mended)).toBeVisible();
    await read(b.page, titles.cable);
    await expect(b.page.getByRole('article').getByText(said.reason)).toBeVisible();
  });

  await test.step('C gets the same, and an office that gets all in the other order holds the same', async () => {
    await drop(c.page, a2);
    await takeIn(c.page, 1);
    const d = await start();
    await settle(
      d,
      { ...bacNinh, name: 'Sở Khoa học và Công nghệ tỉnh Cà Mau' },
      { name: 'Lê Văn Út', roles: [] },
    );
    await drop(d.page, a2);
    await takeIn(d.page, 2);
    await drop(d.page, b1);
    await expectRow(d.page, titles.assistant, 'Cũ hơn', names.a);
    await takeIn(d.page, 2);
    await drop(d.page, a1);
    await expect(d.page.getByText('Gói này không có gì mới so với kho.')).toBeVisible();
    const held = await holdings(c.page, both);
    expect(await holdings(d.page, both)).toEqual(held);
    const inOrder = [titles.assistant, titles.cable, titles.adapted, titles.team];
    expect(held.map(([title]) => title)).toEqual(inOrder);
  });
});
