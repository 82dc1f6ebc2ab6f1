import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { layout } from '#core/library/layout';
import { createLibrary } from '#core/library/open-library';
import type { OpenedLibrary } from '#core/library/opened-library';
import { nodeFileSystem } from '#core/files/node-file-system';
import { decide, type Questions, undoDecision } from '#core/near-duplicates/decide';
import { readDecisions } from '#core/near-duplicates/decision-files';
import { TextChanges } from '#core/near-duplicates/text-change';
import type { Input } from '#shared/contract/contract';
import { pairOf } from '#shared/model/near-duplicate';
import { edited, written } from '#tests/core/near-duplicates/written';
import { type ExchangeOffice, newOffice, openOffice } from '#tests/support/exchange';
import { temporaryFolder } from '#tests/support/folders';
import { expectOldOrNew, type Run } from '#tests/support/kill-everywhere';
import { openedLibrary } from '#tests/support/opened-library';
import { randomFrom } from '#tests/support/random';

const one = '0193e4a0-0000-7000-8000-000000000001';
const other = '0193e4a0-0000-7000-8000-000000000002';
const practices = pairOf(other, one);
const office = '0193e4a0-0000-7000-8000-0000000000aa';
const now = new Date('2026-01-05T02:00:00Z');
const decider = { by: 'Lan', now };
const random = randomFrom(5);
const words = written(random, 300);

function text(id: string, body: readonly string[]): string {
  return `---\nformat: "1.0"\nid: ${id}\norigin: ${office}\nlanguage: vi\ntitle: Ngầm hóa\n---\n\n## Mục đích\n\n${body.join(' ')}\n`;
}

async function putBoth({ store }: OpenedLibrary): Promise<void> {
  for (const id of practices)
    await store.create(id, text(id, words), { format: '1.0', status: 'draft', log: [] });
}

async function library(): Promise<string> {
  const root = join(temporaryFolder(), 'library');
  await createLibrary(nodeFileSystem, root, 'Kho', now);
  await putBoth(await openedLibrary(root));
  return root;
}

type Decision = Input<'nearDuplicates.decide'>['decision'];
const same: Decision = { type: 'same', main: one };
const asked: Decision = { type: 'asked', of: other, question: 'Hai bài này có phải một?' };

function decideIt(opened: OpenedLibrary, decision: Decision, base: string | null = null): Promise<unknown> {
  return decide(opened, { practices, base, decision }, decider);
}

/** Decisions and comments, as a person sees them. */
async function stateOf(root: string): Promise<unknown> {
  const opened = await openedLibrary(root);
  const decisions = [...(await readDecisions(opened)).values()];
  const comments = (await opened.store.work(other))?.comments ?? [];
  return {
    decisions: decisions.map(({ type, main, question, by, before }) => [
      type,
      main,
      question,
      by,
      before?.type,
    ]),
    comments: comments.map(({ text: said, removedBy }) => [said, removedBy]),
  };
}

