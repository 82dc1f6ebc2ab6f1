import type { BundlePart } from '#core/bundle/bundle-name';
import type { Statement } from '#shared/model/statement';

/** Version of what seals say beside the bytes that they cover. */
const format = 'lantoa 1.0';

/** `lantoa 1.0 record office=... practice=... revision=...`: nothing in it depends on when or where it is sealed. */
export function recordComment(record: { office: string; practice: string; revision: string }): string {
  const { office, practice, revision } = record;
  return `${format} record office=${office} practice=${practice} revision=${revision}`;
}

/** `lantoa 1.0 statement office=... id=... at=...`: nothing that the statement does not say itself. */
export function statementComment({ id, at, author }: Pick<Statement, 'id' | 'at' | 'author'>): string {
  return `${format} statement office=${author.id} id=${id} at=${at}`;
}

/** `lantoa 1.0 parcel office=... period=2026-Q3 number=2 part=1/1 issued=...`: the time is that of the compilation. */
export function parcelComment(parcel: {
  office: string;
  period: string;
  number: number;
  place: BundlePart;
  issuedAt: string;
}): string {
  const { office, period, number, place, issuedAt } = parcel;
  const part = `${String(place.part)}/${String(place.parts)}`;
  return `${format} parcel office=${office} period=${period} number=${String(number)} part=${part} issued=${issuedAt}`;
}
