import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layout } from '#core/library/layout';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  openOffice,
  receiveFile,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';

const named = (name: string): Promise<ExchangeOffice> => newOffice({ name, symbol: '' });

/** One office's parcel with these practices, taken in by the others as reviewed. */
async function send(from: ExchangeOffice, items: string[], ...to: ExchangeOffice[]): Promise<void> {
  const bundle = await exportPractices(from, items);
  for (const office of to) await takeInReviewed(office, await receiveFile(office, bundle));
}

async function discontinuedBundle(): Promise<{ a: ExchangeOffice; practice: string; bundle: string }> {
  const a = await named('Sở A');
  const practice = await writePractice(a);
  await a.handlers['statements.discontinue']({ practice, reason: 'Cũ' });
  return { a, practice, bundle: await exportPractices(a, [practice]) };
}

/** Types of what the office has of another one. */
async function typesFrom(author: ExchangeOffice, { statements }: ExchangeOffice): Promise<string[]> {
  const all = (await statements.list()).map(({ statement }) => statement);
  return all
    .filter(({ author: { id } }) => id === author.library.office?.officeId)
    .map(({ type }) => type)
    .sort();
}

const idsOf = async ({ statements }: ExchangeOffice): Promise<string[]> =>
  (await statements.list()).map(({ statement }) => statement.id).sort();

describe('what offices say about practices', () => {
  it('reaches the origin, and the answer comes back', async () => {
    const [a, b] = [await named('Sở A'), await named('Sở B')];
    const [practice, own] = [await writePractice(a), await writePractice(b, { title: 'Của B' })];
    await send(a, [practice], b);
    const { id: question } = await b.handlers['statements.ask']({ practice, text: 'Kinh phí từ đâu?' });
    await b.handlers['statements.adopt']({
      ...{ practice, where: 'Phường 1', since: '2026-05', result: 'Giảm nửa', changed: '', own },
    });
    await send(b, [own], a);

    const there = await a.handlers['statements.about']({ practice });
    expect(there.questions).toMatchObject([
      { id: question, text: 'Kinh phí từ đâu?', office: { name: 'Sở B' }, certain: true, answers: [] },
    ]);
    expect(there.adoptions).toMatchObject([
      { where: 'Phường 1', since: '2026-05', practice: { id: own, title: 'Của B' }, certain: true },
    ]);
    expect((await a.handlers['statements.marks']({})).questions).toMatchObject([{ id: question, practice }]);
    await a.handlers['statements.answer']({ question, text: 'Ngân sách phường.' });
    expect((await a.handlers['statements.marks']({})).questions).toEqual([]);

    await send(a, [practice], b);
    const back = await b.handlers['statements.about']({ practice });
    expect(back.questions).toMatchObject([{ answers: [{ text: 'Ngân sách phường.', certain: true }] }]);
    expect(await idsOf(a)).toEqual(await idsOf(b));
  });

  it('marks what its origin no longer recommends, and takes that back until it is sent', async () => {
    const [a, b] = [await named('Sở A'), await named('Sở B')];
    const [practice, other] = [await writePractice(a), await writePractice(a, { title: 'Khác' })];
    await send(a, [practice, other], b);
    const first = await a.handlers['statements.discontinue']({ practice, reason: 'Nhầm' });
    expect(await a.handlers['statements.marks']({})).toMatchObject({ discontinued: [practice] });
    await a.handlers['statements.withdraw']({ id: first.id });
    expect(await a.handlers['statements.marks']({})).toMatchObject({ discontinued: [] });
    const { id } = await a.handlers['statements.discontinue']({ practice, reason: 'Có cách mới' });
    // The parcel does not bring the practice itself: what is ours goes along.
    const bundle = await exportPractices(a, [other]);
    const review = await receiveFile(b, bundle);
    expect(review.statements).toMatchObject({
      counts: { discontinued: 1 },
      items: [{ type: 'discontinued', author: 'Sở A', certain: true }],
    });
    await takeInReviewed(b, review, []);
    expect(await b.handlers['statements.marks']({})).toMatchObject({ discontinued: [practice] });
    expect((await b.handlers['statements.about']({ practice })).discontinued).toMatchObject([
      { id, reason: 'Có cách mới', ours: false, certain: true, removable: false },
    ]);
    await expect(a.handlers['statements.withdraw']({ id })).rejects.toMatchObject({ code: 'statement-left' });
  });

  it('lets nobody but the origin say that, and nobody speak for another office', async () => {
    const [a, b] = [await named('Sở A'), await named('Sở B')];
    const practice = await writePractice(a);
    await send(a, [practice], b);
    await expect(
      b.handlers['statements.discontinue']({ practice, reason: 'Không phải của tôi' }),
    ).rejects.toMatchObject({ code: 'practice-not-ours' });
    await expect(a.handlers['statements.ask']({ practice, text: 'Tự hỏi' })).rejects.toMatchObject({
      code: 'bad-input',
    });
    // B writes in the name of A, with its own seal and without any.
    const own = await writePractice(b, { title: 'Của B' });
    const forged = await b.statements.make(
      'discontinued',
      { reason: 'Giả' },
      {
        subject: { practice, revision: null },
        by: 'X',
      },
    );
    const path = join(b.root, layout.statement(forged.id));
    const text = readFileSync(path, 'utf8').replaceAll(
      String(b.library.office?.officeId),
      String(a.library.office?.officeId),
    );
    writeFileSync(path, text);
    const c = await named('Sở C');
    await send(a, [practice], c);
    const reopened = await openOffice(b.root);
    expect((await reopened.handlers['statements.about']({ practice })).discontinued).toMatchObject([
      { reason: 'Giả', certain: false },
    ]);
    await send(reopened, [own, practice], c, a);
    expect(await c.handlers['statements.marks']({})).toMatchObject({ discontinued: [] });
    // What says that it is A's own, and is not, is not kept there.
    expect((await a.handlers['statements.about']({ practice })).discontinued).toEqual([]);
  });

  it('waits for a practice that comes later', async () => {
    const [a, b] = [await named('Sở A'), await named('Sở B')];
    const [practice, other] = [await writePractice(a), await writePractice(a, { title: 'Khác' })];
    const first = await exportPractices(a, [practice], { number: 1 });
    await a.handlers['statements.discontinue']({ practice, reason: 'Đã cũ' });
    await send(a, [other], b);
    expect(await b.handlers['statements.marks']({})).toMatchObject({ discontinued: [] });
    await takeInReviewed(b, await receiveFile(b, first));
    expect(await b.handlers['statements.marks']({})).toMatchObject({ discontinued: [practice] });
  });

  it('keeps what is only for named offices to itself', async () => {
    const [a, b] = [await named('Sở A'), await named('Sở B')];
    const open = await writePractice(a);
    const secret = await writePractice(a, { fields: { sharing: { scope: 'internal' } } });
    await a.handlers['statements.discontinue']({ practice: secret, reason: 'Riêng' });
    await send(a, [open], b);
    expect(await typesFrom(a, b)).toEqual(['office']);
  });
});

