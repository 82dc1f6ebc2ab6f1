import type { Vocabulary } from '#core/forms/form-options';
import type { FormReading, FormReason } from '#shared/model/form';

/** What the isolated process is told. */
export interface FormInput {
  readonly path: string;
  /** Of the bytes that were looked at. */
  readonly sha256: string;
  readonly vocabulary: Vocabulary;
}

export type FormOutput =
  | { readonly type: 'form'; readonly reading: FormReading }
  | { readonly type: 'unread'; readonly reason: FormReason };

/** Bytes of a file that are read as a form. */
export const mostFormBytes = 30 * 1024 ** 2;
