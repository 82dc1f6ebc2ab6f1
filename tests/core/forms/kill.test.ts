import { join } from 'node:path';
import { describe, it } from 'vitest';
import { sha256 } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import { readForms } from '#core/forms/form-records';
import { type ArrivedForm, placeForm } from '#core/forms/place-form';
import { undoForms } from '#core/forms/undo-forms';
import { layout } from '#core/library/layout';
import { createLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { listBin } from '#core/practices/bin';
import { hashFile } from '#core/files/hash';
import type { FormReading } from '#shared/model/form';
import { temporaryFolder } from '#tests/support/folders';
import { expectOldOrNew } from '#tests/support/kill-everywhere';
import { openedLibrary } from '#tests/support/opened-library';

const now = new Date('2026-11-20T02:00:00Z');
const taker = { by: 'Lan', now };
const take = '0193e4a0-0000-7000-8000-0000000000f1';
const second = '0193e4a0-0000-7000-8000-0000000000f2';

function form(title: string, more: Partial<FormReading> = {}, of = take): ArrivedForm {
  const bytes = Buffer.from(`${title} ${of} ${JSON.stringify(more)}`);
  return {
    ...{ take: of, name: 'Phiếu.docx', bytes, sha256: sha256(bytes), period: '2026-Q3' },
    reading: {
      ...{ language: 'vi', unit: 'Xã Tân Phú', nil: false, fields: { title }, sections: { steps: 'Một' } },
      ...{ unplaced: [{ where: { of: 'outside' }, text: 'lời' }], doubts: [], pictures: 0 },
      ...more,
    },
  };
}
const nil = form('', { nil: true, fields: {}, sections: {} });
const again = form('Ngầm hóa', { sections: { steps: 'Hai' } }, second);

async function libraryWith(...forms: readonly ArrivedForm[]): Promise<string> {
  const root = join(temporaryFolder(), 'library');
  await createLibrary(nodeFileSystem, root, 'Kho', now);
  const library = await openedLibrary(root);
  await library.files.changeOffice(() => ({
    ...{ format: '1.0', officeId: '0193e4a0-0000-7000-8000-0000000000aa', level: 'province', keys: [] },
    names: [{ name: 'Sở Khoa học và Công nghệ', symbol: 'SKHCN' }],
  }));
  const opened = await openedLibrary(root);
  for (const one of forms) await placeForm(opened, one, taker, 'keep');
  return root;
}

/** What a person would miss; ids are drawn anew in every run, so that things stand under what they say. */
async function stateOf(root: string): Promise<unknown> {
  const library = await openedLibrary(root);
  const practices = [];
  for (const id of await library.store.ids()) {
    const { document } = await library.store.read(id);
    const { title, attachments = [] } = document.frontMatter;
    const files = [];
    for (const { file, sha256: expected } of attachments) {
      const found = await hashFile(nodeFileSystem, library.store.at(layout.attachment(id, file)));
      files.push([file, found.sha256 === expected]);
    }
    const work = await library.store.work(id);
    practices.push([
      title,
      files,
      work?.status,
      document.sections.map(({ heading, body }) => [heading, body]),
    ]);
  }
  const records = (await readForms(library)).map(({ title, answer, undone }) => [
    title,
    answer,
    undone !== undefined,
  ]);
  const binned = (await listBin(library)).map(({ title }) => title);
  return { practices, records, binned };
}

const cases: Record<string, { before: ArrivedForm[]; run: (library: OpenedLibrary) => Promise<unknown> }> = {
  'a draft': { before: [], run: (library) => placeForm(library, form('Ngầm hóa'), taker) },
  'a nil answer': { before: [], run: (library) => placeForm(library, nil, taker) },
  'a draft in the place of another': {
    before: [form('Ngầm hóa')],
    run: (library) => placeForm(library, again, taker, 'replace'),
  },
  'a draft beside another': {
    before: [form('Ngầm hóa')],
    run: (library) => placeForm(library, again, taker, 'keep'),
  },
  'a draft in the place of a nil answer': {
    before: [nil],
    run: (library) => placeForm(library, again, taker, 'replace'),
  },
  'undo of a draft in the place of a nil answer': {
    before: [nil, again],
    run: (library) => undoForms(library, second, taker),
  },
  undo: {
    before: [form('Ngầm hóa'), form('Khác hẳn'), nil],
    run: (library) => undoForms(library, take, taker),
  },
};

describe('a process killed at any file-system step of taking a form', () => {
  it.each(Object.entries(cases))('leaves all of it or nothing: %s', async (_, { before, run }) => {
    await expectOldOrNew({
      original: await libraryWith(...before),
      run: async (root, fileSystem) => run(await openedLibrary(root, fileSystem)),
      stateOf,
    });
  });
});
