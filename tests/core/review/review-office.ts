import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Core } from '#core/core';
import type { Input, Output } from '#shared/contract/contract';
import type { Practice } from '#shared/contract/practices';
import type { ReviewResult } from '#shared/contract/review';
import type { Role } from '#shared/model/office';
import { completeFields, completeSections } from '#tests/support/complete-practice';
import { endedJob } from '#tests/support/ended-job';
import { startCore, startOffice, takeStep, type TestOffice } from '#tests/support/office';

export const period = '2026-Q3';

const people: Record<string, { id: string; roles: Role[] }> = {
  'Phạm Văn Phòng': { id: '0193e4a0-0000-7000-8000-0000000000c1', roles: ['division-head'] },
  'Lê Thị Giám Đốc': { id: '0193e4a0-0000-7000-8000-0000000000c2', roles: ['department-head'] },
};

/** An office with a number of levels of review. */
export async function reviewOffice(levels: 1 | 2 = 2): Promise<TestOffice> {
  const office = await startOffice();
  writeFileSync(join(office.path, 'quarter.json'), JSON.stringify({ format: '1.0', levels }));
  return office;
}

/** Another program on the same library with somebody else at it. */
export async function colleague(
  { path }: TestOffice,
  name: keyof typeof people,
  options: Parameters<typeof startCore>[0] = {},
): Promise<Core> {
  const core = await startCore(options);
  await core.invoke('library.open', { path });
  await sitDown(core, name);
  return core;
}

/** From now on this person is at the keyboard. */
export async function sitDown(core: Core, name: keyof typeof people): Promise<void> {
  const person = people[name];
  if (!person) throw new Error(name);
  await core.invoke('people.save', { ...person, name, post: '', division: '' });
  await core.invoke('people.setMe', { id: person.id });
}

/** A practice that was submitted: complete unless it is said otherwise. */
export async function submitted(core: Core, title: string, complete = true): Promise<string> {
  const created = await core.invoke('practices.create', { language: 'vi', title });
  const { id } = created.summary;
  const fields = complete ? completeFields : { period };
  const sections = complete ? completeSections : {};
  await core.invoke('practices.save', { id, base: created.hash, fields, sections });
  await takeStep(core, id, 'submit');
  return id;
}

export async function read(core: Core, id: string): Promise<Practice> {
  const got = await core.invoke('practices.get', { id });
  if (got.type !== 'practice') throw new Error(got.type);
  return got.practice;
}

type Wanted = Omit<Input<'review.apply'>['items'][number], 'base'> & { base?: string };

/** Decides as a page does: about the texts as they are now, unless an item says which it saw. */
export async function decide(
  core: Core,
  items: readonly Wanted[],
  opinion?: Input<'review.apply'>['opinion'],
): Promise<ReviewResult> {
  const named = await Promise.all(
    items.map(async (item) => ({ ...item, base: item.base ?? (await read(core, item.id)).hash })),
  );
  const { jobId } = await core.invoke('review.apply', { items: named, ...(opinion ? { opinion } : {}) });
  return result(core, jobId);
}

async function result(core: Core, jobId: string): Promise<ReviewResult> {
  const { subject, failure } = await endedJob(core, { jobId });
  if (subject === null) throw new Error(JSON.stringify(failure));
  return core.invoke('review.result', { id: subject });
}

export async function undo(core: Core, undoId: string): Promise<Output<'bulk.result'>> {
  const { jobId } = await core.invoke('bulk.undo', { undoId });
  await endedJob(core, { jobId });
  return core.invoke('bulk.result', { undoId });
}
