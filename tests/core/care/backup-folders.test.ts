import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { proposeTarget } from '#core/care/restore-target';
import { nodeFileSystem } from '#core/files/node-file-system';
import { temporaryFolder } from '#tests/support/folders';
import { startOffice } from '#tests/support/office';

describe('a folder inside the library', () => {
  it('is refused as the place of backups at once, and the plan stays what it was', async () => {
    const { core, path } = await startOffice();
    const folder = temporaryFolder();
    await core.invoke('backup.plan', { folder, every: 'weekly', keep: 7 });
    const inside = [path, join(path, 'bin'), join(path, 'x', '..', 'sao-luu'), path.toUpperCase()];
    for (const wrong of inside) {
      const plan = core.invoke('backup.plan', { folder: wrong, every: 'daily', keep: 1 });
      await expect(plan, wrong).rejects.toMatchObject({ code: 'backup-inside-library' });
      const backup = core.invoke('backup.create', { folder: wrong });
      await expect(backup, wrong).rejects.toMatchObject({ code: 'backup-inside-library' });
    }
    const state = await core.invoke('backup.state', {});
    expect(state).toMatchObject({ folder, every: 'weekly', keep: 7, failed: null });
    const beside = `${path}-sao-luu`;
    await core.invoke('backup.plan', { folder: beside, every: 'daily', keep: 1 });
    expect(await core.invoke('backup.state', {})).toMatchObject({ folder: beside });
  });
});

describe('the folder that is proposed for a restored library', () => {
  const backup = 'SaoLuu_KhoHaiPhong_2026-11-20_1200.zip';

  it('lies beside the library, bears the backup’s day and is not there yet', async () => {
    const home = temporaryFolder();
    const library = join(home, 'Kho Hải Phòng');
    const propose = (file = join('/o', backup), beside: string | null = library): Promise<string> =>
      proposeTarget(nodeFileSystem, file, beside);
    expect(await propose()).toBe(join(home, 'Kho Hải Phòng_2026-11-20'));
    mkdirSync(join(home, 'Kho Hải Phòng_2026-11-20'));
    expect(await propose()).toBe(join(home, 'Kho Hải Phòng_2026-11-20_2'));
    expect(await propose(undefined, join(home, 'Kho Hải Phòng_2026-11-20_2')), 'of a restored one').toBe(
      join(home, 'Kho Hải Phòng_2026-11-20_2'),
    );
    expect(await propose('/o/ban-cu.zip')).toBe(library);
    mkdirSync(library);
    expect(await propose('/o/ban-cu.zip')).toBe(`${library}_2`);
  });

  it('lies beside the backup where no library is open', async () => {
    const drive = temporaryFolder();
    expect(await proposeTarget(nodeFileSystem, join(drive, backup), null)).toBe(
      join(drive, 'KhoHaiPhong_2026-11-20'),
    );
    expect(await proposeTarget(nodeFileSystem, join(drive, 'x.zip'), null)).toBe(join(drive, 'LanToa'));
    expect(await proposeTarget(nodeFileSystem, join(drive, backup), '/')).toBe('/KhoHaiPhong_2026-11-20');
  });
});
