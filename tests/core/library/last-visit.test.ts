import { expect, it } from 'vitest';
import { startOffice } from '#tests/support/office';

it('knows when this person last left the library, and not that of another one', async () => {
  const { core, path } = await startOffice();
  expect(await core.invoke('library.state', {})).toMatchObject({ type: 'open', lastVisit: null });
  const before = Date.now();
  await core.invoke('library.close', {});
  const left = Date.now();
  const again = await core.invoke('library.open', { path });
  if (again.type !== 'open' || again.lastVisit === null) throw new Error(JSON.stringify(again));
  expect(again.lastVisit).toBeGreaterThanOrEqual(before);
  expect(again.lastVisit).toBeLessThanOrEqual(left);
  expect(await core.invoke('library.openSample', { language: 'vi' })).toMatchObject({ lastVisit: null });
});
