import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { jsonText } from '#core/files/atomic-write';
import { layout } from '#core/library/layout';
import type { DepartureView } from '#shared/contract/sending';
import { departureSchema } from '#shared/model/departure';
import type { Recipient } from '#shared/model/recipient';
import type { Statement, StatementBody } from '#shared/model/statement';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  openOffice,
  period,
  receiveFile,
  revise,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';

function recipient(name: string, more: Partial<Recipient> = {}): Recipient {
  const rest = { office: null, government: true, groups: ['34 Sở KH&CN'], channel: 'mail' as const };
  return { id: uuidv7(), name, ...rest, address: '', ...more };
}

async function keepRecipients(office: ExchangeOffice, recipients: Recipient[]): Promise<void> {
  const { hash } = await office.handlers['sending.recipients']({});
  const saved = await office.handlers['sending.saveRecipients']({ base: hash, recipients });
  expect(saved.type).toBe('saved');
}

async function only(office: ExchangeOffice): Promise<DepartureView> {
  const [view, ...others] = await office.handlers['sending.departures']({});
  expect(others).toEqual([]);
  if (!view) throw new Error('no departure');
  return view;
}

type Body = Partial<StatementBody<'acknowledgement'>>;

/** The receiver's library notes that our parcel has arrived. */
async function noteArrival(
  sender: ExchangeOffice,
  receiver: ExchangeOffice,
  body: Body = {},
): Promise<Statement> {
  const { compilation } = await sender.handlers['compilations.get']({ period });
  const [entry] = compilation.exports;
  const parcel = { parcel: entry?.parcel ?? '', office: sender.library.office?.officeId ?? '' };
  const facts = {
    ...{ period, number: 2, part: 1, parts: 1, registerNumber: '15', practices: [] },
    ...{ receivedAt: '2026-10-06T01:00:00.000Z', receivedBy: 'Hoa' },
  };
  return receiver.statements.make('acknowledgement', { ...parcel, ...facts, ...body }, { by: 'Hoa' });
}

/** What the receiver says of a parcel of ours, and sends with a parcel of its own. */
async function acknowledge(sender: ExchangeOffice, receiver: ExchangeOffice, body: Body = {}): Promise<void> {
  await noteArrival(sender, receiver, body);
  const [own = await writePractice(receiver, { title: 'Của nơi nhận' })] = receiver.library.catalogue
    .list()
    .map(({ id }) => id);
  await takeInReviewed(sender, await receiveFile(sender, await exportPractices(receiver, [own])), []);
}

/** Lays a statement among those of the sender by hand, with a seal or without. */
function layDown(sender: ExchangeOffice, id: string, statement: object, seal?: string): void {
  const file = join(sender.root, layout.statement(id));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, jsonText(statement));
  if (seal !== undefined) writeFileSync(join(sender.root, layout.statementSeal(id)), seal);
}

describe('the list of recipients', () => {
  it('is saved on top of what was seen only, keeps its order and what it does not know', async () => {
    const office = await newOffice();
    const [a, b] = [recipient('Sở KH&CN Hà Nội'), recipient('Bộ KH&CN')];
    await keepRecipients(office, [b, a]);
    const late = await office.handlers['sending.saveRecipients']({ base: null, recipients: [] });
    expect(late).toMatchObject({ type: 'conflict', recipients: [b, a] });
    const file = join(office.root, layout.recipients);
    const stored = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...stored, note: 'giữ' }));
    await keepRecipients(office, [a]);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ note: 'giữ', recipients: [a] });
    const twice = office.handlers['sending.saveRecipients']({ base: null, recipients: [a, a] });
    await expect(twice).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('proposes offices that sent us something', async () => {
    const [a, b] = [await newOffice({ name: 'Sở KH&CN Huế' }), await newOffice()];
    const review = await receiveFile(b, await exportPractices(a, [await writePractice(a)]));
    const chosen = review.items.map(({ id }) => id);
    await b.ended(await b.handlers['exchange.takeIn']({ reviewId: review.reviewId, choose: chosen }));
    const known = [{ office: a.library.office?.officeId, name: 'Sở KH&CN Huế' }];
    expect(await b.handlers['sending.recipients']({})).toMatchObject({ recipients: [], known });
    await keepRecipients(b, [recipient('Huế', { office: a.library.office?.officeId ?? null })]);
    expect((await b.handlers['sending.recipients']({})).known).toEqual([]);
  });
});