describe('a decision about two practices', () => {
  it('names the one that stands for both, and keeps what it has replaced for once', async () => {
    const root = await library();
    const opened = await openedLibrary(root);
    expect(await decideIt(opened, same)).toMatchObject({ type: 'decided' });
    const { at = '' } = [...(await readDecisions(opened)).values()][0] ?? {};
    expect(await decideIt(opened, { type: 'both' }, at)).toMatchObject({ type: 'decided' });
    expect(await stateOf(root)).toEqual({
      decisions: [['both', undefined, undefined, 'Lan', 'same']],
      comments: [],
    });
    const later = [...(await readDecisions(opened)).values()][0]?.at ?? '';
    expect(later > at).toBe(true);
    expect(await undoDecision(opened, { practices, at: later }, decider)).toBeDefined();
    expect(await stateOf(root)).toMatchObject({ decisions: [['same', one, undefined, 'Lan', undefined]] });
    expect(await undoDecision(opened, { practices, at }, decider)).toBeDefined();
    expect(readdirSync(join(root, layout.nearDuplicates))).toEqual([]);
  });

  it('is not written over one that somebody else has made meanwhile', async () => {
    const root = await library();
    const opened = await openedLibrary(root);
    await decideIt(opened, same);
    expect(await decideIt(opened, { type: 'both' })).toEqual({ type: 'changed' });
    expect(
      await undoDecision(opened, { practices, at: '2020-01-01T00:00:00.000Z' }, decider),
    ).toBeUndefined();
    expect(await stateOf(root)).toMatchObject({ decisions: [['same', one, undefined, 'Lan', undefined]] });
  });

  it('of two that are made at once leaves one, and says so to the other', async () => {
    const root = await library();
    const opened = await Promise.all([openedLibrary(root), openedLibrary(root)]);
    const outcomes = await Promise.all(
      opened.map((library, number) => decideIt(library, number === 0 ? same : { type: 'both' })),
    );
    expect(outcomes.map((outcome) => (outcome as { type: string }).type).sort()).toEqual([
      'changed',
      'decided',
    ]);
  });

  it('asks the unit by a comment, which goes with it', async () => {
    const root = await library();
    const opened = await openedLibrary(root);
    await decideIt(opened, asked);
    expect(await stateOf(root)).toMatchObject({ comments: [['Hai bài này có phải một?', undefined]] });
    const { at = '' } = [...(await readDecisions(opened)).values()][0] ?? {};
    await undoDecision(opened, { practices, at }, { by: 'Hoa', now });
    expect(await stateOf(root)).toEqual({ decisions: [], comments: [['', 'Hoa']] });
  });

  it.each<[string, Input<'nearDuplicates.decide'>]>([
    ['a practice that is none of both', { practices, base: null, decision: { type: 'same', main: office } }],
    ['a pair in the other order', { practices: [other, one], base: null, decision: { type: 'both' } }],
    ['a practice and itself', { practices: [one, one], base: null, decision: { type: 'both' } }],
  ])('is refused for %s', async (_what, input) => {
    const opened = await openedLibrary(await library());
    await expect(decide(opened, input, decider)).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('keeps keys that it does not know, and leaves alone what cannot be read', async () => {
    const root = await library();
    const opened = await openedLibrary(root);
    await decideIt(opened, same);
    const file = join(root, layout.nearDuplicate(practices.join('_')));
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { at: string };
    writeFileSync(file, JSON.stringify({ ...stored, constructor: 'later' }));
    await decideIt(opened, { type: 'both' }, stored.at);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ before: { constructor: 'later' } });
    writeFileSync(file, '\0\0');
    expect(await readDecisions(opened)).toEqual(new Map());
    await expect(decideIt(opened, same)).rejects.toMatchObject({ code: 'library-damaged' });
    expect(readFileSync(file, 'utf8')).toBe('\0\0');
  });

  it.each([
    [0.02, true],
    [0.3, false],
  ])('after %d of a text was changed holds: %s', async (share, holds) => {
    const root = await library();
    const opened = await openedLibrary(root);
    await opened.catalogue.scan();
    await decideIt(opened, same);
    const [file] = [...(await readDecisions(opened)).values()];
    if (!file) throw new Error('no decision');
    const changes = new TextChanges(opened);
    expect(await changes.holds(practices, file)).toBe(true);
    writeFileSync(join(root, layout.text(other)), text(other, edited(random, words, share)));
    await opened.catalogue.note(other);
    expect(await changes.holds(practices, file)).toBe(holds);
  });
});

describe('a kill at any step', () => {
  const run =
    (change: (opened: OpenedLibrary) => Promise<unknown>): Run =>
    async (root, fileSystem) =>
      change(await openedLibrary(root, fileSystem));

  it.each<[string, Decision]>([
    ['a decision', same],
    ['a question', asked],
  ])('leaves %s whole or not made', async (_what, decision) => {
    const original = await library();
    await expectOldOrNew({ original, run: run((opened) => decideIt(opened, decision)), stateOf });
  });

  it('leaves a decision that is taken back whole or gone, with its question', async () => {
    const original = await library();
    const opened = await openedLibrary(original);
    await decideIt(opened, asked);
    const { at = '' } = [...(await readDecisions(opened)).values()][0] ?? {};
    const undo = run((again) => undoDecision(again, { practices, at }, decider));
    await expectOldOrNew({ original, run: undo, stateOf });
  });

  /** As the operations do: the question to a peer's office is a statement. */
  const questionsBy = ({ statements }: ExchangeOffice): Questions => ({
    ask: async (transaction, practice, question) => {
      const options = { subject: { practice, revision: null }, by: 'Lan' };
      return (await statements.makeIn(transaction, 'question', { text: question }, options)).id;
    },
    withdraw: (transaction, id) => statements.remove(transaction, id),
  });

  /** Neither may be there without the other. */
  const askedState = async (root: string): Promise<unknown> => {
    const { library: opened, statements } = await openOffice(root);
    const all = (await statements.list()).map(({ statement }) => statement);
    const ids = all.filter(({ type }) => type === 'question').map(({ id }) => id);
    const decisions = [...(await readDecisions(opened)).values()];
    return { questions: ids.length, withTheirs: decisions.map((one) => ids.includes(one.statement ?? '')) };
  };

  it('leaves a question to an office and its decision both, or neither', async () => {
    const { root: original, library: first } = await newOffice();
    await putBoth(first);
    const ask: Run = async (root, fileSystem) => {
      const office = await openOffice(root, { fileSystem });
      const input = { practices, base: null, decision: asked };
      await decide(office.library, input, decider, questionsBy(office));
    };
    await expectOldOrNew({ original, run: ask, stateOf: askedState });
    await ask(original, nodeFileSystem);
    const { at = '' } = [...(await readDecisions(await openedLibrary(original))).values()][0] ?? {};
    const undo: Run = async (root, fileSystem) => {
      const office = await openOffice(root, { fileSystem });
      await undoDecision(office.library, { practices, at }, decider, questionsBy(office));
    };
    await expectOldOrNew({ original, run: undo, stateOf: askedState });
  });
});
