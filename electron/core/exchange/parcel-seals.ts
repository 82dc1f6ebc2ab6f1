import * as z from 'zod';
import type { Archive } from '#core/bundle/archive';
import { type ParcelStatement, readStatement } from '#core/bundle/parcel-statements';
import { type ParcelPractice, practiceFolder, readBytes } from '#core/bundle/parcel-reader';
import { tagFiles } from '#core/bundle/tag-files';
import type { Received } from '#core/exchange/quarantine';
import type { OpenedLibrary } from '#core/library/opened-library';
import { sealFile } from '#core/practices/record';
import { Keyring } from '#core/seal/keyring';
import { toldRecipient } from '#core/seal/recipient';
import type { SealKnowledge } from '#core/seal/seal-knowledge';
import { keyFact, type SealedStatement } from '#core/seal/sealed-statement';
import { parseStatement } from '#core/statements/statement-file';
import type { Hold } from '#shared/model/bundle';
import { idSchema } from '#shared/model/practice';
import { sealRecipientSchema, type SealVerdict } from '#shared/model/seal';

/** What the seals in a parcel are worth, by what is known now and what travels with it. */
export interface ParcelSeals {
  readonly parcel: SealVerdict;
  /** The exporter is known to seal. */
  readonly expected: boolean;
  /** Statements about keys that travel with it. */
  readonly statements: readonly SealedStatement[];
  /** A statement's seal, as one of its author. */
  ofStatement(statement: SealedStatement): SealVerdict;
  of(practice: ParcelPractice): Promise<{ seal: SealVerdict; hold: Hold | null }>;
}

/** Judges the seals of a verified parcel. Fails with `library-damaged` where what is known of keys cannot be read. */
export async function parcelSeals(
  library: OpenedLibrary,
  archive: Archive,
  { manifest, receivedAt, statements: listed }: Pick<Received, 'manifest' | 'receivedAt' | 'statements'>,
): Promise<ParcelSeals> {
  const statements = await keyStatements(archive, listed);
  const knowledge = (await new Keyring(library).read()).with(statements, receivedAt);
  const sealed = await readBytes(archive, tagFiles.tagManifest);
  const text = await sealText(archive, tagFiles.seal);
  const parcel = knowledge.verdict(sealed, text, manifest.office, receivedAt);
  return {
    parcel,
    expected: knowledge.knows(manifest.office.id),
    statements,
    ofStatement: ({ statement, bytes, seal }) => knowledge.verdict(bytes, seal, statement.author, receivedAt),
    async of(practice) {
      const own = await sealText(archive, `${practiceFolder(practice.id)}/${sealFile}`);
      const origin = { id: practice.origin, name: practice.office };
      const seal = knowledge.verdict(Buffer.from(practice.record), own, origin, receivedAt);
      const isExporters = isSame(practice.origin, manifest.office.id);
      const isCovered = own === undefined && isExporters && parcel.standing !== 'broken';
      const verdict = isCovered ? parcel : seal;
      return { seal: verdict, hold: holdOf(verdict, { knowledge, practice, isExporters, parcel }) };
    },
  };
}

/** Standings of a parcel's seal with which nothing of it is chosen beforehand. */
export const isLoud = ({ standing }: SealVerdict): boolean =>
  standing === 'broken' || standing === 'key-changed' || standing === 'key-disabled';

/** Whole, by a key that is known as its office's, compared or not. */
export const isWhole = ({ standing }: SealVerdict): boolean =>
  standing === 'intact' || standing === 'unconfirmed';

/** Ids may be written in capitals. */
const isSame = (a: string, b: string | undefined): boolean => a.toLowerCase() === b?.toLowerCase();

function holdOf(
  { standing }: SealVerdict,
  facts: {
    knowledge: SealKnowledge;
    practice: ParcelPractice;
    isExporters: boolean;
    parcel: SealVerdict;
  },
): Hold | null {
  const { knowledge, practice, isExporters, parcel } = facts;
  if (standing === 'intact' || standing === 'unconfirmed') return null;
  if (standing !== 'none' && standing !== 'unchecked') return standing;
  const isKnownToSeal = knowledge.knows(practice.origin);
  if (isSame(practice.origin, knowledge.ours?.id)) return isKnownToSeal ? 'ours-unsealed' : null;
  if (!isExporters) return 'origin-unsealed';
  if (parcel.standing === 'broken') return 'parcel-broken';
  return isKnownToSeal ? 'seal-missing' : null;
}

/** The text of a seal; one that is not even text is none that fits. Undefined where there is none. */
async function sealText(archive: Archive, path: string): Promise<string | undefined> {
  if (!archive.files.has(path)) return undefined;
  return Buffer.from(await readBytes(archive, path)).toString('utf8');
}

/** A key that travels with a parcel, as it says of itself. */
export const toldKeySchema = z.object({
  office: idSchema,
  name: z.string(),
  province: z.string().nullable(),
  key: z.string(),
  recipient: sealRecipientSchema.optional(),
});
export type ToldKey = z.infer<typeof toldKeySchema>;

/** Keys of the exporter and of the origins that travel with a parcel: they may be compared before anything is taken in. */
export async function toldKeys(
  archive: Archive,
  { manifest, practices, statements }: Pick<Received, 'manifest' | 'practices' | 'statements'>,
): Promise<ToldKey[]> {
  const offices = new Set(
    [manifest.office.id, ...practices.map(({ origin }) => origin)].map((id) => id.toLowerCase()),
  );
  const told = (await keyStatements(archive, statements)).flatMap((sealed) => keyFact(sealed) ?? []);
  return told.flatMap((fact) => {
    if (fact.type !== 'office' || !offices.has(fact.office)) return [];
    const { office, name, province, signer: key } = fact;
    const listed = fact.keys.find((entry) => entry.key === key) ?? { key };
    return [{ office, name, province, key, ...toldRecipient(undefined, listed, office) }];
  });
}

/** Statements of the types that have to do with keys, from a parcel that was verified before. */
async function keyStatements(
  archive: Archive,
  listed: readonly ParcelStatement[] | undefined,
): Promise<SealedStatement[]> {
  const found: SealedStatement[] = [];
  for (const { id, type, sealed } of listed ?? []) {
    if (!sealed || !keyTypes.has(type)) continue;
    const { bytes, seal } = await readStatement(archive, id);
    const statement = { statement: parseStatement(bytes, id), bytes, seal };
    // A signature takes a millisecond or two, and there may be thousands: others get their turn, and it is done once.
    found.push({ ...statement, fact: keyFact(statement) ?? null });
    await new Promise((resolve) => setImmediate(resolve));
  }
  return found;
}

const keyTypes: ReadonlySet<string> = new Set(['office', 'rotation', 'directory']);
