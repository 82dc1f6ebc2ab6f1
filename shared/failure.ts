/** Codes of all faults that may reach a person. Each has a sentence in the catalogue under `failure`. */
export const failureCodes = [
  'bad-input',
  'not-found',
  'no-library',
  'no-office',
  'library-missing',
  'library-damaged',
  'library-version',
  /** The chosen folder holds none. */
  'not-a-library',
  'library-exists',
  'library-read-only',
  'folder-not-empty',
  'practice-damaged',
  'practice-locked',
  /** The machine slept in the middle of a change, and another one has gone on meanwhile. */
  'lock-lost',
  'practice-not-ours',
  'practice-closed',
  'attachment-missing',
  'attachment-changed',
  'file-busy',
  'disk-full',
  'no-permission',
  'bundle-refused',
  'bundle-unreadable',
  /** Of a later major version of the format. */
  'bundle-version',
  /** More than one bundle may hold (docs/formats.md). */
  'bundle-too-large',
  /** The chosen folder lies in the library that is to be backed up. */
  'backup-inside-library',
  'backup-folder-missing',
  'backup-too-large',
  /** Not a whole backup: nothing is taken from it. */
  'backup-damaged',
  /** A whole backup, but of a library that has nothing to do with the open one. */
  'backup-of-another',
  /** Known before anything was written; `space` says how much is missing. */
  'not-enough-space',
  'sample-cannot-leave',
  'nothing-to-export',
  'not-approved',
  /** The choice of a period is being signed, or was issued: nobody changes it. */
  'choice-closed',
  /** What was signed is not what would be issued. */
  'issue-changed',
  /** No signed paper, or its file is gone. */
  'paper-missing',
  /** The file opens with a passphrase only. */
  'passphrase-needed',
  'passphrase-wrong',
  /** Encrypted for the keys of certain offices. */
  'locked-for-others',
  /** The secret of the office's seal is not in this user's profile. */
  'no-seal-key',
  /** The secret of the office's seal lies under a passphrase, which nobody has given since the program was opened. */
  'seal-locked',
  'sharing-forbids',
  /** What is to be taken in lacks the seal that it should have, and nobody has decided on it. */
  'seal-in-doubt',
  /** What was said about a practice has been sent, or is not ours to take back. */
  'statement-left',
  'cancelled',
  'unsupported',
  'unauthorised',
  /** Said by the page itself: the program behind it does not answer. */
  'host-gone',
  'internal',
] as const;

export type FailureCode = (typeof failureCodes)[number];

/** What travels between host and page. `where` names the thing concerned (a file, an entry, a field). */
export interface FailureData {
  readonly code: FailureCode;
  readonly where?: string;
  /** The rule that was broken, where one has a name (see docs/formats.md). */
  readonly rule?: string;
  /** For "Chi tiết kỹ thuật" only; never a sentence for the person. */
  readonly detail?: string;
  readonly space?: MissingSpace;
  /** With `practice-closed` and `not-found`: what became of the practice before the change reached it. */
  readonly overtaken?: Overtaken;
}

/** What somebody did to a practice while another one was writing it: that text stays with the page, and is not lost. */
export interface Overtaken {
  /** Empty where nobody noted it. */
  readonly by: string;
  /** Milliseconds since 1970; null where nobody noted it. */
  readonly at: number | null;
  /** SHA-256 of the practice.md that was closed. */
  readonly hash?: string;
  /** Where it lies in the bin: name it in `bin.restore`. */
  readonly entry?: string;
}

/** What would be written to a disk and what is free there, in bytes. */
export interface MissingSpace {
  readonly needed: number;
  readonly free: number;
}

/** A fault with a code that a person can be told about. Expected outcomes are not failures but union members. */
export class Failure extends Error implements FailureData {
  readonly code: FailureCode;
  readonly where?: string;
  readonly rule?: string;
  readonly detail?: string;
  readonly space?: MissingSpace;
  readonly overtaken?: Overtaken;

  constructor(code: FailureCode, data: Omit<FailureData, 'code'> = {}, options?: ErrorOptions) {
    super([code, data.where, data.rule, data.detail].filter(Boolean).join(': '), options);
    this.name = 'Failure';
    this.code = code;
    if (data.where !== undefined) this.where = data.where;
    if (data.rule !== undefined) this.rule = data.rule;
    if (data.detail !== undefined) this.detail = data.detail;
    if (data.space !== undefined) this.space = data.space;
    if (data.overtaken !== undefined) this.overtaken = data.overtaken;
  }
}

const systemCodes: Partial<Record<string, FailureCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'library-read-only',
  EBUSY: 'file-busy',
  ENOENT: 'not-found',
};

/** Turns anything thrown into a `Failure`; Node's system errors get their own codes, all else is `internal`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof Error)) return new Failure('internal', { detail: String(error) });
  const { code: systemCode, path } = error as { code?: unknown; path?: unknown };
  const code = typeof systemCode === 'string' ? systemCodes[systemCode] : undefined;
  return new Failure(
    code ?? 'internal',
    {
      ...(typeof path === 'string' ? { where: path } : {}),
      detail: error.stack ?? error.message,
    },
    { cause: error },
  );
}

/** The plain data of a failure, as sent over ipc and HTTP. */
export function serialiseFailure(error: unknown): FailureData {
  const { code, where, rule, detail, space, overtaken } = toFailure(error);
  return {
    code,
    ...(where === undefined ? {} : { where }),
    ...(rule === undefined ? {} : { rule }),
    ...(detail === undefined ? {} : { detail }),
    ...(space === undefined ? {} : { space }),
    ...(overtaken === undefined ? {} : { overtaken }),
  };
}

/** The inverse of `serialiseFailure`; unknown data becomes an `internal` failure. */
export function reviveFailure(data: unknown): Failure {
  const { code, ...rest } = (data ?? {}) as FailureData;
  return failureCodes.includes(code)
    ? new Failure(code, rest)
    : new Failure('internal', { detail: JSON.stringify(data) });
}
