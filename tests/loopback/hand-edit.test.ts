import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Core } from '#core/core';
import type { ConflictChoice } from '#renderer/views/editor/conflict';
import { DraftCopies } from '#renderer/views/editor/draft-copies';
import { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import { backendOf } from '#tests/support/core-backend';
import { memoryStore } from '#tests/support/memory-store';
import { startOffice } from '#tests/support/office';

const places = ['title', 'summary'] as const;
type Place = (typeof places)[number];

/** The page's editor on a real core, and practice.md as it lies on the disk. */
class Desk {
  readonly editor: PracticeEditor;
  readonly #folder: string;

  private constructor(editor: PracticeEditor, folder: string) {
    this.editor = editor;
    this.#folder = folder;
  }

  static async open(core: Core, path: string): Promise<Desk> {
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'goc' });
    const { id } = summary;
    const editor = new PracticeEditor(backendOf(core), new DraftCopies(memoryStore(), 'kho'), id);
    await editor.load();
    return new Desk(editor, join(path, 'practices', id));
  }

  get text(): string {
    return readFileSync(join(this.#folder, 'practice.md'), 'utf8');
  }

  /** All that the practice consists of, texts kept of choices among it. */
  get everything(): string {
    return readdirSync(this.#folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
      .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
  }

  /** Somebody with a text editor. */
  byHand(place: Place, word: string): void {
    const line = new RegExp(`^${place}: .*$`, 'm');
    const text = line.test(this.text)
      ? this.text.replace(line, (found) => `${found} ${word}`)
      : this.text.replace(/^title: .*$/m, (found) => `${found}\n${place}: ${word}`);
    writeFileSync(join(this.#folder, 'practice.md'), text);
  }

  type(place: Place, word: string): void {
    this.editor.form.values[place] = `${this.editor.form.values[place]} ${word}`.trim();
    this.editor.touch();
  }

  async answer(choice: ConflictChoice): Promise<void> {
    for (const { key } of this.editor.question.conflict?.items ?? [])
      await this.editor.decisions.decide(key, choice);
  }
}

describe('practice.md edited by hand while the editor holds unsaved typing', () => {
  it('is put together with it where they touch different things, and what is typed next is built on both', async () => {
    const { core, path } = await startOffice();
    const desk = await Desk.open(core, path);
    desk.type('summary', 'may');
    desk.byHand('title', 'tay');
    expect(await desk.editor.flush()).toBe(true);
    expect(desk.editor.question.conflict).toBeNull();
    expect(desk.text).toMatch(/^title: goc tay$/m);
    expect(desk.text).toMatch(/^summary: may$/m);
    expect(desk.editor.form.values.title).toBe('goc tay');
    desk.type('title', 'them');
    await desk.editor.flush();
    expect(desk.text).toMatch(/^title: goc tay them$/m);
  });

  it.each([
    ['mine', 'goc may'],
    ['theirs', 'goc tay'],
  ] as const)('is asked about where both touch the same, and both survive: %s', async (choice, chosen) => {
    const { core, path } = await startOffice();
    const desk = await Desk.open(core, path);
    desk.type('title', 'may');
    desk.byHand('title', 'tay');
    await desk.editor.flush();
    expect(desk.editor.question.conflict?.items.map(({ key }) => key)).toEqual(['title']);
    expect(desk.editor.question.conflict?.authors).toEqual({});
    expect(desk.text).toMatch(/^title: goc tay$/m);
    await desk.answer(choice);
    expect(desk.editor.open.unsaved).toBe(false);
    expect(desk.text).toContain(`title: ${chosen}\n`);
    for (const title of ['title: goc may\n', 'title: goc tay\n']) expect(desk.everything).toContain(title);
  });

  it('keeps every word of both, in whatever order they write, save and choose (property)', async () => {
    const { core, path } = await startOffice();
    const place = fc.constantFrom(...places);
    const action = fc.oneof(
      fc.record({ kind: fc.constantFrom('hand' as const, 'type' as const), place }),
      fc.record({ kind: fc.constant('save' as const) }),
      fc.record({ kind: fc.constant('answer' as const), choice: fc.constantFrom('mine', 'theirs') }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 6, maxLength: 20 }), async (actions) => {
        const desk = await Desk.open(core, path);
        const words: string[] = [];
        for (const step of actions) {
          const word = `tu${String(words.length)}x`;
          if (step.kind === 'save') await desk.editor.flush();
          else if (step.kind === 'answer') await desk.answer(step.choice);
          // While it asks, the page shows the question and nobody types.
          else if (step.kind === 'hand' || desk.editor.question.conflict === null) {
            if (step.kind === 'hand') desk.byHand(step.place, word);
            else desk.type(step.place, word);
            words.push(word);
          }
        }
        for (let round = 0; round < 5 && !(await desk.editor.flush()); round += 1) await desk.answer('mine');
        expect(await desk.editor.leave()).toBe(true);
        const { everything } = desk;
        expect(words.filter((word) => !everything.includes(word))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
