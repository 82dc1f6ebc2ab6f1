import { expect, it } from 'vitest';
import { startOffice } from '#tests/support/office';

it('a practice is of the division of whoever begins it, and of none where that is not known', async () => {
  const { core } = await startOffice();
  const unitOf = async (title: string): Promise<string | undefined> => {
    const { summary } = await core.invoke('practices.create', { language: 'vi', title });
    return (await core.invoke('practices.list', {})).find(({ id }) => id === summary.id)?.unit;
  };
  expect(await unitOf('Một')).toBe('Phòng Chuyển đổi số');
  const id = '0193e4a0-0000-7000-8000-00000000000c';
  await core.invoke('people.save', { id, name: 'constructor', post: '', division: ' ', roles: [] });
  await core.invoke('people.setMe', { id });
  expect(await unitOf('Hai')).toBeUndefined();
});
