import { describe, expect, it } from 'vitest';
import { RestoreDesk } from '#renderer/views/settings/restore-desk.svelte';
import { FakeBackend } from '#tests/support/fake-backend';

const backup = (name: string, madeAt: number) => ({
  path: `/o/${name}`,
  name,
  bytes: 9,
  changedAt: madeAt,
  madeAt,
});
const library = { path: '/kho', name: 'Kho Hải Phòng' };
const found = [
  backup('SaoLuu_KhoKhac_2026-11-23_0800.zip', 3),
  backup('SaoLuu_KhoHaiPhong_2026-11-22_0800.zip', 2),
  backup('SaoLuu_KhoHaiPhong_2026-11-21_0800.zip', 1),
];

function deskOver(list = found): RestoreDesk {
  return new RestoreDesk(
    new FakeBackend({
      answers: {
        'backup.list': () => Promise.resolve(list),
        'backup.target': ({ file, beside }) =>
          Promise.resolve({ folder: `${beside ?? '/o'}_${/\d{4}-\d\d-\d\d/.exec(file)?.[0] ?? ''}` }),
      },
    }),
  );
}

describe('getting a library back', () => {
  it('begins with the newest backup of this library and a folder of its day', async () => {
    const desk = deskOver();
    await desk.begin('/o', library);
    expect(desk.file).toBe(found[1]?.path);
    expect(desk.target).toBe('/kho_2026-11-22');
    await desk.choose(found[2]?.path ?? '', '/kho');
    expect(desk.target).toBe('/kho_2026-11-21');
    await desk.begin('/o', library);
    expect(desk.file, 'what was chosen stays').toBe(found[2]?.path);
  });

  it('takes the newest of others where no library is open', async () => {
    const desk = deskOver();
    await desk.begin('/o', null);
    expect(desk.file).toBe(found[0]?.path);
    expect(desk.target).toBe('/o_2026-11-23');
  });

  it('leaves a folder that was typed alone, and proposes nothing without a backup', async () => {
    const desk = deskOver();
    await desk.begin('/o', library);
    desk.setTarget('/cua-toi');
    await desk.choose(found[0]?.path ?? '', '/kho');
    expect(desk.target).toBe('/cua-toi');
    const empty = deskOver([]);
    await empty.begin('/o', library);
    expect([empty.file, empty.target]).toEqual(['', '']);
  });
});
