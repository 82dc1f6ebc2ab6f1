import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeFileSystem } from '#core/files/node-file-system';
import { Templates } from '#core/practices/templates';
import { templatesOperations } from '#shared/contract/templates';
import { checkCompleteness } from '#shared/model/completeness';
import { sectionKeys } from '#shared/model/section';
import { temporaryFolder } from '#tests/support/folders';
import { startOffice } from '#tests/support/office';
import { testPlatform } from '#tests/support/test-platform';

describe('beginning a practice', () => {
  it.each(['vi', 'en'] as const)(
    'from a template, whose questions stand beside the text: %s',
    async (language) => {
      const { core } = await startOffice();
      const templates = await core.invoke('templates.list', { language });
      expect(templates).toHaveLength(3);
      const reference = await core.invoke('reference.get', {});
      for (const { key } of templates) {
        const made = await core.invoke('templates.start', { language, key });
        expect(made.summary).toMatchObject({ ours: true, status: 'draft', title: '' });
        expect(made.sections).toEqual([]);
        expect(Object.keys(made.hints)).toEqual(
          sectionKeys.filter((section) => section !== 'sustainability'),
        );
        expect(Object.values(made.hints).join()).not.toMatch(/^>|Gợi ý|Guide/m);
        const known = reference.fields.map((field) => field.key);
        expect(known).toEqual(expect.arrayContaining(made.frontMatter.fields ?? ['none']));
        const { missing } = checkCompleteness(made.frontMatter, made.sections);
        expect(missing.filter(({ key: one }) => one.startsWith('section:'))).toHaveLength(9);
      }
    },
  );

  it('takes no key that is a path', async () => {
    const templates = new Templates(nodeFileSystem, testPlatform().resourcesFolder);
    for (const key of ['..', '../vi/ha-tang-so', 'constructor', 'a\u0000', '', 'HA-TANG-SO']) {
      await expect(templates.read('vi', key)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(
      templatesOperations['templates.start'].input.safeParse({ language: 'vi', key: '..' }).success,
    ).toBe(false);
  });

  it('from one of our own, attachments included, with an identity and revisions of its own', async () => {
    const { core, path } = await startOffice();
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'Bài cũ' });
    const file = join(temporaryFolder(), 'mau.txt');
    writeFileSync(file, 'mẫu');
    const given = { type: 'path' as const, path: file, name: 'mau.txt' };
    await core.invoke('practices.attach', { id: summary.id, file: given });
    await core.invoke('practices.mint', { id: summary.id });
    const before = readFileSync(join(path, 'practices', summary.id, 'practice.md'), 'utf8');
    const copy = await core.invoke('templates.copy', { id: summary.id, title: 'Bài chép' });
    expect(copy.summary).toMatchObject({ title: 'Bài chép', status: 'draft', ours: true, revision: null });
    expect(copy.frontMatter).not.toHaveProperty('revision');
    expect(copy.brokenAttachments).toEqual([]);
    expect(readFileSync(join(path, 'practices', copy.summary.id, 'attachments', 'mau.txt'), 'utf8')).toBe(
      'mẫu',
    );
    expect(readFileSync(join(path, 'practices', summary.id, 'practice.md'), 'utf8')).toBe(before);
    rmSync(join(path, 'practices', summary.id, 'attachments', 'mau.txt'));
    await expect(core.invoke('templates.copy', { id: summary.id, title: '' })).rejects.toMatchObject({
      code: 'attachment-missing',
    });
    expect(await core.invoke('practices.list', {})).toHaveLength(2);
  });

  it('shows what is based on what, on both sides', async () => {
    const { core } = await startOffice();
    const source = await core.invoke('practices.create', { language: 'vi', title: 'Gốc' });
    const made = await core.invoke('practices.create', {
      language: 'vi',
      title: 'Theo gốc',
      basedOn: source.summary.id,
    });
    expect(await core.invoke('practices.relations', { id: made.summary.id })).toMatchObject({
      source: { id: source.summary.id, title: 'Gốc' },
      adaptations: [],
    });
    expect(await core.invoke('practices.relations', { id: source.summary.id })).toMatchObject({
      source: null,
      adaptations: [{ id: made.summary.id, title: 'Theo gốc' }],
    });
  });
});
