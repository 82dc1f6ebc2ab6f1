import { ContentFinder, type GoodRevision } from '#core/care/content-finder';
import { found, type Found } from '#core/care/mend';
import { layout } from '#core/library/layout';
import { decodeText } from '#core/practices/document';
import type { PracticeStore, StoredPractice } from '#core/practices/practice-store';
import { recordFile, textFile } from '#core/practices/record';
import { type Revision, revisionOf } from '#core/practices/revision-history';
import { toFailure } from '#shared/failure';

/** One practice while it is looked through. */
interface Look {
  readonly store: PracticeStore;
  readonly id: string;
  readonly finder: ContentFinder;
  readonly findings: Found[];
  /** Of our office: its earlier revisions should all be here. */
  readonly ours: boolean;
  note: (...input: Parameters<typeof found>) => void;
}

/**
 * Holds everything of a practice against everything else of it: text, record, kept revisions, attachments, status. For what
 * is damaged, the right content is looked for, by its digest, in the practice's own files.
 */
export async function checkPractice(
  store: PracticeStore,
  id: string,
  ourOffice: string | undefined,
): Promise<Found[]> {
  const findings: Found[] = [];
  const finder = new ContentFinder(store, id);
  const text = await attempt(() => store.read(id));
  const record = await attempt(async () =>
    revisionOf(await store.fileSystem.read(store.at(layout.record(id)))),
  );
  const good = await finder.good(record.value?.hash);
  const title = (text.value ? text.value.document : good[0])?.frontMatter.title ?? '';
  const look: Look = {
    store,
    id,
    finder,
    findings,
    ours: text.value?.document.frontMatter.origin === ourOffice,
    note: (code, path, facts = {}) => findings.push(found(code, path, { practiceId: id, title, ...facts })),
  };
  await checkText(look, text, record.value, good);
  await checkRecord(look, text.value, record, good);
  await checkHistory(look, text.value, record.value, good);
  await checkAttachments(look, text.value);
  await checkKept(look);
  const work = await attempt(() => store.work(id));
  if (work.fault) look.note('work-unreadable', layout.work(id), { detail: work.fault.detail });
  return findings;
}

interface Attempt<T> {
  readonly value?: T;
  readonly fault?: { readonly missing: boolean; readonly detail: string };
}

/** Lost and damaged are findings; a disk that cannot be read is a fault of the check. */
async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    const failure = toFailure(error);
    if (failure.code !== 'practice-damaged' && failure.code !== 'not-found') throw error;
    return { fault: { missing: failure.code === 'not-found', detail: failure.message } };
  }
}

/** A lost text is put back from the best revision, with the record of that revision if another one is there. */
async function checkText(
  look: Look,
  text: Attempt<StoredPractice>,
  record: Revision | undefined,
  [best]: readonly GoodRevision[],
): Promise<void> {
  if (!text.fault) return;
  const { id, finder } = look;
  const code = text.fault.missing ? 'text-missing' : 'text-unreadable';
  const detail = text.fault.detail;
  if (!best) {
    look.note(code, layout.text(id), { detail });
    return;
  }
  const { hash, record: bestRecord } = best.revision;
  const also =
    record?.hash === hash
      ? []
      : [{ path: layout.record(id), mend: { type: 'text' as const, text: bestRecord } }];
  const mend = { type: 'text', text: decodeText(await finder.text(best)) } as const;
  const older = record !== undefined && record.hash !== hash;
  look.note(code, layout.text(id), { mend, also, older, detail });
}

/** A lost record is that of the revision which the text itself names, if that is whole. */
async function checkRecord(
  look: Look,
  text: StoredPractice | undefined,
  record: Attempt<Revision>,
  good: readonly GoodRevision[],
): Promise<void> {
  const { id, store } = look;
  if (!record.fault) return;
  const hasHistory = (await store.fileSystem.list(store.at(layout.history(id)))).length > 0;
  // Before the first revision there is none.
  if (record.fault.missing && !hasHistory && (text?.document.frontMatter.revision ?? 0) === 0) return;
  // With the text gone too, both come back together.
  if (!text && good.length > 0) return;
  const number = text?.document.frontMatter.revision ?? 0;
  const own = good.find(({ frontMatter }) => (frontMatter.revision ?? 0) === number);
  look.note(record.fault.missing ? 'record-missing' : 'record-unreadable', layout.record(id), {
    mend: own && { type: 'text', text: own.revision.record },
    detail: record.fault.detail,
  });
}

