import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { layout } from '#core/library/layout';
import type { Review } from '#shared/contract/exchange';
import type { ReviewItem } from '#shared/model/bundle';
import type { SealVerdict } from '#shared/model/seal';
import type { World } from '#tests/core/exchange/fuzz/fuzz-world';
import type { ExchangeOffice } from '#tests/support/exchange';
import type { OpenParcel } from '#tests/support/parcel-surgery';
import { isSealedBy } from '#tests/support/second-judge';

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

interface Sealed {
  readonly bytes: Buffer;
  readonly seal: string | undefined;
  readonly office: string;
}

/** Keys that statements of the parcel tell for an office, each proved by its own seal on one of them. */
function toldKeys({ files }: OpenParcel, office: string): string[] {
  return [...files].flatMap(([path, bytes]) => {
    const seal = files.get(`${path}.minisig`)?.toString();
    if (!/^data\/statements\/[^/]*\.json$/.test(path) || seal === undefined) return [];
    const { type, author, body } = JSON.parse(bytes.toString()) as {
      type: string;
      author: { id: string };
      body: { id?: string; keys?: { key: string }[] };
    };
    if (type !== 'office' || !isSame(author.id, office) || !isSame(body.id ?? '', office)) return [];
    return (body.keys ?? []).flatMap(({ key }) => (isSealedBy(bytes, seal, key) ? [key] : []));
  });
}

/** A verdict is not better than what OpenSSL finds with the keys that the receiver knows. */
function expectWarranted(world: World, parcel: OpenParcel, verdict: SealVerdict, sealed: Sealed): void {
  const { a, receiver } = world.offices;
  const known = [a, receiver].find(({ id }) => isSame(id, sealed.office));
  const fits = (key: string): boolean => isSealedBy(sealed.bytes, sealed.seal, key);
  if (known) {
    expect(verdict.standing === 'intact', JSON.stringify(verdict)).toBe(fits(known.key));
    expect(verdict.standing).not.toBe('unconfirmed');
  } else {
    expect(verdict.standing, JSON.stringify(verdict)).not.toBe('intact');
    if (verdict.standing === 'unconfirmed')
      expect(toldKeys(parcel, sealed.office).some(fits), JSON.stringify(verdict)).toBe(true);
  }
  expect(isSame(verdict.office.id, sealed.office)).toBe(true);
}

/** Judges a review of a parcel that was received: origins true, no verdict too good, nothing chosen in doubt. */
export function expectJustReview(world: World, parcel: OpenParcel, lists: Buffer, review: Review): void {
  const exporter = review.manifest.office.id;
  const ofParcel: Sealed = { bytes: lists, seal: parcel.seal ?? undefined, office: exporter };
  expectWarranted(world, parcel, review.seal, ofParcel);
  for (const item of review.items) {
    const at = `data/practices/${item.id}`;
    const text = parcel.files.get(`${at}/practice.md`)?.toString() ?? '';
    const office = item.seal.office.id;
    expect(text.includes(office), 'the origin is what the text says').toBe(true);
    const bytes = parcel.files.get(`${at}/record.sha256`) ?? Buffer.alloc(0);
    const seal = parcel.files.get(`${at}/record.sha256.minisig`)?.toString();
    const isCovered = seal === undefined && isSame(office, exporter) && review.seal.standing !== 'broken';
    expectWarranted(world, parcel, item.seal, isCovered ? ofParcel : { bytes, seal, office });
    expectCautious(world, review, item);
  }
}

function expectCautious(world: World, review: Review, item: ReviewItem): void {
  const { standing, office } = item.seal;
  const isCertain = standing === 'intact' || standing === 'unconfirmed';
  if (isCertain) expect(item.hold).toBeNull();
  const isKnown = [world.offices.a, world.offices.receiver].some(({ id }) => isSame(id, office.id));
  if (!isCertain && (isKnown || !isSame(office.id, review.manifest.office.id)))
    expect(item.hold, `${standing} of ${office.id}`).not.toBeNull();
  if (item.chosen) {
    expect(item.hold).toBeNull();
    expect(['new', 'newer']).toContain(item.kind);
    expect(isSame(office.id, world.offices.receiver.id)).toBe(false);
    expect(['intact', 'unconfirmed', 'none', 'unchecked']).toContain(review.seal.standing);
  }
}

/** What must hold in the receiver's library whatever came: what A said is what A said, and our own is ours. */
export async function expectTrueLibrary(world: World, at: ExchangeOffice): Promise<void> {
  const { a, receiver } = world.offices;
  for (const id of await at.library.store.ids()) {
    const { document } = await at.library.store.read(id);
    const record = readFileSync(join(at.root, layout.record(id)), 'utf8');
    const { origin } = document.frontMatter;
    if (isSame(origin, a.id)) expect(world.recordsOfA.has(record), 'a record that A has made').toBe(true);
    if (isSame(origin, receiver.id)) expect(id).toBe(world.own);
    const about = await at.handlers['statements.about']({ practice: id });
    for (const said of [...about.discontinued, ...about.adoptions, ...about.questions, ...about.others]) {
      const found = await at.statements.find(said.id);
      const key = [a, receiver].find((office) => isSame(office.id, said.office.id))?.key;
      if (said.certain && key !== undefined && found)
        expect(isSealedBy(found.bytes, found.seal, key), 'a statement that its author has made').toBe(true);
    }
  }
  for (const { statement, bytes, seal } of await at.statements.list())
    if (isSame(statement.author.id, receiver.id))
      expect(isSealedBy(bytes, seal, receiver.key), 'what is said in our name').toBe(true);
  const { offices, ours } = await at.handlers['offices.list']({});
  const ofA = offices.find(({ id }) => isSame(id, a.id));
  expect(ofA?.keys.filter(({ trust }) => trust === 'phone').map(({ key }) => key)).toEqual([a.key]);
  expect(offices.some(({ id }) => isSame(id, receiver.id))).toBe(false);
  expect(ours).toHaveLength(1);
}