describe('statements of an arrival', () => {
  it('come once, go with an undo, and stay as long as another arrival brought them', async () => {
    const { a, bundle } = await discontinuedBundle();
    const office = await named('Sở B');
    const first = await takeInReviewed(office, await receiveFile(office, bundle), []);
    const there = await idsOf(office);
    expect(await typesFrom(a, office)).toEqual(['discontinued', 'office']);
    const second = await takeInReviewed(office, await receiveFile(office, bundle), []);
    expect(await idsOf(office)).toEqual(there);
    await office.ended(await office.handlers['exchange.undo']({ arrivalId: first }));
    expect(await idsOf(office)).toEqual(there);
    await office.ended(await office.handlers['exchange.undo']({ arrivalId: second }));
    expect(await typesFrom(a, office)).toEqual([]);
    expect(readdirSync(join(office.root, layout.statements))).toHaveLength(2);
  });

  it('go along into the same bytes again', async () => {
    const { a, practice, bundle } = await discontinuedBundle();
    const before = readFileSync(bundle);
    expect(readFileSync(await exportPractices(a, [practice])).equals(before)).toBe(true);
    // Who makes the statement of who an office is, and when, makes no difference.
    const all = (await a.statements.list()).map(({ statement }) => statement);
    const identity = all.find(({ type }) => type === 'office');
    expect(identity).toBeDefined();
    await a.statements.withdraw(identity?.id ?? '');
    expect(readFileSync(await exportPractices(a, [practice])).equals(before)).toBe(true);
  });

  it('stay where an answer of ours needs them', async () => {
    const [a, b] = [await named('Sở A'), await named('Sở B')];
    const practice = await writePractice(a);
    await send(a, [practice], b);
    await b.handlers['statements.ask']({ practice, text: 'Kinh phí?' });
    const own = await writePractice(b, { title: 'Của B' });
    const arrivalId = await takeInReviewed(a, await receiveFile(a, await exportPractices(b, [own])), []);
    const { questions } = await a.handlers['statements.about']({ practice });
    await a.handlers['statements.answer']({ question: questions[0]?.id ?? '', text: 'Phường.' });
    await a.ended(await a.handlers['exchange.undo']({ arrivalId }));
    const after = await a.handlers['statements.about']({ practice });
    expect(after.questions).toMatchObject([{ text: 'Kinh phí?', answers: [{ text: 'Phường.' }] }]);
  });
});
