import { describe, expect, it } from 'vitest';
import { createCore } from '#core/create-core';
import type { Core } from '#core/core';
import type { EditableFields } from '#shared/model/practice';
import { newOffice, writePractice } from '#tests/support/exchange';
import { testPlatform } from '#tests/support/test-platform';

async function opened(): Promise<{ core: Core; id: string }> {
  const office = await newOffice();
  const id = await writePractice(office, { approve: false });
  const core = await createCore(testPlatform());
  await core.invoke('library.open', { path: office.root });
  return { core, id };
}

async function save(
  core: Core,
  id: string,
  fields: Partial<EditableFields>,
  steps?: string,
): Promise<string> {
  const got = await core.invoke('practices.get', { id });
  const base = got.type === 'practice' ? got.practice.hash : '';
  const sections = steps === undefined ? {} : { steps };
  const saved = await core.invoke('practices.save', { id, base, fields, sections });
  return saved.practice.hash;
}

describe('revisions of a practice', () => {
  it('are listed newest first, with what changed in each', async () => {
    const { core, id } = await opened();
    expect((await core.invoke('revisions.list', { id })).revisions).toEqual([]);
    await core.invoke('practices.mint', { id });
    await save(core, id, { title: 'Bản hai', results: [{ indicator: 'Số tuyến', after: 21 }] }, 'Một\n\nHai');
    await core.invoke('practices.mint', { id });
    await save(core, id, { summary: 'Đang viết' });
    const list = await core.invoke('revisions.list', { id });
    expect(list.working.changed).toEqual({ fields: 1, sections: 0, attachments: 0 });
    expect(list.revisions).toMatchObject([
      { number: 2, title: 'Bản hai', by: null, changed: { fields: 2, sections: 1, attachments: 0 } },
      { number: 1, changed: null },
    ]);
    await core.close();
  });

  it('are compared field by field, results by their indicator, whole texts', async () => {
    const { core, id } = await opened();
    const long = 'Dòng rất dài. '.repeat(4_300);
    await save(
      core,
      id,
      {
        results: [
          { indicator: 'Số tuyến', after: 21 },
          { indicator: 'Số hộ', after: 5 },
        ],
      },
      long,
    );
    const { revision } = await core.invoke('practices.mint', { id });
    await save(
      core,
      id,
      {
        results: [
          { indicator: 'Số hộ', after: 5 },
          { indicator: 'Số tuyến', after: 25 },
        ],
      },
      `${long}Hết.`,
    );
    const { differences } = await core.invoke('revisions.compare', {
      id,
      before: revision,
      after: 'working',
      language: 'vi',
    });
    expect(differences.map(({ field }) => field)).toEqual(['results:Số tuyến', 'section:steps']);
    expect(differences[0]).toMatchObject({ here: 'Số tuyến: 21', there: 'Số tuyến: 25' });
    expect(differences[1]?.there?.endsWith('Hết.')).toBe(true);
    const view = await core.invoke('revisions.read', { id, version: revision });
    expect(view.sections.find(({ key }) => key === 'steps')?.body).toBe(long.trim());
    expect(view.stored).toEqual([]);
    await expect(core.invoke('revisions.read', { id, version: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'not-found',
    });
    await core.close();
  });

  it('are not restored over a submitted text', async () => {
    const { core, id } = await opened();
    const { revision } = await core.invoke('practices.mint', { id });
    const base = await save(core, id, { title: 'Bản hai' });
    await core.invoke('practices.step', { id, base, step: 'submit' });
    const { working } = await core.invoke('revisions.list', { id });
    await expect(
      core.invoke('revisions.restore', { id, base: working.hash, revision }),
    ).rejects.toMatchObject({
      code: 'practice-closed',
    });
    expect((await core.invoke('revisions.read', { id, version: 'working' })).frontMatter.title).toBe(
      'Bản hai',
    );
    await core.close();
  });
});
