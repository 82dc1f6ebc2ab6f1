import { type Archive, openArchive } from '#core/bundle/archive';
import { type Words, wordsOf } from '#core/bundle/field-text';
import { type ParcelPractice, practiceFolder, readBytes } from '#core/bundle/parcel-reader';
import { listArrivals } from '#core/exchange/arrivals';
import { compare } from '#core/exchange/comparison';
import { isLoud, type ParcelSeals, parcelSeals } from '#core/exchange/parcel-seals';
import { differences } from '#core/practices/differences';
import { bundleFile, type Received, readReceived } from '#core/exchange/quarantine';
import { reviewStatements } from '#core/exchange/review-statements';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decodeText, parsePractice, type PracticeDocument } from '#core/practices/document';
import { textFile } from '#core/practices/record';
import type { Statements } from '#core/statements/statement-store';
import type { Review } from '#shared/contract/exchange';
import type { Reference } from '#shared/contract/library';
import type { ArrivalKind, ReviewItem } from '#shared/model/bundle';
import type { Language } from '#shared/model/practice';

interface ReviewDependencies {
  readonly library: OpenedLibrary;
  readonly reference: Reference;
  readonly statements: Statements;
}

/**
 * What a waiting parcel would bring to the library as it is now. Chosen beforehand is what peers have new or newer:
 * never what would replace a text of our own, and never what somebody put into the bin.
 */
export async function reviewParcel(
  { library, reference, statements }: ReviewDependencies,
  id: string,
): Promise<Review> {
  const received = await readReceived(library, id);
  const archive = await openArchive(library.store.fileSystem, library.store.at(bundleFile(id)));
  try {
    const words = { vi: wordsOf(reference, 'vi'), en: wordsOf(reference, 'en') };
    const seals = await parcelSeals(library, archive, received);
    const items: ReviewItem[] = [];
    for (const practice of received.practices) {
      items.push(await reviewItem({ library, archive, words, seals }, practice));
      // Parsing and comparing are done in one go: others get their turn between two practices.
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { file, manifest } = received;
    const earlier = await earlierArrivals(library, received);
    const changed = items.filter((item) => item.seal.standing === 'broken').map(({ title }) => title);
    const { parcel, expected: sealExpected } = seals;
    const seal = { ...parcel, changed };
    const said = await reviewStatements(library, statements, { archive, received, seals });
    const counts = countKinds(items);
    return { reviewId: id, file, manifest, seal, sealExpected, counts, items, statements: said, earlier };
  } finally {
    await archive.close();
  }
}

/** The arriving text of a practice, from an archive that was verified before. */
export async function arrivingText(archive: Archive, id: string): Promise<PracticeDocument> {
  return parsePractice(decodeText(await readBytes(archive, `${practiceFolder(id)}/${textFile}`)));
}

interface Looking {
  readonly library: OpenedLibrary;
  readonly archive: Archive;
  readonly words: Record<Language, Words>;
  readonly seals: ParcelSeals;
}

async function reviewItem(
  { library, archive, words, seals }: Looking,
  practice: ParcelPractice,
): Promise<ReviewItem> {
  const there = (): Promise<PracticeDocument> => arrivingText(archive, practice.id);
  const { kind, choosable, here } = await compare(library, practice, there);
  const ours = practice.origin === library.office?.officeId;
  const { seal, hold } = await seals.of(practice);
  const different: ReviewItem['differences'] = [];
  if (here?.document && kind !== 'same') {
    const arriving = await there();
    different.push(...differences(here.document, arriving, words[arriving.frontMatter.language]));
  }
  const { id, title, office, province, period, attachments, bytes, secrecyMarks } = practice;
  return {
    ...{ id, title, office, province, period, kind, ours, attachments, bytes },
    differences: different,
    chosen:
      choosable && !ours && hold === null && !isLoud(seals.parcel) && (kind === 'new' || kind === 'newer'),
    ...{ seal, hold },
    choosable,
    secrecyMarks,
  };
}

export function countKinds(items: readonly { kind: ArrivalKind }[]): Partial<Record<ArrivalKind, number>> {
  const counts: Partial<Record<ArrivalKind, number>> = {};
  for (const { kind } of items) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

async function earlierArrivals(library: OpenedLibrary, received: Received): Promise<Review['earlier']> {
  const arrivals = await listArrivals(library);
  return arrivals
    .filter(({ bundle }) => bundle.sha256 === received.file.sha256)
    .map(({ receivedAt, receivedBy, undoneAt }) => ({
      receivedAt,
      receivedBy,
      undone: undoneAt !== undefined,
    }));
}
