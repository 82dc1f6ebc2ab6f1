import type { FormReason } from '#shared/model/form';

/** Reading a file as a form gives up with this. */
export class FormUnreadable extends Error {
  readonly reason: FormReason;

  constructor(reason: FormReason) {
    super(reason);
    this.reason = reason;
  }
}
