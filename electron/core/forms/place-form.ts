import mime from 'mime';
import { v7 as uuidv7 } from 'uuid';
import { jsonText } from '#core/files/atomic-write';
import { heldTogether, type HeldLock } from '#core/files/held-lock';
import { inTransaction } from '#core/files/transaction';
import { earlierOf, isSameUnit, shown, stillThere, titlesBeside } from '#core/forms/earlier-forms';
import { digestOf, exclusivelyInForms, fileOfForm, readForms, stageRecord } from '#core/forms/form-records';
import { draftText, filledText } from '#core/forms/form-text';
import { wordsIn } from '#core/forms/form-words';
import { layout } from '#core/library/layout';
import { libraryFormat } from '#core/library/library-files';
import type { OpenedLibrary } from '#core/library/opened-library';
import { safeFileName } from '#core/practices/attachments';
import { newWork } from '#core/practices/new-practice';
import { placeName } from '#shared/messages/form-place';
import type { FormReading, FormRecord } from '#shared/model/form';
import type { Attachment } from '#shared/model/practice';

/** A form that was read, with its bytes, and who takes it when. */
export interface ArrivedForm {
  readonly take: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  /** The one that the form names, else the one on the screen. */
  readonly period: string;
  readonly reading: FormReading;
}

export interface Taker {
  readonly by: string;
  readonly now: Date;
}

export type Placed =
  | { readonly type: 'draft' | 'replaced'; readonly practice: string; readonly others: string[] }
  | { readonly type: 'nil'; readonly hasPractice: boolean }
  | { readonly type: 'same'; readonly practice: string | null }
  | {
      readonly type: 'asked';
      readonly before: { practice: string; title: string; replaceable: boolean } | null;
    };

/**
 * Takes one form as one step: all of it is there or nothing. Where the unit has answered for the period before, nothing is
 * done without a choice; a nil answer no longer counts once there is a practice. `replace` fails with `practice-closed`
 * where the earlier one is no draft any more.
 */
export async function placeForm(
  library: OpenedLibrary,
  form: ArrivedForm,
  taker: Taker,
  choice?: 'replace' | 'keep',
): Promise<Placed> {
  return exclusivelyInForms(library, async (held) => {
    const records = (await readForms(library)).filter(({ undone }) => undone === undefined);
    const present = await stillThere(library, records);
    const { unit, fields } = form.reading;
    const same = present.find(({ sha256 }) => sha256 === form.sha256);
    if (same) return { type: 'same', practice: same.practice ?? null };
    const ofUnit = present.filter((one) => isSameUnit(one.unit, unit) && one.period === form.period);
    if (isNilAnswer(form.reading)) return placeNil(library, form, taker, ofUnit, held);
    const before = earlierOf(ofUnit, fields.title ?? '');
    if (before && choice === undefined) return { type: 'asked', before: await shown(library, before) };
    const nil = before?.answer === 'nil' ? before : undefined;
    const practice =
      before?.practice !== undefined && choice === 'replace'
        ? await replaceWith(library, form, taker, { ...before, practice: before.practice }, held)
        : await placeDraft(library, form, taker, nil, held);
    const type = practice === before?.practice ? 'replaced' : 'draft';
    return { type, practice, others: titlesBeside(ofUnit, practice) };
  });
}

/** Nothing but the tick: a form with content is a practice, whatever is ticked. */
export const isNilAnswer = ({ nil, fields, sections }: FormReading): boolean =>
  nil && Object.keys(sections).length === 0 && !fields.title && !fields.results?.length && !fields.summary;

function recordOf(
  { take, name, sha256, period, reading }: ArrivedForm,
  { by, now }: Taker,
  rest: Pick<FormRecord, 'answer'> & Partial<FormRecord>,
): FormRecord {
  const { unit, language } = reading;
  const { forms } = wordsIn(language);
  const unplaced = reading.unplaced.map(({ where, text }) => ({ where: placeName(where, forms), text }));
  const at = now.toISOString();
  return { format: libraryFormat, id: uuidv7(), take, at, by, name, sha256, unit, period, unplaced, ...rest };
}

