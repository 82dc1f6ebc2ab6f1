import { join } from 'node:path';
import { applyChange } from '#core/bulk/apply-change';
import { planChange } from '#core/bulk/plan-change';
import { undoChange } from '#core/bulk/undo-change';
import { nodeFileSystem } from '#core/files/node-file-system';
import type { JobControl } from '#core/jobs/jobs';
import { createLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { BulkChange } from '#shared/model/bulk';
import type { Status } from '#shared/model/practice';
import { temporaryFolder } from '#tests/support/folders';
import { openedLibrary } from '#tests/support/opened-library';

export const officeId = '0193e4a0-0000-7000-8000-0000000000aa';
export const now = new Date('2026-01-05T02:00:00Z');
export const idOf = (number: number): string => `0193e4a0-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** Runs to its end; throws `cancelled` at the given look at the signal. */
export function control(cancelAt = Infinity): JobControl {
  let looks = 0;
  return {
    signal: new AbortController().signal,
    report: () => undefined,
    check() {
      looks += 1;
      if (looks >= cancelAt) throw Object.assign(new Error('cancelled'), { code: 'cancelled' });
    },
  };
}

/** A practice.md with a comment, a key of a later version and Windows line ends if wanted. */
export function textOf(id: string, title: string, more = '', newline = '\n', origin = officeId): string {
  const lines = [
    '---',
    'format: "1.0"',
    `id: ${id}`,
    `origin: ${origin}`,
    'language: vi',
    `title: ${JSON.stringify(title)} # ghi chú của người soạn`,
    'laterKey: {a: 1}',
    ...(more === '' ? [] : [more]),
    '---',
    '',
    '## Mục đích',
    '',
    'Cũ',
    '',
  ];
  return lines.join(newline);
}

/** A library of our office with these texts and statuses. */
export async function libraryOf(practices: readonly { text: string; status: Status }[]): Promise<string> {
  const root = join(temporaryFolder(), 'library');
  await createLibrary(nodeFileSystem, root, 'Kho', now);
  const library = await openedLibrary(root);
  await library.files.changeOffice(() => ({
    format: '1.0',
    officeId,
    names: [{ name: 'Sở Khoa học và Công nghệ', symbol: 'SKHCN' }],
    level: 'province',
    keys: [],
  }));
  for (const { text, status } of practices) {
    const id = /id: (\S+)/.exec(text)?.[1] ?? '';
    await library.store.create(id, text, { format: '1.0', status, log: [] });
  }
  return root;
}

/** Previews and makes a change to the given practices, as a screen does. */
export async function change(
  library: OpenedLibrary,
  ids: readonly string[],
  wanted: BulkChange,
  running: JobControl = control(),
): Promise<string> {
  const plans = await Promise.all(ids.map((id) => planChange(library, id, wanted)));
  const items = plans.flatMap(({ id, base, reason }) =>
    base !== null && reason === null ? [{ id, base }] : [],
  );
  return (await applyChange({ library, items, change: wanted, by: 'Lan', now, control: running })).id;
}

export async function undo(library: OpenedLibrary, undoId: string): Promise<string> {
  const later = new Date(now.getTime() + 60_000);
  return (await undoChange({ library, undoId, by: 'Lan', now: later, control: control() })).id;
}