async function checkHistory(
  look: Look,
  text: StoredPractice | undefined,
  record: Revision | undefined,
  good: readonly GoodRevision[],
): Promise<void> {
  const { id, store, note } = look;
  const kept = (await store.fileSystem.list(store.at(layout.history(id))))
    .map(({ name }) => name)
    .filter((name) => /^[0-9a-f]{64}$/.test(name));
  const whole = new Set(good.map(({ revision }) => revision.hash));
  for (const hash of kept) if (!whole.has(hash)) await checkRevision(look, hash, record);
  if (record && !kept.includes(record.hash)) {
    note('history-missing', layout.revision(id, record.hash), await fromWorkingCopy(look, record));
  }
  const parents = look.ours ? (text?.document.frontMatter.parents ?? []) : [];
  for (const parent of parents)
    if (!kept.includes(parent)) note('parent-unknown', layout.revision(id, parent), { detail: parent });
}

/** The last revision's text and record lie beside its history too, as long as nothing was changed since. */
async function fromWorkingCopy(look: Look, record: Revision): Promise<Parameters<typeof found>[2]> {
  const { id, finder } = look;
  const digest = record.entries.find(({ path }) => path === textFile)?.sha256;
  const from = layout.text(id);
  if (digest === undefined || (await finder.digest(from)) !== digest) return {};
  const folder = layout.revision(id, record.hash);
  return {
    mend: { type: 'text', text: record.record },
    also: [{ path: `${folder}/${textFile}`, mend: { type: 'copy', from, sha256: digest } }],
  };
}

async function checkRevision(look: Look, hash: string, record: Revision | undefined): Promise<void> {
  const { id, store, finder, note } = look;
  const folder = layout.revision(id, hash);
  const kept = await attempt(async () =>
    revisionOf(await store.fileSystem.read(store.at(`${folder}/${recordFile}`))),
  );
  const isRecordWhole = kept.value?.hash === hash;
  const right = isRecordWhole ? kept.value : record?.hash === hash ? record : undefined;
  if (!isRecordWhole)
    note('history-damaged', `${folder}/${recordFile}`, {
      mend: right && { type: 'text', text: right.record },
      ...(kept.fault ? { detail: kept.fault.detail } : {}),
    });
  const digest = right?.entries.find(({ path }) => path === textFile)?.sha256;
  const there = await finder.digest(`${folder}/${textFile}`);
  if (digest === undefined ? there !== undefined : there === digest) return;
  const from =
    digest !== undefined && (await finder.digest(layout.text(id))) === digest ? layout.text(id) : undefined;
  note('history-damaged', `${folder}/${textFile}`, {
    mend: from === undefined || digest === undefined ? undefined : { type: 'copy', from, sha256: digest },
  });
}

async function checkAttachments({ id, finder, note }: Look, text: StoredPractice | undefined): Promise<void> {
  for (const { file, title, sha256: digest } of text?.document.frontMatter.attachments ?? []) {
    const path = layout.attachment(id, file);
    const there = await finder.digest(path);
    if (there === digest) continue;
    const from = await finder.byContent(digest, []);
    const mend = from === undefined ? undefined : ({ type: 'copy', from, sha256: digest } as const);
    const name = title || file;
    note(there === undefined ? 'attachment-missing' : 'attachment-changed', path, { mend, name });
  }
}

/** Attachments of earlier revisions lie under the name of their content. */
async function checkKept({ id, store, finder, note }: Look): Promise<void> {
  const folder = `${layout.history(id)}/attachments`;
  for (const { name, kind } of await store.fileSystem.list(store.at(folder))) {
    if (kind !== 'file' || !/^[0-9a-f]{64}$/.test(name)) continue;
    const path = layout.keptAttachment(id, name);
    if ((await finder.digest(path)) === name) continue;
    const from = await finder.byContent(name, []);
    note('history-damaged', path, {
      mend: from === undefined ? undefined : { type: 'copy', from, sha256: name },
    });
  }
}