async function placeNil(
  library: OpenedLibrary,
  form: ArrivedForm,
  taker: Taker,
  ofUnit: readonly FormRecord[],
  held: HeldLock,
): Promise<Placed> {
  if (ofUnit.some(({ answer }) => answer === 'nil')) return { type: 'same', practice: null };
  const { fileSystem, root } = library.store;
  const record = recordOf(form, taker, { answer: 'nil' });
  await inTransaction(
    fileSystem,
    root,
    async (transaction) => {
      await transaction.put(fileOfForm(record.id), form.bytes);
      await stageRecord(transaction, record);
    },
    held,
  );
  return { type: 'nil', hasPractice: ofUnit.length > 0 };
}

function attachmentOf(form: ArrivedForm, taken: ReadonlySet<string>): Attachment {
  const file = safeFileName(form.name, taken);
  return {
    file,
    title: form.name.normalize('NFC'),
    mediaType: mime.getType(file) ?? 'application/octet-stream',
    bytes: form.bytes.byteLength,
    sha256: form.sha256,
  };
}

/** `nil` is the earlier answer that this one takes the place of. */
async function placeDraft(
  library: OpenedLibrary,
  form: ArrivedForm,
  taker: Taker,
  nil: FormRecord | undefined,
  held: HeldLock,
): Promise<string> {
  const { fileSystem, root } = library.store;
  const { reading, period } = form;
  const id = uuidv7();
  const attachment = attachmentOf(form, new Set());
  const said = { ...reading, fields: { ...reading.fields, period } };
  const text = await draftText(library, id, said, [attachment]);
  const work = { ...newWork(taker.by, taker.now), ...(reading.unit === '' ? {} : { unit: reading.unit }) };
  const title = reading.fields.title ?? '';
  const record = recordOf(form, taker, {
    ...{ answer: 'practice', practice: id, title, after: digestOf(text) },
    ...(nil ? { insteadOf: nil.id } : {}),
  });
  await inTransaction(
    fileSystem,
    root,
    async (transaction) => {
      await transaction.put(layout.text(id), text);
      await transaction.put(layout.work(id), jsonText(work));
      await transaction.put(layout.attachment(id, attachment.file), form.bytes);
      await stageRecord(transaction, record);
      if (nil) await stageRecord(transaction, { ...nil, undone: { at: record.at, by: taker.by } });
    },
    held,
  );
  return id;
}

/** What stood there is kept as a revision before, as the earlier form is kept among the attachments. */
async function replaceWith(
  library: OpenedLibrary,
  form: ArrivedForm,
  taker: Taker,
  before: FormRecord & { practice: string },
  held: HeldLock,
): Promise<string> {
  const { store } = library;
  const { practice: id } = before;
  await store.readOpen(id);
  await library.revisions.mint(id, { by: taker.by, at: taker.now });
  await store.exclusively(id, async (own) => {
    const { document } = await store.readOpen(id);
    const listed = document.frontMatter.attachments ?? [];
    const lying = await store.fileSystem.list(store.at(`${layout.practice(id)}/attachments`));
    const names = new Set([...listed.map(({ file }) => file), ...lying.map(({ name }) => name)]);
    const attachment = attachmentOf(form, names);
    const said = { ...form.reading, fields: { ...form.reading.fields, period: form.period } };
    const text = filledText(document.text, said, [...listed, attachment]);
    const title = form.reading.fields.title ?? '';
    const made = { answer: 'practice' as const, practice: id, title };
    const record = recordOf(form, taker, { ...made, after: digestOf(text), before: document.text });
    await inTransaction(
      store.fileSystem,
      store.root,
      async (transaction) => {
        await transaction.put(layout.text(id), text);
        await transaction.put(layout.attachment(id, attachment.file), form.bytes);
        await stageRecord(transaction, record);
      },
      heldTogether([held, own]),
    );
  });
  return id;
}
