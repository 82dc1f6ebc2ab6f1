import { bagFiles, bagSeal, type PayloadFile, payloadText } from '#core/bundle/bag-writer';
import type { ReadControl } from '#core/bundle/bag-reader';
import { bundleName } from '#core/bundle/bundle-name';
import type { Words } from '#core/bundle/field-text';
import { indexPage, type IndexPageContent } from '#core/bundle/index-page';
import { bundleJson } from '#core/bundle/parcel-reader';
import { vietnamDate } from '#core/bundle/vietnam-date';
import { writeZip } from '#core/bundle/zip-writer';
import { jsonText } from '#core/files/atomic-write';
import type { OutgoingStatement } from '#core/statements/outgoing-statements';
import { parcelComment } from '#core/seal/trusted-comment';
import { type Audience, bundleFormat, type BundleManifest, type BundlePaper } from '#shared/model/bundle';
import { formatPeriod } from '#shared/model/period';

/** A paper as bundle.json lists it, and its file in data/papers/. */
export interface OutgoingPaper {
  readonly entry: BundlePaper;
  readonly file: PayloadFile;
}

/** Everything that a bundle's bytes depend on, beside the version of the program. */
export interface BundleContent extends Omit<IndexPageContent, 'practices'> {
  /** The offices that it is made for; null where it is for everybody. */
  readonly audience: Audience | null;
  /** Seals the bag (bytes and trusted comment to a `.minisig`); absent where it goes without a seal. */
  readonly seal?: (bytes: Uint8Array, trustedComment: string) => Promise<string>;
  /** Signed papers and the list of what is enclosed; they travel in the first part. */
  readonly papers: readonly OutgoingPaper[];
  /** In the order of their names. */
  readonly statements: readonly OutgoingStatement[];
  readonly practices: readonly (IndexPageContent['practices'][number] & {
    readonly id: string;
    readonly revision: string;
    readonly files: readonly PayloadFile[];
  })[];
}

/**
 * The bytes of a bundle (docs/formats.md, "Bundle"), as they are taken. The same content gives the same bytes on every
 * machine and in every time zone. `made.parcel` is set before the first of them: the SHA-256 of the tag manifest.
 */
export async function* writeBundle(
  content: BundleContent,
  words: { vi: Words; en: Words },
  control: ReadControl,
  made: { parcel: string } = { parcel: '' },
): AsyncGenerator<Uint8Array> {
  const pieces: string[] = [];
  for await (const piece of indexPage(content, words)) {
    control.check();
    pieces.push(piece);
  }
  const payload = [
    payloadText(bundleJson, jsonText(manifestOf(content))),
    payloadText('data/index.html', pieces.join('')),
    ...content.papers.map(({ file }) => file),
    ...content.practices.flatMap(({ files }) => files),
    ...content.statements.flatMap(({ files }) => files),
  ];
  const folder = nameOf(content);
  const bag = bagFiles(folder, payload, tagsOf(content));
  made.parcel = bag.parcel;
  const seal = await content.seal?.(
    bag.tagManifest,
    parcelComment({ ...content, office: content.issuer.id }),
  );
  yield* writeZip([...bag.files, ...(seal === undefined ? [] : [bagSeal(folder, seal)])], control);
}

/** The bag's folder, and the name of the file without its ending. */
export function nameOf({ issuer, period, number, place, audience }: BundleContent): string {
  return bundleName(issuer, period, number, place, audience);
}

function manifestOf(content: BundleContent): BundleManifest {
  const { issuer, period, number, place, issuedAt, foreword, audience, papers, practices } = content;
  return {
    format: bundleFormat,
    kind: 'lantoa-bundle',
    office: { id: issuer.id, name: issuer.name, province: issuer.province?.id ?? null },
    period,
    number,
    ...place,
    issuedAt,
    foreword,
    ...(audience ? { audience } : {}),
    ...(papers.length === 0 ? {} : { papers: papers.map(({ entry }) => entry) }),
    practices: practices.map(({ id, revision, frontMatter: { title = '', language } }) => ({
      id,
      revision,
      title,
      language,
    })),
  };
}

function tagsOf({ issuer, period, number, place, issuedAt, practices }: BundleContent): [string, string][] {
  const part = place.parts === 1 ? '' : `, phần ${String(place.part)}/${String(place.parts)}`;
  const description = `Cách làm hay ${formatPeriod(period, 'vi')}, số ${String(number)}${part}, ${String(practices.length)} bài`;
  return [
    ['Source-Organization', issuer.name],
    ['External-Identifier', `lantoa:${issuer.id}:${period}:${String(number)}:${String(place.part)}`],
    ['Internal-Sender-Description', description],
    ['Bagging-Date', vietnamDate(issuedAt)],
    ['Bag-Count', `${String(place.part)} of ${String(place.parts)}`],
    ['Lantoa-Format', bundleFormat],
    ['Lantoa-Office-Id', issuer.id],
    ...(issuer.province ? ([['Lantoa-Province', issuer.province.id]] as [string, string][]) : []),
    ['Lantoa-Period', period],
    ['Lantoa-Number', String(number)],
    ['Lantoa-Issued-At', issuedAt],
    ['Lantoa-Practices', String(practices.length)],
  ];
}
