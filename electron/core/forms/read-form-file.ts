import { createHash } from 'node:crypto';
import { nodeFileSystem } from '#core/files/node-file-system';
import { type FormInput, type FormOutput, mostFormBytes } from '#core/forms/form-input';
import type { Vocabulary } from '#core/forms/form-options';
import { FormUnreadable } from '#core/forms/form-unreadable';
import { readForm } from '#core/forms/read-form';
import { readDocument } from '#core/forms/word-document';
import { wordParts } from '#core/forms/word-parts';
import type { FormReading } from '#shared/model/form';

/** What a filled form says, or why it cannot be read. */
export async function readFormFile({ path, sha256, vocabulary }: FormInput): Promise<FormOutput> {
  try {
    const found = await nodeFileSystem.information(path);
    if (found?.kind !== 'file') throw new FormUnreadable('missing');
    if (found.bytes > mostFormBytes) throw new FormUnreadable('too-big');
    const bytes = Buffer.from(await nodeFileSystem.read(path));
    if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new FormUnreadable('missing');
    return { type: 'form', reading: await readFormBytes(bytes, vocabulary) };
  } catch (error) {
    return { type: 'unread', reason: error instanceof FormUnreadable ? error.reason : 'damaged' };
  }
}

/** Fails with `FormUnreadable`. */
export async function readFormBytes(bytes: Buffer, vocabulary: Vocabulary): Promise<FormReading> {
  return readForm(readDocument(await wordParts(bytes)), vocabulary);
}
