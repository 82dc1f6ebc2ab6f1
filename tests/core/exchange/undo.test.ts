import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sha256 } from '#core/files/hash';
import { layout } from '#core/library/layout';
import {
  type ExchangeOffice,
  exportPractices,
  newOffice,
  receiveFile,
  revise,
  takeInReviewed,
  writePractice,
} from '#tests/support/exchange';
import { treeOf } from '#tests/support/folders';

/** The practice as it is worked with: without what the history keeps beside it. */
const workingCopy = ({ root }: ExchangeOffice, id: string): Record<string, string> =>
  treeOf(join(root, layout.practice(id)), /^history\/|^\.lock$/);

async function takeInFrom(from: ExchangeOffice, to: ExchangeOffice, id: string): Promise<string> {
  return takeInReviewed(to, await receiveFile(to, await exportPractices(from, [id])), [id]);
}

async function undo(office: ExchangeOffice, arrivalId: string): Promise<readonly string[] | undefined> {
  await office.ended(await office.handlers['exchange.undo']({ arrivalId }));
  const arrivals = await office.handlers['exchange.arrivals']({});
  return arrivals.find(({ id }) => id === arrivalId)?.kept;
}

/** A peer's practice with an attachment, as it came; and the peer's next revision of it, with another attachment. */
async function received(): Promise<{ a: ExchangeOffice; b: ExchangeOffice; id: string; text: string }> {
  const [a, b] = [await newOffice(), await newOffice()];
  const id = await writePractice(a, { attachments: { 'a.png': 'picture' } });
  await takeInFrom(a, b, id);
  return { a, b, id, text: join(b.root, layout.text(id)) };
}

describe('undoing an arrival of a practice that was here before', () => {
  it.each([
    [
      'lost',
      (path: string) => {
        rmSync(path);
      },
    ],
    [
      'unreadable',
      (path: string) => {
        writeFileSync(path, '<<<<<<< HEAD\n');
      },
    ],
  ])('whose record was %s leaves it here, with its text and attachments', async (_what, harm) => {
    const { a, b, id, text } = await received();
    harm(join(b.root, layout.record(id)));
    writeFileSync(text, readFileSync(text, 'utf8').replace('Dọn', 'Sửa tay'));
    const before = workingCopy(b, id);
    await revise(a, id, { title: 'Bản hai', attachments: [] });
    const arrival = await takeInFrom(a, b, id);
    expect(b.library.catalogue.get(id)?.title).toBe('Bản hai');
    expect(await undo(b, arrival)).toEqual([]);
    // A record that could not be read is not put back: it stays in the history.
    delete before['record.sha256'];
    delete before['record.sha256.minisig'];
    expect(workingCopy(b, id)).toEqual(before);
    expect(existsSync(join(b.root, layout.undone, arrival))).toBe(false);
    expect((await receiveFile(b, await exportPractices(a, [id]))).items).toMatchObject([
      { kind: 'diverged', choosable: true },
    ]);
  });

  it('brings back attachments that the arrival replaced in a practice without a record', async () => {
    const { a, b, id } = await received();
    rmSync(join(b.root, layout.record(id)));
    const before = workingCopy(b, id);
    const file = join(a.root, layout.attachment(id, 'a.png'));
    writeFileSync(file, 'other picture');
    const { document } = await a.library.store.read(id);
    const digest = sha256('other picture');
    const attachments = document.frontMatter.attachments?.map((one) => ({
      ...one,
      bytes: 13,
      sha256: digest,
    }));
    await revise(a, id, { attachments });
    const arrival = await takeInFrom(a, b, id);
    expect(readFileSync(join(b.root, layout.attachment(id, 'a.png')), 'utf8')).toBe('other picture');
    await undo(b, arrival);
    // A seal without its record says nothing.
    delete before['record.sha256.minisig'];
    expect(workingCopy(b, id)).toEqual(before);
  });

  it('brings back a text that somebody had changed by hand, on the revision that it had', async () => {
    const { a, b, id, text } = await received();
    writeFileSync(text, readFileSync(text, 'utf8').replace('Dọn', 'Sửa tay'));
    const before = workingCopy(b, id);
    await revise(a, id, { title: 'Bản hai' });
    const arrival = await takeInFrom(a, b, id);
    expect(workingCopy(b, id)).not.toEqual(before);
    expect(await undo(b, arrival)).toEqual([]);
    expect(workingCopy(b, id)).toEqual(before);
    expect(readFileSync(text, 'utf8')).toContain('Sửa tay');
  });

  it('brings back a text changed by hand that the same revision had set right', async () => {
    const { a, b, id, text } = await received();
    writeFileSync(text, readFileSync(text, 'utf8').replace('Dọn', 'Sửa tay'));
    const before = workingCopy(b, id);
    const arrival = await takeInFrom(a, b, id);
    expect(readFileSync(text, 'utf8')).not.toContain('Sửa tay');
    expect(await undo(b, arrival)).toEqual([]);
    expect(workingCopy(b, id)).toEqual(before);
  });

  it('keeps it as it is where the text to return to is gone', async () => {
    const { a, b, id, text } = await received();
    writeFileSync(text, readFileSync(text, 'utf8').replace('Dọn', 'Sửa tay'));
    await revise(a, id, { title: 'Bản hai' });
    const arrival = await takeInFrom(a, b, id);
    rmSync(join(b.root, layout.history(id), 'changed-here'), { recursive: true });
    const after = workingCopy(b, id);
    expect(await undo(b, arrival)).toEqual([id]);
    expect(workingCopy(b, id)).toEqual(after);
  });
});
