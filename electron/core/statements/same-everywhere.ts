import { sha256 } from '#core/files/hash';
import type { Office } from '#shared/model/office';
import type { StatementBody } from '#shared/model/statement';

/**
 * Id and time of the statement of who an office is: both follow from what it says, so that whoever makes it, and on
 * whichever PC, makes the same bytes, and a bundle with it is the same everywhere.
 */
export function sameEverywhere(office: Office, body: StatementBody<'office'>): { id: string; at: string } {
  const dates = [
    ...(office.changedAt === undefined ? [] : [office.changedAt]),
    ...office.keys.flatMap(({ since, until = since }) => [since, until]),
    ...office.names.map(({ validFrom = '' }) =>
      validFrom.length === 10 ? `${validFrom}T00:00:00.000Z` : '',
    ),
    beganAt(office.officeId),
  ];
  const at = dates.toSorted().at(-1) ?? beganAt('');
  // The time belongs to it: an office may go back to an earlier name.
  const id = uuidv8(Buffer.from(sha256(JSON.stringify([at, body])), 'hex'));
  return { id, at };
}

/** The time in a UUIDv7; the beginning of 1970 where it is another kind. */
function beganAt(id: string): string {
  const time = id[14] === '7' ? Number.parseInt(id.slice(0, 13).replace('-', ''), 16) : 0;
  return new Date(time).toISOString();
}

/** A UUID of one's own making (RFC 9562, version 8). */
function uuidv8(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes.subarray(0, 16)).toString('hex');
  const variant = '89ab'[(bytes[8] ?? 0) % 4] ?? '8';
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ];
  return parts.join('-');
}
