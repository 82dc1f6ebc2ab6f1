import { cleanup, render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import type { Handlers, Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { SynonymLine } from '#shared/model/synonym';
import { FakeBackend, openLibrary } from '#tests/support/fake-backend';
import SynonymsPart from '../../../renderer/views/settings/SynonymsPart.svelte';

afterEach(cleanup);

type List = Output<'synonyms.list'>;

const line = (id: string, terms: string[], more: Partial<SynonymLine> = {}): SynonymLine => ({
  id,
  terms,
  capitals: false,
  off: false,
  from: 'shipped',
  ...more,
});
const lines = [
  line('cds', ['CĐS', 'chuyển đổi số']),
  line('ngam-hoa', ['ngầm hóa', 'hạ ngầm']),
  ...Array.from({ length: 20 }, (_, at) =>
    line(`x${String(at)}`, [`X${String(at)}`, `từ thứ ${String(at)}`]),
  ),
];

function show(list: List, answers: Partial<Handlers> = {}, library = openLibrary): FakeBackend {
  const backend = new FakeBackend({ answers: { 'synonyms.list': () => Promise.resolve(list), ...answers } });
  const app = new Application(backend);
  app.setLibrary(library);
  render(SynonymsPart, { context: applicationContext(app) });
  return backend;
}

const terms = (): HTMLElement => screen.getByLabelText(/Các cách viết cùng nghĩa/);

describe('the page of abbreviations and synonyms', () => {
  it('shows the first lines, all when asked, and finds without accents', async () => {
    const person = userEvent.setup();
    show({ lines, trouble: null });
    expect(await screen.findAllByRole('listitem')).toHaveLength(8);
    await person.click(screen.getByRole('button', { name: 'Xem cả 22 dòng' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(22);
    await person.type(screen.getByLabelText('Tìm trong danh sách'), 'ha ngam');
    expect(screen.getAllByRole('listitem')).toHaveLength(1);
    expect(screen.getByText('ngầm hóa')).toBeTruthy();
    await person.type(screen.getByLabelText('Tìm trong danh sách'), ' zz');
    expect(screen.getByText('Không có dòng nào khớp')).toBeTruthy();
  });

  it('adds a line, and says what is wrong with one before anything is asked', async () => {
    const person = userEvent.setup();
    const own = line('0193e4a0-0000-7000-8000-000000000001', ['KTĐ', 'kinh tế đêm'], { from: 'own' });
    const backend = show(
      { lines, trouble: null },
      { 'synonyms.save': () => Promise.resolve({ lines: [...lines, own], trouble: null }) },
    );
    await person.click(await screen.findByRole('button', { name: 'Thêm dòng' }));
    expect(document.activeElement).toBe(terms());
    await person.type(terms(), 'cđs\nChuyển đổi số');
    await person.click(screen.getByRole('button', { name: 'Lưu' }));
    expect(screen.getByText('Danh sách đã có dòng này: CĐS = chuyển đổi số')).toBeTruthy();
    expect(backend.calls.some(({ operation }) => operation === 'synonyms.save')).toBe(false);
    await person.clear(terms());
    await person.type(terms(), 'KTĐ\n kinh tế đêm \n');
    await person.click(screen.getByRole('button', { name: 'Lưu' }));
    const asked = backend.calls.find(({ operation }) => operation === 'synonyms.save');
    expect(asked?.input).toEqual({ id: null, terms: ['KTĐ', 'kinh tế đêm'], capitals: false });
    expect(screen.queryByRole('button', { name: 'Lưu' })).toBeNull();
    const [first] = screen.getAllByRole('listitem');
    expect(within(first as HTMLElement).getByText('Đơn vị thêm')).toBeTruthy();
  });

  it('switches a line off, and puts one back as it came, which can be undone', async () => {
    const person = userEvent.setup();
    const changed = line('cds', ['CĐS', 'số hóa'], {
      from: 'changed',
      shipped: { terms: ['CĐS', 'chuyển đổi số'], capitals: false },
    });
    const backend = show(
      { lines: [changed], trouble: null },
      {
        'synonyms.switch': ({ off }) => Promise.resolve({ lines: [{ ...changed, off }], trouble: null }),
        'synonyms.remove': () => Promise.resolve({ lines: lines.slice(0, 1), trouble: null }),
        'synonyms.save': () => Promise.resolve({ lines: [changed], trouble: null }),
      },
    );
    await person.click(await screen.findByRole('button', { name: 'Tắt CĐS = số hóa' }));
    expect(screen.getByText(/Đang tắt · Đơn vị đã sửa · Ban đầu: CĐS = chuyển đổi số/)).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Đưa CĐS = số hóa về như ban đầu' }));
    expect(screen.getByText('Đã đưa về như ban đầu: CĐS = số hóa')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: 'Hoàn tác' }));
    expect(
      backend.calls.map(({ operation }) => operation).filter((name) => name.startsWith('synonyms.')),
    ).toEqual(['synonyms.list', 'synonyms.switch', 'synonyms.remove', 'synonyms.save', 'synonyms.switch']);
  });

  it('says when the office’s part cannot be used, and lets nothing be changed then', async () => {
    show({ lines, trouble: { type: 'damaged', detail: 'Unexpected end' } });
    expect(await screen.findByText('Không đọc được phần danh sách của đơn vị')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Thêm dòng' })).toBeNull();
    expect(screen.queryByRole('button', { name: /^Sửa/ })).toBeNull();
  });

  it('only shows the list of a library that cannot be written', async () => {
    show({ lines, trouble: null }, {}, { ...openLibrary, readOnly: true });
    expect(await screen.findAllByRole('listitem')).toHaveLength(8);
    expect(screen.queryByRole('button', { name: 'Thêm dòng' })).toBeNull();
  });

  it('keeps the form and what was typed when saving fails', async () => {
    const person = userEvent.setup();
    show(
      { lines, trouble: null },
      { 'synonyms.save': () => Promise.reject(new Failure('disk-full', { where: 'synonyms.json' })) },
    );
    await person.click(await screen.findByRole('button', { name: 'Thêm dòng' }));
    await person.type(terms(), 'KTĐ\nkinh tế đêm');
    await person.click(screen.getByRole('button', { name: 'Lưu' }));
    expect(terms()).toHaveProperty('value', 'KTĐ\nkinh tế đêm');
    expect(screen.getAllByRole('alert').length).toBeGreaterThan(0);
  });
});
