import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FileSystem } from '#core/files/file-system';
import { sha256 } from '#core/files/hash';
import { nodeFileSystem } from '#core/files/node-file-system';
import { layout } from '#core/library/layout';
import type { Compilation } from '#shared/model/compilation';
import { type ExchangeOffice, newOffice, openOffice, period, writePractice } from '#tests/support/exchange';

async function compile(
  { handlers }: ExchangeOffice,
  items: readonly string[],
  foreword: string,
): Promise<void> {
  const { hash } = await handlers['compilations.get']({ period });
  await handlers['compilations.save']({ period, base: hash, foreword, items: [...items] });
}

async function startExport(office: ExchangeOffice): Promise<string> {
  return office.ended(await office.handlers['compilations.export']({ period, number: 2 }));
}

async function exportsOf({ handlers }: ExchangeOffice): Promise<Compilation['exports']> {
  return (await handlers['compilations.get']({ period })).compilation.exports;
}

const bundles = ({ root }: ExchangeOffice): string => join(root, layout.bundles(period));

async function expectEveryNotedBundle(office: ExchangeOffice): Promise<void> {
  for (const { file, sha256: digest } of await exportsOf(office)) {
    expect(sha256(readFileSync(join(bundles(office), file))), file).toBe(digest);
  }
}

/** The disk, with some of its calls made otherwise. It is a class: what is not replaced must find its own `this`. */
function diskWith(replaced: Partial<FileSystem>): FileSystem {
  return new Proxy(nodeFileSystem, {
    get: (target, name: keyof FileSystem) => {
      const found: unknown = replaced[name] ?? Reflect.get(target, name);
      return typeof found === 'function' ? (found.bind(target) as unknown) : found;
    },
  });
}

/** A second program on the folder of an office, in which `meanwhile` happens before its first lock of a compilation. */
async function overtaken(
  { root }: ExchangeOffice,
  meanwhile: () => Promise<unknown>,
): Promise<ExchangeOffice> {
  let isDone = false;
  const create: FileSystem['create'] = async (path, data) => {
    if (!isDone && path.endsWith('compilation.json.lock')) {
      isDone = true;
      await meanwhile();
    }
    return nodeFileSystem.create(path, data);
  };
  const now = (): Date => new Date('2026-10-06T01:00:00.000Z');
  return openOffice(root, { fileSystem: diskWith({ create }), now });
}

describe('two exports of one number at once', () => {
  it('on two machines keep both bundles, and both are what is noted of them', async () => {
    const office = await newOffice();
    const id = await writePractice(office);
    await compile(office, [id], 'Một');
    const slow = await overtaken(office, async () => {
      await compile(office, [id], 'Hai');
      await startExport(office);
      await compile(office, [id], 'Ba');
    });
    await startExport(slow);
    expect(await exportsOf(office)).toHaveLength(2);
    expect(readdirSync(bundles(office))).toHaveLength(2);
    await expectEveryNotedBundle(office);
  });

  it('on two machines, of the same content, make the same bytes with one time of issue', async () => {
    const office = await newOffice();
    const id = await writePractice(office);
    await compile(office, [id], 'Một');
    const slow = await overtaken(office, () => startExport(office));
    await startExport(slow);
    expect(await exportsOf(office)).toHaveLength(1);
    expect(readdirSync(bundles(office))).toHaveLength(1);
    await expectEveryNotedBundle(office);
  });

  it('in one program come one after the other', async () => {
    let running = 0;
    const together: number[] = [];
    const write: FileSystem['write'] = async (path, data) => {
      running += 1;
      together.push(running);
      try {
        await nodeFileSystem.write(path, data);
      } finally {
        running -= 1;
      }
    };
    const { root } = await newOffice();
    const office = await openOffice(root, { fileSystem: diskWith({ write }) });
    const id = await writePractice(office, { attachments: { 'a.bin': Buffer.alloc(2_000_000, 'số liệu ') } });
    await compile(office, [id], 'Một');
    together.length = 0;
    const first = await office.handlers['compilations.export']({ period, number: 2 });
    const second = await office.handlers['compilations.export']({ period, number: 2 });
    expect(await office.ended(second)).toBe(await office.ended(first));
    expect(Math.max(...together)).toBe(1);
    expect(await exportsOf(office)).toHaveLength(1);
    expect(readdirSync(bundles(office))).toHaveLength(1);
    await expectEveryNotedBundle(office);
  });
});
