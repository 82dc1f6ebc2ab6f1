import { type PayloadFile, payloadText } from '#core/bundle/bag-writer';
import { bundleLimits } from '#core/bundle/limits';
import { sha256 } from '#core/files/hash';
import { type OpenedLibrary, ourOffice } from '#core/library/opened-library';
import type { KnownStatement, Statements } from '#core/statements/statement-store';
import { madeByHand } from '#shared/model/statement';
import { toFailure } from '#shared/failure';

/** A statement as it travels in a bundle. */
export interface OutgoingStatement {
  readonly id: string;
  /** The practice that it is about; null for those that go into the first part of a bundle. */
  readonly practice: string | null;
  /** Who an office is, and its keys: in every part, since every part stands by itself. */
  readonly isIdentity: boolean;
  /** Ours, and such as people make and may take back as long as it has not left. */
  readonly isTakenBack: boolean;
  readonly files: readonly PayloadFile[];
}

export const statementsFolder = 'data/statements';

/** The practices that a bundle brings, with the office of their origin. */
type Bundled = readonly { readonly id: string; readonly frontMatter: { readonly origin: string } }[];

/**
 * The statements that go with these practices: all of ours, those of others about the practices, and who their origins and
 * authors are. Ours about a practice that is not for everybody goes only together with it. Depends on nothing but the
 * library, so that the same content gives the same bytes.
 */
export async function outgoingStatements(
  library: OpenedLibrary,
  statements: Statements,
  practices: Bundled,
): Promise<OutgoingStatement[]> {
  const ours = ourOffice(library).officeId;
  const bundled = new Set(practices.map(({ id }) => id));
  const all = await statements.list();
  const chosen: KnownStatement[] = [];
  for (const known of all) {
    const { author, subject } = known.statement;
    const isAbout = subject !== undefined && bundled.has(subject.practice);
    const isOpen = author.id === ours && (await mayBeNamed(library, subject?.practice));
    if (isAbout || isOpen) chosen.push(known);
  }
  const offices = new Set([
    ...practices.map(({ frontMatter }) => frontMatter.origin),
    ...chosen.map(({ statement }) => statement.author.id),
  ]);
  const isTheirs = (known: KnownStatement): boolean =>
    isIdentity(known) && offices.has(known.statement.author.id) && !chosen.includes(known);
  const going = withinLimits([...chosen, ...all.filter(isTheirs)]);
  return going.map((known) => outgoing(known, bundled, ours));
}

const isIdentity = ({ statement: { type } }: KnownStatement): boolean =>
  type === 'office' || type === 'rotation';

/** Also what is said of a practice can tell of one that others are not to know. */
async function mayBeNamed(library: OpenedLibrary, practice: string | undefined): Promise<boolean> {
  if (practice === undefined || !(await library.store.exists(practice))) return true;
  try {
    const { sharing } = (await library.store.read(practice)).document.frontMatter;
    return sharing?.scope !== 'internal' && sharing?.scope !== 'named';
  } catch (error) {
    if (toFailure(error).code === 'practice-damaged') return false;
    throw error;
  }
}

/** The newest of what a bundle may hold, in the order of names. */
function withinLimits(chosen: readonly KnownStatement[]): KnownStatement[] {
  let bytes = 0;
  const newestFirst = chosen.toSorted(({ statement: a }, { statement: b }) => (a.at < b.at ? 1 : -1));
  const kept = newestFirst.slice(0, bundleLimits.statements).filter((known) => {
    bytes += known.bytes.byteLength;
    return bytes <= bundleLimits.statementTotalBytes;
  });
  return kept.toSorted(({ statement: a }, { statement: b }) => (a.id < b.id ? -1 : 1));
}

function outgoing(known: KnownStatement, bundled: ReadonlySet<string>, ours: string): OutgoingStatement {
  const { id, subject, author, type } = known.statement;
  const at = `${statementsFolder}/${id}.json`;
  const { bytes, seal } = known;
  return {
    id,
    practice: subject && bundled.has(subject.practice) ? subject.practice : null,
    isIdentity: isIdentity(known),
    isTakenBack: author.id === ours && (madeByHand as readonly string[]).includes(type),
    files: [payloadText(at, bytes), ...(seal === undefined ? [] : [payloadText(`${at}.minisig`, seal)])],
  };
}

/** What of a bundle's content hash depends on statements; empty without any. */
export function statementsDigest(outgoingOnes: readonly OutgoingStatement[]): string[] {
  if (outgoingOnes.length === 0) return [];
  const hashes = outgoingOnes.flatMap(({ files }) => files.map((file) => file.sha256));
  return [sha256(hashes.join('\n'))];
}

/** Those that go into one part of a bundle. */
export function statementsOfPart<T extends Pick<OutgoingStatement, 'practice' | 'isIdentity'>>(
  all: readonly T[],
  practices: readonly { readonly id: string }[],
  isFirst: boolean,
): T[] {
  const ids = new Set(practices.map(({ id }) => id));
  return all.filter(
    ({ practice, isIdentity: isInAll }) => isInAll || (practice === null ? isFirst : ids.has(practice)),
  );
}
