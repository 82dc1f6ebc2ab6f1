import type { Archive } from '#core/bundle/archive';
import { type ParcelStatement, readStatement } from '#core/bundle/parcel-statements';
import { isWhole, type ParcelSeals } from '#core/exchange/parcel-seals';
import type { Received } from '#core/exchange/quarantine';
import type { OpenedLibrary } from '#core/library/opened-library';
import { parseStatement } from '#core/statements/statement-file';
import type { Statements } from '#core/statements/statement-store';
import type { Review } from '#shared/contract/exchange';
import { madeByHand } from '#shared/model/statement';

/** So many are shown one by one; a person reads no more of them before taking in. */
const shown = 200;

/** The statements of a parcel that are not here yet: how many of each type, and what people have written. */
export async function reviewStatements(
  library: OpenedLibrary,
  statements: Statements,
  parcel: { archive: Archive; received: Received; seals: ParcelSeals },
): Promise<Review['statements']> {
  const { archive, received, seals } = parcel;
  const here = new Set((await statements.list()).map(({ statement }) => statement.id));
  const fresh = (received.statements ?? []).filter(({ id }) => !here.has(id));
  const counts: Record<string, number> = {};
  for (const { type } of fresh) counts[type] = (counts[type] ?? 0) + 1;
  const titles = new Map(received.practices.map(({ id, title }) => [id, title]));
  const items: Review['statements']['items'] = [];
  for (const one of fresh.filter(isByHand).slice(0, shown)) {
    const arriving = await readStatement(archive, one.id);
    const statement = parseStatement(arriving.bytes, one.id);
    const verdict = seals.ofStatement({ ...arriving, statement });
    const { id, type, author, at, practice } = one;
    const title =
      practice === null ? null : (titles.get(practice) ?? library.catalogue.get(practice)?.title ?? null);
    items.push({ id, type, author: author.name, at, title, certain: isWhole(verdict) });
  }
  return { counts, items };
}

const isByHand = ({ type }: ParcelStatement): boolean => (madeByHand as readonly string[]).includes(type);
