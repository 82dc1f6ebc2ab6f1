import type { Finding, FindingCode } from '#shared/model/care';

/** How the right content is put back: a copy of another file of the library, or bytes that were verified already. */
export type Mend =
  | { readonly type: 'copy'; readonly from: string; readonly sha256: string }
  | { readonly type: 'text'; readonly text: string }
  /** To the bin with it. */
  | { readonly type: 'bin' };

/** A finding with what would mend it. `also` are further files that must change with it. */
export interface Found extends Finding {
  readonly mend: Mend | undefined;
  readonly also?: readonly { readonly path: string; readonly mend: Exclude<Mend, { type: 'bin' }> }[];
}

const levels: Partial<Record<FindingCode, Finding['level']>> = {
  'conflict-copy': 'warn',
  'change-unfinished': 'warn',
  'parent-unknown': 'note',
  leftover: 'note',
  'lock-left': 'note',
  'unknown-file': 'note',
};

/** About a file that people may know by its name. */
const ofFiles: ReadonlySet<FindingCode> = new Set<FindingCode>(['conflict-copy', 'leftover', 'unknown-file']);

export function found(
  code: FindingCode,
  path: string,
  facts: {
    practiceId?: string;
    title?: string;
    /** Of an attachment or file; without it, that of the file at `path` where the code is about a file. */
    name?: string;
    mend?: Mend | undefined;
    also?: Found['also'];
    /** The mend is of an earlier version than the last one. */
    older?: boolean;
    detail?: string;
  } = {},
): Found {
  const { mend, also } = facts;
  return {
    id: `${code}:${path}`,
    code,
    path,
    practiceId: facts.practiceId ?? null,
    title: facts.title ?? '',
    name: facts.name ?? (ofFiles.has(code) ? path.slice(path.lastIndexOf('/') + 1) : ''),
    level: levels[code] ?? 'bad',
    repair: mend ? (mend.type === 'bin' ? 'bin' : facts.older === true ? 'older' : 'history') : null,
    detail: facts.detail ?? '',
    mend,
    ...(also ? { also } : {}),
  };
}

/** A finding as pages get it. */
export function toFinding(one: Found): Finding {
  const { id, code, path, practiceId, title, name, level, repair, detail } = one;
  return { id, code, path, practiceId, title, name, level, repair, detail };
}
