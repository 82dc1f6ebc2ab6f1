import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import type { FrontMatter } from '#shared/model/practice';
import { FakeBackend, fakePractice, openLibrary } from '#tests/support/fake-backend';
import ReaderActions from '../../../renderer/views/reader/ReaderActions.svelte';

const id = '0192f0c1-0000-7000-8000-000000000001';
const token = 'a'.repeat(32);
const frontMatter: Partial<FrontMatter> & { id: string } = { id, title: 'Trợ lý ảo' };
let asked: unknown[];
let saved: string[];

async function show(summary: object): Promise<void> {
  asked = [];
  saved = [];
  const backend = new FakeBackend({
    library: openLibrary,
    answers: {
      'forms.make': (input) => {
        asked.push(input);
        return Promise.resolve({ token, file: 'PhieuDangKyCachLamHay_Tro-ly-ao.docx', bytes: 9 });
      },
    },
  });
  const app = new Application(backend);
  await app.start();
  const practice = fakePractice(frontMatter, [], summary);
  render(ReaderActions, {
    props: { practice, said: { about: null } as never },
    context: applicationContext(app),
  });
}

beforeEach(() => {
  // jsdom follows no links.
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(`${this.download} ${this.getAttribute('href') ?? ''}`);
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe('a practice as a form to correct', () => {
  it('is made and saved where practices are saved as Word files', async () => {
    await show({ ours: true, sample: false });
    await userEvent.click(screen.getByRole('button', { name: 'Xuất ra phiếu Word để sửa' }));
    expect(asked).toEqual([{ of: 'practice', id }]);
    expect(saved).toHaveLength(1);
    expect(saved[0]).toContain('PhieuDangKyCachLamHay_Tro-ly-ao.docx');
    expect(saved[0]).toContain(token);
    expect(screen.getByText(/^Đã tạo tệp PhieuDangKyCachLamHay/)).toBeDefined();
  });

  it('is not offered for the practices of others', async () => {
    await show({ ours: false, sample: false });
    expect(screen.getByRole('button', { name: 'Lưu thành tệp Word' })).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Xuất ra phiếu Word để sửa' })).toBeNull();
  });
});