describe('a departure', () => {
  it('is entered by the export, once for the same content, with what is noted since', async () => {
    const office = await newOffice();
    const id = await writePractice(office, { title: 'Một' });
    await exportPractices(office, [id]);
    const list = [recipient('Hà Nội'), recipient('Huế'), recipient('Bộ')];
    await keepRecipients(office, list);
    const { departure } = await only(office);
    expect(departureSchema.parse(departure)).toMatchObject({
      number: 2,
      recipients: [],
      governmentOnly: false,
    });
    expect(departure.practices).toMatchObject([{ id, title: 'Một' }]);
    const all = list.map((one) => one.id);
    await office.handlers['sending.address']({ id: departure.id, add: all, remove: [] });
    const sent = await office.handlers['sending.mark']({
      id: departure.id,
      recipients: all.slice(0, 2),
      sent: true,
    });
    expect(sent).toMatchObject({ type: 'done', departure: { checked: { findings: 0, reason: null } } });
    await exportPractices(office, [id]);
    const { departure: after } = await only(await openOffice(office.root));
    expect(after.recipients.map(({ sentAt, sentBy }) => [sentAt !== undefined, sentBy])).toEqual([
      [true, 'Nguyễn Thị Hoa'],
      [true, 'Nguyễn Thị Hoa'],
      [false, undefined],
    ]);
    // What was sent stays in the register; what was not may go.
    const removed = await office.handlers['sending.address']({ id: departure.id, add: [], remove: all });
    expect(removed.departure.recipients.map(({ name }) => name)).toEqual(['Hà Nội', 'Huế']);
    const undone = await office.handlers['sending.mark']({
      id: departure.id,
      recipients: [all[0] ?? ''],
      sent: false,
    });
    expect(undone).toMatchObject({ departure: { recipients: [{ name: 'Hà Nội' }, { name: 'Huế' }] } });
    expect(undone.type === 'done' && 'sentAt' in (undone.departure.recipients[0] ?? {})).toBe(false);
  });

  it('takes many marks at once without losing one', async () => {
    const office = await newOffice();
    await exportPractices(office, [await writePractice(office)]);
    const list = Array.from({ length: 12 }, (_, n) => recipient(`Sở ${String(n)}`));
    await keepRecipients(office, list);
    const { id } = (await only(office)).departure;
    await office.handlers['sending.address']({ id, add: list.map((one) => one.id), remove: [] });
    await office.handlers['sending.accept']({ id, reason: '' });
    await Promise.all(
      list.map(async (one) => office.handlers['sending.mark']({ id, recipients: [one.id], sent: true })),
    );
    const { departure } = await only(office);
    expect(departure.recipients.every(({ sentAt }) => sentAt !== undefined)).toBe(true);
  });

  it('is acknowledged by the office itself, part by part, by its id or its name', async () => {
    const [a, b, c] = [
      await newOffice(),
      await newOffice({ name: 'Sở KH&CN Huế' }),
      await newOffice({ name: 'Bộ' }),
    ];
    await exportPractices(a, [await writePractice(a)]);
    const list = [
      recipient('sở KH&CN  Huế'),
      recipient('Tên khác', { office: c.library.office?.officeId ?? '' }),
      recipient('Hà Nội'),
    ];
    await keepRecipients(a, list);
    const { id } = (await only(a)).departure;
    await a.handlers['sending.address']({ id, add: list.map((one) => one.id), remove: [] });
    await acknowledge(a, b);
    await acknowledge(a, c);
    await acknowledge(a, c, { parcel: 'ab'.repeat(32) });
    const { acknowledged } = await only(await openOffice(a.root));
    expect(acknowledged.map((one) => [one.recipient, one.registerNumber, one.parts, one.of])).toEqual([
      [list[0]?.id, '15', 1, 1],
      [list[1]?.id, '15', 1, 1],
    ]);
  });

  it('is not acknowledged by what lacks the seal of that office; this is shown, and nothing is left out for it', async () => {
    const [a, b, c] = [
      await newOffice(),
      await newOffice({ name: 'Sở KH&CN Huế' }),
      await newOffice({ name: 'Sở KH&CN Hà Nội' }),
    ];
    const id = await writePractice(a);
    await exportPractices(a, [id]);
    const officeOf = (office: ExchangeOffice): string => office.library.office?.officeId ?? '';
    const [hue, hanoi] = [
      recipient('Huế', { office: officeOf(b) }),
      recipient('Hà Nội', { office: officeOf(c) }),
    ];
    await keepRecipients(a, [hue, hanoi]);
    const departure = (await only(a)).departure.id;
    await a.handlers['sending.address']({ id: departure, add: [hue.id, hanoi.id], remove: [] });
    const practices = [{ id, revision: (await a.library.revisions.last(id))?.hash ?? '' }];
    const state = async (): Promise<unknown> => {
      const { acknowledged, doubtful } = await only(a);
      const asked = { period, recipients: [hue.id] };
      return [
        acknowledged.map((one) => one.recipient),
        doubtful.map((one) => [one.recipient, one.standing]),
        (await a.handlers['sending.lacking'](asked)).lacking,
      ];
    };
    // Both offices are known here by their keys.
    await acknowledge(a, c, { parcel: 'ab'.repeat(32) });
    await acknowledge(a, b, { parcel: 'ab'.repeat(32) });
    expect(await state()).toEqual([[], [], 1]);
    // Hà Nội says it in the name of Huế: without a seal, under its own, and under one that was Huế's for another text.
    const true_ = await noteArrival(a, b, { practices });
    const unsealed = { ...true_, id: uuidv7() };
    layDown(a, unsealed.id, unsealed);
    expect(await state()).toEqual([[], [[hue.id, 'none']], 1]);
    const inTheirName = { ...unsealed, author: { ...true_.author, id: officeOf(b) } };
    const foreign = await c.statements.make('question', { text: 'x' }, { by: '' });
    const sealOf = (office: ExchangeOffice, of: string): string =>
      readFileSync(join(office.root, layout.statementSeal(of)), 'utf8');
    layDown(a, unsealed.id, inTheirName, sealOf(c, foreign.id));
    layDown(a, uuidv7(), { ...inTheirName, id: 'not the name of its file' }, sealOf(b, true_.id));
    const swapped = { ...inTheirName, id: uuidv7() };
    layDown(a, swapped.id, swapped, sealOf(b, true_.id));
    expect(await state()).toEqual([[], [[hue.id, 'broken']], 1]);
    const file = await a.handlers['compilations.export']({
      ...{ period, number: 3, audience: [hue.id], lacking: true },
    });
    expect(await a.ended(file)).toMatch(/So03/);
    // The very same words under the seal of Huế count.
    layDown(a, true_.id, true_, sealOf(b, true_.id));
    const whole = await a.handlers['sending.departures']({});
    const first = whole.find((view) => view.departure.id === departure);
    expect([first?.acknowledged.map((one) => one.recipient), first?.doubtful]).toEqual([[hue.id], []]);
    expect(await a.handlers['sending.lacking']({ period, recipients: [hue.id] })).toEqual({
      ...{ lacking: 0, all: 1 },
    });
  });

  it('is acknowledged under a name by one office only, and never leaves anything out for a name', async () => {
    const a = await newOffice();
    const [b, impostor] = [
      await newOffice({ name: 'Sở KH&CN Huế' }),
      await newOffice({ name: 'sở KH&CN huế' }),
    ];
    const id = await writePractice(a);
    await exportPractices(a, [id]);
    const list = [recipient('Sở KH&CN Huế')];
    await keepRecipients(a, list);
    const departure = (await only(a)).departure.id;
    const all = list.map((one) => one.id);
    await a.handlers['sending.address']({ id: departure, add: all, remove: [] });
    const practices = [{ id, revision: (await a.library.revisions.last(id))?.hash ?? '' }];
    await acknowledge(a, impostor, { practices });
    expect((await only(a)).acknowledged).toHaveLength(1);
    expect(await a.handlers['sending.lacking']({ period, recipients: all })).toMatchObject({ lacking: 1 });
    await acknowledge(a, b, { parcel: 'ab'.repeat(32) });
    const { acknowledged, doubtful } = await only(a);
    expect([acknowledged, doubtful]).toMatchObject([[], [{ recipient: all[0], standing: 'unconfirmed' }]]);
  });

  it('does not go before somebody looked at what was found, and says why', async () => {
    const office = await newOffice();
    const body = '## Mục đích\n\nLiên hệ anh Nam, di động 0912 345 678.\n';
    const practice = await writePractice(office, { title: 'Có số riêng', body });
    await exportPractices(office, [practice]);
    const list = [recipient('Huế')];
    await keepRecipients(office, list);
    const { id } = (await only(office)).departure;
    const all = list.map((one) => one.id);
    await office.handlers['sending.address']({ id, add: all, remove: [] });
    const held = await office.handlers['sending.mark']({ id, recipients: all, sent: true });
    expect(held).toMatchObject({
      type: 'unchecked',
      findings: [{ practice, title: 'Có số riêng', kind: 'phone', where: 'section:purpose' }],
    });
    await expect(office.handlers['sending.accept']({ id, reason: '' })).rejects.toMatchObject({
      code: 'bad-input',
    });
    await office.handlers['sending.accept']({ id, reason: 'Số trực ban, đã hỏi' });
    const sent = await office.handlers['sending.mark']({ id, recipients: all, sent: true });
    expect(sent).toMatchObject({
      type: 'done',
      departure: { checked: { findings: 1, reason: 'Số trực ban, đã hỏi' } },
    });
  });

  it('is not held up by an entry that cannot be read, and none is found under hostile names', async () => {
    const office = await newOffice();
    await exportPractices(office, [await writePractice(office)]);
    writeFileSync(join(office.root, layout.departures, '2026-Q3_9_0123456789abcdef.json'), '{');
    await only(office);
    for (const id of ['../../office', 'constructor', '2026-Q3_2_0123456789abcdef'])
      await expect(office.handlers['sending.departure']({ id })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('sharing', () => {
  it('lets what is for named offices leave in a bundle for these only, and receivers check that', async () => {
    const [a, b] = [await newOffice(), await newOffice({ name: 'Sở KH&CN Huế' })];
    const fields = { sharing: { scope: 'named', offices: ['Sở KH&CN  huế', b.library.office?.officeId] } };
    const id = await writePractice(a, { title: 'Riêng', fields });
    await expect(exportPractices(a, [id])).rejects.toMatchObject({ code: 'sharing-forbids', where: 'Riêng' });
    const [hue, hanoi] = [recipient('Sở KH&CN Huế'), recipient('Sở KH&CN Hà Nội')];
    await keepRecipients(a, [hue, hanoi]);
    const exported = async (audience: string[]): Promise<string> =>
      a.ended(await a.handlers['compilations.export']({ period, number: 2, audience }));
    await expect(exported([hue.id, hanoi.id])).rejects.toMatchObject({ code: 'sharing-forbids' });
    const file = await exported([hue.id]);
    expect(file).toBe('CachLamHay_QuyIII-2026_SKHCN-HaiPhong_So02_GuiRieng-SoKHCNHue.zip');
    const review = await receiveFile(b, join(a.root, layout.bundles(period), file));
    expect(review).toMatchObject({ counts: { new: 1 }, manifest: { audience: [{ name: 'Sở KH&CN Huế' }] } });
    const { departure } = await only(a);
    expect(departure).toMatchObject({
      audience: [{ name: 'Sở KH&CN Huế' }],
      recipients: [{ name: 'Sở KH&CN Huế' }],
    });
    const elsewhere = a.handlers['sending.address']({ id: departure.id, add: [hanoi.id], remove: [] });
    await expect(elsewhere).rejects.toMatchObject({ code: 'sharing-forbids' });
  });

  it('lets what is for agencies go to agencies only, and what is internal to nobody', async () => {
    const office = await newOffice();
    const id = await writePractice(office, {
      title: 'Trong khối',
      fields: { sharing: { scope: 'government' } },
    });
    await exportPractices(office, [id]);
    const [agency, company] = [recipient('Huế'), recipient('Công ty A', { government: false })];
    await keepRecipients(office, [agency, company]);
    const { departure } = await only(office);
    await office.handlers['sending.address']({ id: departure.id, add: [agency.id], remove: [] });
    const refused = office.handlers['sending.address']({ id: departure.id, add: [company.id], remove: [] });
    await expect(refused).rejects.toMatchObject({ code: 'sharing-forbids', where: 'Công ty A' });
    const started = await office.handlers['compilations.export']({
      period,
      number: 3,
      audience: [company.id],
    });
    await expect(office.ended(started)).rejects.toMatchObject({ code: 'sharing-forbids' });
    const internal = await writePractice(office, {
      title: 'Nội bộ',
      fields: { sharing: { scope: 'internal' } },
    });
    await exportPractices(office, [id]);
    const { hash } = await office.handlers['compilations.get']({ period });
    await office.handlers['compilations.save']({ period, base: hash, foreword: '', items: [internal] });
    const forbidden = await office.handlers['compilations.export']({
      period,
      number: 4,
      audience: [agency.id],
    });
    await expect(office.ended(forbidden)).rejects.toMatchObject({ code: 'sharing-forbids', where: 'Nội bộ' });
  });
});

describe('only what the recipient lacks', () => {
  it('leaves out what it has acknowledged in that very revision, and needs no other bundle', async () => {
    const [a, b] = [await newOffice(), await newOffice({ name: 'Sở KH&CN Huế' })];
    const ids: string[] = [];
    for (const title of ['Một', 'Hai', 'Ba']) ids.push(await writePractice(a, { title }));
    await exportPractices(a, ids);
    const revisions = await Promise.all(
      ids.map(async (id) => (await a.library.revisions.last(id))?.hash ?? ''),
    );
    const practices = ids.slice(0, 2).map((id, n) => ({ id, revision: revisions[n] ?? '' }));
    await acknowledge(a, b, { practices });
    await revise(a, ids[1] ?? '', { title: 'Hai sửa' });
    const office = b.library.office?.officeId ?? '';
    const [hue, other] = [recipient('Sở KH&CN Huế', { office }), recipient('Nơi khác')];
    await keepRecipients(a, [hue, other]);
    const lacking = (recipients: string[]): Promise<unknown> =>
      a.handlers['sending.lacking']({ period, recipients });
    expect(await lacking([hue.id])).toEqual({ lacking: 2, all: 3 });
    expect(await lacking([hue.id, other.id])).toEqual({ lacking: 3, all: 3 });
    const request = { period, number: 2, audience: [hue.id], lacking: true };
    const file = await a.ended(await a.handlers['compilations.export'](request));
    const c = await newOffice();
    const review = await receiveFile(c, join(a.root, layout.bundles(period), file));
    expect(review.items.map(({ title }) => title)).toEqual(['Hai sửa', 'Ba']);
    const views = await a.handlers['sending.departures']({});
    expect(views.find(({ departure }) => departure.audience)?.of).toBe(3);
    await acknowledge(a, b, {
      practices: await Promise.all(
        ids.map(async (id) => ({ id, revision: (await a.library.revisions.last(id))?.hash ?? '' })),
      ),
    });
    const nothing = await a.handlers['compilations.export'](request);
    await expect(a.ended(nothing)).rejects.toMatchObject({ code: 'nothing-to-export' });
    expect(existsSync(join(a.root, layout.bundles(period), file))).toBe(true);
  });
});

describe('what a bundle weighs', () => {
  it('is close to what it becomes, never less', async () => {
    const office = await newOffice();
    const noise = Buffer.from(Array.from({ length: 40_000 }, (_, n) => (n * 7919 * (n % 13)) % 256));
    const id = await writePractice(office, {
      attachments: { 'a.png': noise, 'b.csv': 'x;y\n'.repeat(9_000) },
    });
    const { own, practices } = await (async () => {
      await exportPractices(office, [id]);
      return office.handlers['sending.weigh']({ period });
    })();
    const [{ bytes } = { bytes: 0 }] = (await only(office)).files;
    const weighed = own + practices.reduce((sum, practice) => sum + practice.bytes, 0);
    expect(weighed).toBeGreaterThanOrEqual(bytes);
    expect(weighed - bytes).toBeLessThan(20_000);
    expect(practices[0]?.files.map(({ bytes: size }) => size)).toEqual([40_000, 36_000]);
  });
});
