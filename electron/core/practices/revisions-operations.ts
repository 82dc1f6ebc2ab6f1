import { type Words, wordsOf } from '#core/bundle/field-text';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { addComment, removeComment, reopenComment, resolveComment } from '#core/practices/comments';
import type { PracticeDocument } from '#core/practices/document';
import { withOurs } from '#core/practices/change-ours';
import { storedOf } from '#core/practices/kept-attachment';
import { viewPractice } from '#core/practices/practice-view';
import { type KeptRevision, unlessDamaged } from '#core/practices/revision-history';
import type { Author } from '#core/practices/revision-minting';
import { summarise } from '#core/practices/summary';
import { countChanges, versionDifferences } from '#core/practices/version-differences';
import type { HandlersOf, Input, Output } from '#shared/contract/contract';
import type { Reference } from '#shared/contract/library';
import type { Practice } from '#shared/contract/practices';
import type { ListedRevision, revisionsOperations as operations, Version } from '#shared/contract/revisions';
import type { Work } from '#shared/model/practice';

interface RevisionsDependencies {
  readonly platform: Pick<Platform, 'now'>;
  readonly reference: Reference;
  /** The open library; fails when there is none. */
  library(): OpenedLibrary;
  /** Name of the person at the keyboard, for the log. */
  me(): string;
}

/** Earlier versions of a practice, and what colleagues say of it. */
export function revisionsOperations(deps: RevisionsDependencies): HandlersOf<typeof operations> {
  const words = (language: 'vi' | 'en'): Words => wordsOf(deps.reference, language);
  const author = (): Author => ({ by: deps.me(), at: deps.platform.now() });
  /** Changes what is said of a practice of ours, and shows it. */
  const commented = async (
    id: string,
    write: (library: OpenedLibrary) => Promise<unknown>,
  ): Promise<Practice> => {
    const library = deps.library();
    return withOurs(library, id, async () => {
      await write(library);
      return shown(library, id);
    });
  };
  return {
    'revisions.list': ({ id }) => list(deps.library(), id, words('vi')),
    'revisions.read': ({ id, version }) => read(deps.library(), id, version),
    'revisions.compare': ({ id, before, after, language }) =>
      compare(deps.library(), id, [before, after], words(language)),
    'revisions.restore': (input) => restore(deps.library(), input, author()),
    'comments.add': (input) => commented(input.id, (library) => addComment(library, input, author())),
    'comments.resolve': (input) => commented(input.id, (library) => resolveComment(library, input, author())),
    'comments.reopen': (input) => commented(input.id, (library) => reopenComment(library, input)),
    async 'comments.remove'(input) {
      let type: Output<'comments.remove'>['type'] = 'removed';
      const practice = await commented(input.id, async (library) => {
        type = await removeComment(library, input, author());
      });
      return { type, practice };
    },
  };
}

/** The practice as it is after we wrote, of which others are told. */
async function shown(library: OpenedLibrary, id: string): Promise<Practice> {
  await library.catalogue.note(id);
  return viewPractice(library, id, await library.store.read(id));
}

async function list(library: OpenedLibrary, id: string, words: Words): Promise<Output<'revisions.list'>> {
  const { store, revisions } = library;
  const { document, hash } = await store.read(id);
  const work = await unlessDamaged(() => store.work(id));
  const information = await store.fileSystem.information(store.at(layout.text(id)));
  const kept = await revisions.whole(id);
  const changes = (older: KeptRevision | undefined, newer: PracticeDocument): ListedRevision['changed'] =>
    older ? countChanges(versionDifferences(older.document, newer, words)) : null;
  return {
    working: {
      hash,
      changedAt: information?.changedAt ?? 0,
      title: document.frontMatter.title ?? '',
      changed: changes(kept[0], document),
    },
    revisions: kept.map((revision, index) => ({
      ...listed(revision, work),
      changed: changes(kept[index + 1], revision.document),
    })),
  };
}

/** Who minted a revision and when is in the log, if anywhere: files lose their times when a folder is copied. */
function listed(
  { revision: { hash }, frontMatter, mintedAt }: KeptRevision,
  work: Work | undefined,
): Omit<ListedRevision, 'changed'> {
  const noted = work?.log.find(({ step, revision }) => step === 'minted' && revision === hash);
  return {
    hash,
    number: frontMatter.revision ?? 1,
    mintedAt: noted ? Date.parse(noted.at) : mintedAt,
    by: noted === undefined || noted.by === '' ? null : noted.by,
    title: frontMatter.title ?? '',
  };
}

/** Fails with `not-found` for a revision that is not kept, or not whole. */
async function documentOf(library: OpenedLibrary, id: string, version: Version): Promise<PracticeDocument> {
  if (version === 'working') return (await library.store.read(id)).document;
  return (await library.revisions.read(id, version)).document;
}

async function read(library: OpenedLibrary, id: string, version: Version): Promise<Output<'revisions.read'>> {
  const document = await documentOf(library, id, version);
  const { frontMatter, preamble, sections } = document;
  const facts = { status: null, revision: version === 'working' ? null : version, changedAt: 0 };
  return {
    summary: summarise(document, { ...facts, office: library.office?.officeId }),
    frontMatter,
    preamble,
    sections: sections.map(({ key, heading, body }) => ({ key, heading, body })),
    stored: await storedOf(library, id, frontMatter.attachments ?? []),
  };
}

async function compare(
  library: OpenedLibrary,
  id: string,
  [before, after]: readonly [Version, Version],
  words: Words,
): Promise<Output<'revisions.compare'>> {
  const [older, newer] = [await documentOf(library, id, before), await documentOf(library, id, after)];
  return { differences: versionDifferences(older, newer, words) };
}

async function restore(
  library: OpenedLibrary,
  { id, base, revision }: Input<'revisions.restore'>,
  author: Author,
): Promise<Output<'revisions.restore'>> {
  return withOurs(library, id, async () => {
    const outcome = await library.revisions.restore(id, base, revision, author);
    return { ...outcome, practice: await shown(library, id) };
  });
}
