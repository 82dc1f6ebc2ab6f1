import { describe, expect, it } from 'vitest';
import { practiceSentence } from '#renderer/components/seal-sentence';
import { vi as vietnamese } from '#shared/messages/vi';
import type { SealVerdict } from '#shared/model/seal';

const verdict = (change: Partial<SealVerdict>): SealVerdict => ({
  standing: 'broken',
  office: { id: '0193e4a0-0000-7000-8000-0000000000aa', name: 'Sở A' },
  ...{ keyNumber: null, key: null, digits: null, voucher: null, sealedBy: null },
  changed: [],
  ...change,
});

describe('the line about a seal above a write-up', () => {
  it.each([
    [['Ảnh chụp'], 'Tài liệu kèm theo đã bị thay đổi trong kho này sau khi Sở A niêm phong: Ảnh chụp'],
    [['Ảnh', 'Bảng'], 'Tài liệu kèm theo đã bị thay đổi trong kho này sau khi Sở A niêm phong: Ảnh, Bảng'],
    [['practice.md', 'Ảnh'], 'Bài đã được sửa trong kho này sau khi Sở A niêm phong'],
    [[], 'Bài đã bị thay đổi sau khi niêm phong'],
  ])('says what was changed here: %j', (changed, sentence) => {
    expect(practiceSentence(vietnamese.verdicts, verdict({ changed }))).toBe(sentence);
  });
});
