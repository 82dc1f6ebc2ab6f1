import mime from 'mime';
import * as z from 'zod';
import type { ServedFile } from '#core/core';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { findKept } from '#core/practices/kept-attachment';
import { attachmentFileSchema, idSchema, sha256Schema } from '#shared/model/practice';
import { periodSchema } from '#shared/model/period';

/** Names that exported bundles have; nothing else below compilations/ is served or shown. */
export const bundleFileSchema = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,190}\.(?:zip|lantoa)$/);

const attachmentAddress = z.tuple([z.literal('attachments'), idSchema, attachmentFileSchema]);
/** Of an attachment of an earlier version: the practice, then `<SHA-256>.<name in that version>`. */
const keptAddress = z.tuple([z.literal('kept'), idSchema, z.string().regex(/^[0-9a-f]{64}\../)]);
/** A signed paper of a period: named by its bytes. */
const signedAddress = z.tuple([z.literal('signed'), periodSchema, sha256Schema, attachmentFileSchema]);
/** A paper that came with a parcel, by the parcel's digest. */
const arrivedAddress = z.tuple([z.literal('arrived'), sha256Schema, attachmentFileSchema]);
const bundleAddress = z.tuple([z.literal('bundles'), periodSchema, bundleFileSchema]);

/**
 * The file behind an address below `files/`. Checked: every part has the form that the program itself gives to ids,
 * periods and file names (so no part can climb out of the library), and what is found is a plain file, not a link.
 */
export async function findServedFile(
  library: OpenedLibrary,
  address: string,
): Promise<ServedFile | undefined> {
  const parts = address.split('/');
  const attachment = attachmentAddress.safeParse(parts);
  if (attachment.success) {
    const [, id, file] = attachment.data;
    return servedFile(library, layout.attachment(id, file), file);
  }
  const kept = keptAddress.safeParse(parts);
  if (kept.success) return servedKept(library, kept.data[1], kept.data[2]);
  const signed = signedAddress.safeParse(parts);
  if (signed.success) {
    const [, period, sha256, file] = signed.data;
    return servedFile(library, layout.signed(period, sha256, file), file);
  }
  const arrived = arrivedAddress.safeParse(parts);
  if (arrived.success) {
    const [, parcel, file] = arrived.data;
    return servedFile(library, `${layout.receivedPapers(parcel)}/${file}`, file);
  }
  const bundle = bundleAddress.safeParse(parts);
  if (!bundle.success) return undefined;
  const [, period, file] = bundle.data;
  return servedFile(library, `${layout.bundles(period)}/${file}`, file);
}

async function servedKept(library: OpenedLibrary, id: string, name: string): Promise<ServedFile | undefined> {
  const [sha256, file] = [name.slice(0, 64), name.slice(65)];
  if (!attachmentFileSchema.safeParse(file).success) return undefined;
  const path = await findKept(library, id, { file, sha256 });
  return path === undefined ? undefined : servedFile(library, path, file);
}

async function servedFile(
  library: OpenedLibrary,
  path: string,
  name: string,
): Promise<ServedFile | undefined> {
  const absolute = library.store.at(path);
  const information = await library.store.fileSystem.information(absolute);
  if (information?.kind !== 'file') return undefined;
  const mediaType = mime.getType(name) ?? 'application/octet-stream';
  return { path: absolute, mediaType, name, bytes: information.bytes };
}
