import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { Core } from '#core/core';
import { openSection, sourceText, updateSource } from '#renderer/views/editor/rich/section-source';
import { DraftCopies } from '#renderer/views/editor/draft-copies';
import { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import { anyEdit, change, foreignSection, keptTexts } from '#tests/renderer/editor/rich/edit-section';
import { richSchema } from '#tests/renderer/editor/rich/rich-schema';
import { backendOf } from '#tests/support/core-backend';
import { memoryStore } from '#tests/support/memory-store';
import { startOffice } from '#tests/support/office';

vi.setConfig({ testTimeout: 240_000 });

const schema = richSchema();
const places = ['before', 'purpose', 'lessons'] as const;
type Place = (typeof places)[number];
const headings: Record<Place, string> = {
  before: '## Tình trạng trước khi áp dụng',
  purpose: '## Mục đích   ##',
  lessons: '##  Bài học kinh nghiệm',
};

/** As somebody else's hand and program wrote it: comments, keys and sections that are none of ours, odd spacing. */
const handWritten = (created: string, bodies: Readonly<Record<Place, string>>): string => {
  const key = (name: string): string => new RegExp(`^${name}: .*$`, 'm').exec(created)?.[0] ?? '';
  return `---
# Tệp này sửa bằng tay
${key('format')}
${key('id')}   # mã
${key('origin')}
language: vi
title: >-
  Ngầm hóa,
  cáp  viễn thông
ma_noi_bo: 01
summary: "Một  câu"   # sẽ viết lại
co_quan_khac: {a: 1, b: [x,  y]}
results:
  - indicator: "Chiều dài"
    after: 40.0
    # số liệu quý IV
    unit: km
---


Lời dẫn viết tay.  

${headings.before}

${bodies.before}

## Phụ lục riêng của Sở\t

gi\u1eef nguye\u0302n\u00a0 

${headings.purpose}
${bodies.purpose}



${headings.lessons}

${bodies.lessons}`;
};

/** A key of the front matter with the comments above it and the lines that belong to it. */
const keyLines = /^(?:#.*\n)*[a-zA-Z_]+:.*\n(?: .*\n)*/gm;

/** Pieces of practice.md by their name, read without the program. */
function piecesOf(text: string): Map<string, string> {
  const end = text.indexOf('\n---\n') + 1;
  const keys = text.slice(0, end).match(keyLines) ?? [];
  expect(`---\n${keys.join('')}`).toBe(text.slice(0, end));
  const [preamble = '', ...sections] = text.slice(end).split(/^(?=## )/m);
  const named = (piece: string): [string, string] => [/^(?:## .*|\w+(?=:))/m.exec(piece)?.[0] ?? '', piece];
  return new Map([['preamble', preamble], ...[...keys, ...sections].map(named)]);
}

/** Every piece but the named ones is there as it was, byte for byte. */
function expectKept(before: string, after: string, touched: readonly string[], what: string): void {
  const now = piecesOf(after);
  const kept = [...piecesOf(before)].filter(([name]) => !touched.includes(name));
  expect(
    kept.map(([name]) => [name, now.get(name)]),
    what,
  ).toEqual(kept);
}

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('rich' as const),
      place: fc.constantFrom(...places),
      edit: anyEdit,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('form' as const),
      field: fc.constantFrom('title' as const, 'summary' as const),
      text: fc.constantFrom('Tên: "mới" # 1', 'hai\u0301', 'Câu  dài'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('hand' as const),
      place: fc.constantFrom(...places, 'ma_noi_bo' as const, '## Phụ lục' as const),
      seen: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mint' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore' as const), at: fc.nat(9) }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

/** What minting and restoring keep of their own in the file. */
const bookkeeping = ['revision', 'parents'];

/** One practice, the page's editor on it, and what was kept of it. */
class Desk {
  readonly #core: Core;
  readonly #id: string;
  readonly #file: string;
  #editor: PracticeEditor;
  /** Texts by the hash of their revision. */
  readonly #minted = new Map<string, string>();
  #count = 0;

  private constructor(core: Core, id: string, file: string, editor: PracticeEditor) {
    this.#core = core;
    this.#id = id;
    this.#file = file;
    this.#editor = editor;
  }

  static async open(core: Core, path: string, bodies: Readonly<Record<Place, string>>): Promise<Desk> {
    const { summary } = await core.invoke('practices.create', { language: 'vi', title: 'goc' });
    const file = join(path, 'practices', summary.id, 'practice.md');
    writeFileSync(file, handWritten(readFileSync(file, 'utf8'), bodies));
    return new Desk(core, summary.id, file, await Desk.#page(core, summary.id));
  }

  static async #page(core: Core, id: string): Promise<PracticeEditor> {
    const store = memoryStore();
    const editor = new PracticeEditor(backendOf(core), new DraftCopies(store, 'kho'), id);
    await editor.load();
    expect(editor.phase).toBe('ready');
    return editor;
  }

  get text(): string {
    return readFileSync(this.#file, 'utf8');
  }

  async take(given: Step): Promise<void> {
    const before = this.text;
    const what = JSON.stringify([given, before]);
    if (given.kind === 'rich') await this.#rich(before, given, what);
    else if (given.kind === 'form') await this.#form(before, given, what);
    else if (given.kind === 'hand') await this.#hand(before, given);
    else if (given.kind === 'mint') await this.#mint(before, what);
    else await this.#restore(given.at, what);
  }

  async close(): Promise<void> {
    await this.#editor.leave();
  }

  async #rich(before: string, { place, edit }: Step & { kind: 'rich' }, what: string): Promise<void> {
    const opened = openSection(this.#editor.form.sections[place], schema);
    if (opened.type === 'plain') return;
    const { doc, source } = opened;
    const index = edit.at % doc.childCount;
    const stale = !before.includes(this.#editor.form.sections[place]);
    this.#editor.form.sections[place] = sourceText(updateSource(source, change(doc, index, edit)));
    await this.#save();
    expectKept(before, this.text, [headings[place]], what);
    if (stale) return;
    let at = this.text.indexOf(headings[place]);
    for (const kept of keptTexts(source, index, edit.kind)) {
      const found = this.text.indexOf(kept, at);
      expect(found, JSON.stringify([what, kept, this.text])).toBeGreaterThanOrEqual(at);
      at = found + kept.length;
    }
  }

  async #form(before: string, { field, text }: Step & { kind: 'form' }, what: string): Promise<void> {
    this.#editor.form.values[field] = `${text} ${String((this.#count += 1))}`;
    await this.#save();
    expectKept(before, this.text, [field], what);
  }

  /** In a text editor; the page hears of it at once, or only when it saves. */
  async #hand(before: string, { place, seen }: Step & { kind: 'hand' }): Promise<void> {
    const word = `tay${String((this.#count += 1))}`;
    const key = before.replace(/^ma_noi_bo: .*$/m, `ma_noi_bo: ${word}`);
    const heading = place in headings ? headings[place as Place] : place;
    const line = before.indexOf('\n', before.indexOf(heading)) + 1;
    const section = `${before.slice(0, line)}${word}  \n\n${before.slice(line)}`;
    writeFileSync(this.#file, place === 'ma_noi_bo' ? key : section);
    if (seen) await this.#reopen();
  }

  async #mint(before: string, what: string): Promise<void> {
    const { revision } = await this.#core.invoke('practices.mint', { id: this.#id });
    expectKept(before, this.text, bookkeeping, what);
    this.#minted.set(revision, this.text);
    await this.#reopen();
  }

  async #restore(at: number, what: string): Promise<void> {
    const revisions = [...this.#minted];
    const [hash, text] = revisions[at % Math.max(1, revisions.length)] ?? [];
    if (hash === undefined || text === undefined) return;
    await this.#reopen();
    const base = this.#editor.practice?.hash ?? '';
    const outcome = await this.#core.invoke('revisions.restore', { id: this.#id, base, revision: hash });
    expect(outcome.type, what).toBe('restored');
    expectKept(text, this.text, bookkeeping, what);
    await this.#reopen();
  }

  /** Saves; where somebody was faster in the same piece, ours is chosen. */
  async #save(): Promise<void> {
    this.#editor.touch();
    for (let round = 0; round < 4; round += 1) {
      await this.#editor.flush();
      for (const { key } of this.#editor.question.conflict?.items ?? [])
        await this.#editor.decisions.decide(key, 'mine');
    }
    expect(this.#editor.open.unsaved).toBe(false);
  }

  async #reopen(): Promise<void> {
    await this.#editor.leave();
    this.#editor = await Desk.#page(this.#core, this.#id);
  }
}

describe('a practice that is edited by form, rich editor, hand and restore in any order', () => {
  it('keeps every byte that a step did not touch (property)', async () => {
    const { core, path } = await startOffice();
    await fc.assert(
      fc.asyncProperty(
        fc.record({ before: foreignSection, purpose: foreignSection, lessons: foreignSection }),
        fc.array(step, { minLength: 4, maxLength: 14 }),
        async (bodies, steps) => {
          const desk = await Desk.open(core, path, bodies);
          // Each sequence has all kinds of steps in it, and some after a restore.
          const all: Step[] = [{ kind: 'mint' }, ...steps, { kind: 'restore', at: 0 }, ...steps.slice(0, 3)];
          for (const given of all) await desk.take(given);
          await desk.close();
        },
      ),
      { numRuns: 24 },
    );
  });
});
