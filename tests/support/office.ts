import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Core } from '#core/core';
import { createCore } from '#core/create-core';
import type { Input, Output } from '#shared/contract/contract';
import type { Practice } from '#shared/contract/practices';
import { completeFields, completeSections } from '#tests/support/complete-practice';
import { temporaryFolder } from '#tests/support/folders';
import { testPlatform } from '#tests/support/test-platform';

/** An office at work: its own machine, a library with office and person set up. */
export interface TestOffice {
  readonly core: Core;
  readonly path: string;
}

/** Starts a core; closed when the test ends. */
export async function startCore(options: Parameters<typeof testPlatform>[0] = {}): Promise<Core> {
  const core = await createCore(testPlatform(options));
  onTestFinished(() => core.close());
  return core;
}

export async function startOffice(
  name = 'Sở Khoa học và Công nghệ Hải Phòng',
  province = '31@2025-07-01',
  options: Parameters<typeof testPlatform>[0] = {},
): Promise<TestOffice> {
  const core = await startCore(options);
  const path = join(temporaryFolder(), 'kho');
  await core.invoke('library.create', { path, name: `Kho ${name}` });
  await core.invoke('office.save', { name, symbol: 'SKHCN', level: 'province', province });
  const person = {
    id: '0193e4a0-0000-7000-8000-00000000000b',
    name: 'Trần Thị Lan',
    post: 'Chuyên viên',
    division: 'Phòng Chuyển đổi số',
    roles: [],
  };
  await core.invoke('people.save', person);
  await core.invoke('people.setMe', { id: person.id });
  return { core, path };
}

/** Takes a step with the text as it is now. */
export async function takeStep(
  core: Core,
  id: string,
  step: Input<'practices.step'>['step'],
  reason?: string,
): Promise<Output<'practices.step'>> {
  const got = await core.invoke('practices.get', { id });
  if (got.type !== 'practice') throw new Error(got.type);
  const base = got.practice.hash;
  return core.invoke('practices.step', { id, base, step, ...(reason === undefined ? {} : { reason }) });
}

/** Writes a complete practice and takes it to approval. */
export async function writeApproved(core: Core, title: string): Promise<Practice> {
  const created = await core.invoke('practices.create', { language: 'vi', title });
  const { id } = created.summary;
  await core.invoke('practices.save', {
    id,
    base: created.hash,
    fields: completeFields,
    sections: completeSections,
  });
  await takeStep(core, id, 'submit');
  const outcome = await takeStep(core, id, 'approve');
  if (outcome.type !== 'saved') throw new Error(JSON.stringify(outcome));
  return outcome.practice;
}
