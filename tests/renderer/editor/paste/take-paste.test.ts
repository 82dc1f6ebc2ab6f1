import { describe, expect, it } from 'vitest';
import { legalRow } from '#renderer/views/editor/form-values';
import { offerLegalRow } from '#renderer/views/editor/legal-offer';
import { attachPastedPictures } from '#renderer/views/editor/paste/attach-pictures';
import { cleanPastedHtml } from '#renderer/views/editor/paste/clean-pasted';
import { insertMarkdown } from '#renderer/views/editor/paste/insert-text';
import { takePaste } from '#renderer/views/editor/paste/take-paste';
import type { AttachedPicture } from '#renderer/views/editor/attachment-list.svelte';
import { PastedPictures } from '#renderer/views/editor/paste/pasted-pictures';
import { Failure } from '#shared/failure';
import type { Attachment } from '#shared/model/practice';

const picture = (type = 'image/png', bytes = 3): File => {
  const file = new File(['abc'], 'image.png', { type });
  Object.defineProperty(file, 'size', { value: bytes });
  return file;
};
const title = (number: string): string => `Ảnh ${number}`;
const entry = (file: string): Attachment => ({ file, title: '', mediaType: '', bytes: 3, sha256: '' });
const rest = {
  add: (files: readonly File[]): Promise<string[]> => Promise.resolve(files.map(({ name }) => name)),
  pasted: new PastedPictures({
    now: () => null,
    takeOff: () => Promise.resolve(true),
    putBack: () => Promise.resolve(true),
  }),
};
const list = {
  ...rest,
  attachPicture: (file: File): Promise<AttachedPicture> =>
    Promise.resolve({ type: 'attached', file: file.name, added: entry(file.name) }),
};
const broken = { ...rest, attachPicture: (): Promise<never> => Promise.reject(new Failure('disk-full')) };

describe('pictures of a paste', () => {
  it('get names that go on from those that are there, and titles', async () => {
    const found = await attachPastedPictures([picture(), picture('image/jpeg')], list, {
      taken: ['anh-2.png', 'bieu.xlsx'],
      title,
    });
    expect(found).toMatchObject({
      pictures: [
        { file: 'anh-3.png', title: 'Ảnh 3' },
        { file: 'anh-4.jpg', title: 'Ảnh 4' },
      ],
      failures: [],
      added: [{ file: 'anh-3.png' }, { file: 'anh-4.jpg' }],
    });
  });

  it('are told of when they cannot be attached, and stop none of the others', async () => {
    const files = [picture('image/svg+xml'), picture('image/png', 26_000_000), picture()];
    const { pictures, failures } = await attachPastedPictures(files, list, { taken: [], title });
    expect(pictures.map((found) => found?.file)).toEqual([undefined, undefined, 'anh-1.png']);
    expect(failures.map(({ reason }) => reason)).toEqual(['not-a-picture', 'too-large']);
  });

  it('leave the text when the host fails', async () => {
    const html = '<p>Trước</p><p><img src="file:///C:/a.png"></p><p>Sau</p>';
    const result = { ...cleanPastedHtml(html, { pictures: [picture()] }), files: [], named: false };
    const target = { taken: [], pictureTitle: title };
    const failed = await takePaste(result, { ...target, list: broken });
    expect(failed).toMatchObject({ markdown: 'Trước\n\nSau', failures: [{ reason: 'failed' }] });
    expect(failed.report.kept.pictures).toBe(0);
    const taken = await takePaste(result, { ...target, list });
    expect(taken.markdown).toBe('Trước\n\n![Ảnh 1](anh-1.png)\n\nSau');
  });
});

describe('Markdown in a text', () => {
  it('stands apart where it is blocks, and in the line where it is a phrase', () => {
    const place = { start: 3, end: 3 };
    expect(insertMarkdown('một hai', place, { markdown: '- a', inline: false })).toEqual({
      text: 'một\n\n- a\n\n hai',
      cursor: 8,
    });
    expect(insertMarkdown('một hai', place, { markdown: ' **a**', inline: true }).text).toBe('một **a** hai');
    expect(insertMarkdown('', { start: 0, end: 0 }, { markdown: '- a', inline: false }).text).toBe('- a');
  });
});

describe('the offer to fill a row of the legal basis', () => {
  const sentence = 'Kế hoạch số 1164/KH-UBND ngày 15/3/2025 của UBND tỉnh X về chuyển đổi số';
  const filled = {
    kind: 'Kế hoạch',
    number: '1164/KH-UBND',
    date: '15/3/2025',
    issuer: 'UBND tỉnh X',
    title: 'Chuyển đổi số',
  };

  it.each(['kind', 'number', 'title'])('takes a sentence typed as %s apart, once', (part) => {
    const row = { ...legalRow(), [part]: sentence };
    const offer = offerLegalRow(row);
    const after = { ...row, ...offer?.texts };
    expect({ ...after, extra: undefined }).toEqual({ ...filled, date: '15/03/2025', extra: undefined });
    expect(offerLegalRow(after)).toBeNull();
  });

  it('keeps what is written in other fields', () => {
    const row = { ...legalRow(), number: sentence, issuer: 'UBND tỉnh Y' };
    expect(offerLegalRow(row)?.texts).not.toHaveProperty('issuer');
  });

  it('offers nothing for a title that names another document', () => {
    expect(offerLegalRow({ ...legalRow(filled), title: 'Sửa đổi Quyết định số 06/QĐ-TTg' })).toBeNull();
  });
});
