import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { bundleRules } from '#core/bundle/bundle-rules';
import type { Review } from '#shared/contract/exchange';
import { type Failure, toFailure } from '#shared/failure';
import { type FuzzCase, newCase } from '#tests/core/exchange/fuzz/fuzz-case';
import { expectJustReview, expectTrueLibrary } from '#tests/core/exchange/fuzz/fuzz-judge';
import { newWorld, type World } from '#tests/core/exchange/fuzz/fuzz-world';
import { type ExchangeOffice, openOffice } from '#tests/support/exchange';
import { copyOf, temporaryFolder, treeOf } from '#tests/support/folders';
import { openedParcel } from '#tests/support/parcel-surgery';
import { type Random, randomFrom } from '#tests/support/random';

const seed = Number(process.env['LANTOA_SEED'] ?? 20_261_122);
/** Cases that are tried, or else seconds; or one case of a seed once more. */
const cases = Number(process.env['LANTOA_FUZZ_CASES'] ?? '25');
const seconds = Number(process.env['LANTOA_FUZZ_SECONDS'] ?? '0');
const only = process.env['LANTOA_FUZZ_CASE'];
/** For one parcel, in milliseconds; a hundred times what one takes. */
const patience = 20_000;
/** More bytes than this from the 500th case to the last one are growth. */
const growth = 96_000_000;
/** Bytes that the whole process may hold after a long run. */
const mostHeld = 2_000_000_000;

const codes: ReadonlySet<string> = new Set([
  ...['bundle-refused', 'bundle-unreadable', 'bundle-version'],
  ...['passphrase-needed', 'passphrase-wrong', 'locked-for-others'],
]);

function expectPlainRefusal(failure: Failure): void {
  expect(codes.has(failure.code), `${failure.code} ${failure.message} ${failure.detail ?? ''}`).toBe(true);
  if (failure.code.startsWith('bundle-')) expect(Object.keys(bundleRules)).toContain(failure.rule);
  expect(failure.where ?? '').not.toMatch(/[\p{Cc}\p{Cf}]/u);
}

/** The receiver's library, made anew from its first state whenever something was taken in. */
class Receiver {
  readonly #world: World;
  readonly #original: string;
  readonly #root: string;
  readonly before: Readonly<Record<string, string>>;
  #office: ExchangeOffice | undefined;

  constructor(world: World) {
    this.#world = world;
    this.#original = world.root;
    this.#root = copyOf(world.root);
    this.before = treeOf(this.#root);
  }

  async office(): Promise<ExchangeOffice> {
    return (this.#office ??= await openOffice(this.#root));
  }

  expectUntouched(): void {
    expect(treeOf(this.#root)).toEqual(this.before);
  }

  renew(): void {
    this.#office = undefined;
    rmSync(this.#root, { recursive: true });
    cpSync(this.#original, this.#root, { recursive: true });
  }

  /** Tries a parcel; says what became of it. */
  async try(tried: FuzzCase, path: string, random: Random): Promise<string> {
    const office = await this.office();
    writeFileSync(path, tried.bytes);
    const { passphrase } = tried;
    const asked = { file: { type: 'path' as const, path, name: 'gói.zip' } };
    const review = await office
      .ended(
        await office.handlers['exchange.receive']({
          ...asked,
          ...(passphrase === undefined ? {} : { passphrase }),
        }),
      )
      .then((reviewId) => office.handlers['exchange.review']({ reviewId }))
      .catch((error: unknown) => toFailure(error));
    if (review instanceof Error) {
      expectPlainRefusal(review);
      this.expectUntouched();
      return review.rule ?? review.code;
    }
    return this.#judge(office, review, random);
  }

  async #judge(office: ExchangeOffice, review: Review, random: Random): Promise<string> {
    const { reviewId } = review;
    const held = readFileSync(join(office.root, 'exchange/quarantine', reviewId, 'bundle.zip'));
    const parcel = openedParcel(held);
    const lists = Object.entries(unzipSync(held)).find(([path]) => path.endsWith('/tagmanifest-sha256.txt'));
    expectJustReview(this.#world, parcel, Buffer.from(lists?.[1] ?? []), review);
    const inDoubt = review.items.find(({ hold, choosable }) => hold !== null && choosable);
    if (inDoubt) {
      const started = await office.handlers['exchange.takeIn']({ reviewId, choose: [inDoubt.id] });
      await expect(office.ended(started)).rejects.toMatchObject({
        code: 'seal-in-doubt',
        rule: inDoubt.hold,
      });
    }
    const choose = review.items.filter(({ chosen }) => chosen).map(({ id }) => id);
    if (random(2) === 0) {
      await office.handlers['exchange.putAside']({ reviewId });
      this.expectUntouched();
      return 'put aside';
    }
    await office.ended(await office.handlers['exchange.takeIn']({ reviewId, choose }));
    await expectTrueLibrary(this.#world, office);
    await office.ended(await office.handlers['exchange.undo']({ arrivalId: reviewId }));
    // Keys that were noted stay noted, and newer revisions stay in the history.
    const leave = /^exchange\/|^offices\.json$|\/history\//;
    const now = treeOf(office.root, leave);
    this.renew();
    expect(now).toEqual(treeOf(office.root, leave));
    return 'taken in';
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no end in time'));
    }, patience);
  });
  const start = Date.now();
  try {
    const result = await Promise.race([work, late]);
    expect(Date.now() - start).toBeLessThan(patience);
    return result;
  } finally {
    clearTimeout(timer);
  }
}

/** Bytes in use once everything that is not needed has been cleared away. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

it('parcels damaged at any layer are refused or judged as they deserve, without harm to the library', async () => {
  const receiver = await newWorld().then((world) => ({ world, library: new Receiver(world) }));
  const path = join(temporaryFolder(), 'gói.zip');
  const outcomes = new Map<string, number>();
  const end = Date.now() + seconds * 1_000;
  const isOver = (n: number): boolean => (seconds > 0 ? Date.now() >= end : n >= cases);
  let [early, number] = [0, Number(only ?? '0')];
  for (; !isOver(number) || only === String(number); number += 1) {
    const random = randomFrom(Math.imul(number + 1, 0x9e37_79b1) ^ seed);
    const tried = await newCase(receiver.world, random);
    const outcome = await inTime(receiver.library.try(tried, path, random)).catch((error: unknown) => {
      const kept = join(tmpdir(), `lantoa-fuzz-${String(seed)}-${String(number)}.zip`);
      writeFileSync(kept, tried.bytes);
      const again = `LANTOA_SEED=${String(seed)} LANTOA_FUZZ_CASE=${String(number)}`;
      throw new Error(`${again}, kept as ${kept}: ${String(error)}`, { cause: error });
    });
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (number === 500) early = bytesInUse();
    if (only !== undefined) break;
  }
  if (early > 0 && number > 1_200) expect(bytesInUse() - early).toBeLessThan(growth);
  if (seconds > 0) expect(process.memoryUsage().rss).toBeLessThan(mostHeld);
  const told = [...outcomes].toSorted((a, b) => b[1] - a[1]).map(([what, n]) => `${what} ${String(n)}`);
  process.stdout.write(`parcels: seed ${String(seed)}, ${String(number)} cases: ${told.join(', ')}\n`);
  if (only === undefined) {
    // Damage must reach more than the outermost check, and some of it gets through.
    expect(outcomes.size).toBeGreaterThan(5);
    expect(outcomes.get('taken in')).toBeGreaterThan(0);
  }
}, 3_600_000);
