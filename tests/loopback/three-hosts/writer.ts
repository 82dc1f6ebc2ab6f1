import type { Backend } from '#renderer/backend/backend';
import type { Conflict } from '#renderer/views/editor/conflict';
import { DraftCopies } from '#renderer/views/editor/draft-copies';
import { toFormValues } from '#renderer/views/editor/form-values';
import { PracticeEditor } from '#renderer/views/editor/practice-editor.svelte';
import { formPiece, sectionTexts } from '#renderer/views/editor/practice-form.svelte';
import { Failure } from '#shared/failure';
import { DraftDisk } from '#tests/loopback/three-hosts/draft-disk';
import { type HostProcess, startHost } from '#tests/loopback/three-hosts/host-process';
import type { Ledger } from '#tests/loopback/three-hosts/ledger';

/** A number from 0 up to, but not including, `below`. */
export type Dice = (below: number) => number;

const places = ['summary', 'purpose', 'steps'] as const;

interface Sitting {
  readonly host: HostProcess;
  readonly editor: PracticeEditor;
  alive: boolean;
  /** The practice is open and what the last sitting left is on the form: whoever writes waits for that. */
  ready: boolean;
}

/** One person at one machine: the program's own host process and the page's own editor, typed into at random. */
export class Writer {
  readonly name: string;
  readonly disk = new DraftDisk();
  readonly #program: string;
  readonly #profile: string;
  readonly #library: string;
  readonly #ids: readonly string[];
  readonly #ledger: Ledger;
  readonly #dice: Dice;
  #sitting: Sitting | undefined;

  constructor(
    name: string,
    places: { program: string; profile: string; library: string; ids: readonly string[] },
    ledger: Ledger,
    dice: Dice,
  ) {
    this.name = name;
    this.#program = places.program;
    this.#profile = places.profile;
    this.#library = places.library;
    this.#ids = places.ids;
    this.#ledger = ledger;
    this.#dice = dice;
  }

  /** Switches the machine on, opens a practice and takes what the last sitting left. */
  async start(): Promise<void> {
    const host = await startHost(this.#program, this.#profile, this.#library);
    await this.#open(host);
  }

  /** A little typing, a rest, a look at what the page asks; now and then another practice. */
  async turn(): Promise<void> {
    const sitting = this.#sitting;
    if (!sitting?.alive || !sitting.ready) return;
    await this.#answer(sitting.editor);
    if (isDead(sitting)) return;
    const kind = this.#dice(20);
    if (kind === 0) await this.#reopen(sitting);
    else if (kind < 5) await pause(500 + this.#dice(600));
    else this.#type(sitting.editor);
    await pause(40 + this.#dice(160));
  }

  async powerCut(): Promise<void> {
    const sitting = this.#sitting;
    if (!sitting) return;
    sitting.alive = false;
    this.#ledger.killed(this.name);
    this.disk.powerCut();
    await sitting.host.kill();
  }

  /** Answers what is asked and saves; what is still open is said, nothing once all is stored. */
  async settle(): Promise<string> {
    const sitting = this.#sitting;
    if (!sitting) return 'not there';
    const { editor } = sitting;
    await this.#answer(editor);
    const stored = await editor.flush();
    return stored ? openEnds(editor) : `not stored (${openEnds(editor)})`;
  }

  /** Leaves the practice; what is still open is said. */
  async leave(): Promise<string> {
    const sitting = this.#sitting;
    if (!sitting) return 'not there';
    const stored = await sitting.editor.leave();
    return stored ? openEnds(sitting.editor) : `not stored (${openEnds(sitting.editor)})`;
  }

  async end(): Promise<void> {
    if (!this.#sitting) return;
    this.#sitting.alive = false;
    await this.#sitting.host.kill();
  }

  async #reopen(sitting: Sitting): Promise<void> {
    await sitting.editor.leave();
    if (sitting.alive) await this.#open(sitting.host);
  }

  async #open(host: HostProcess): Promise<void> {
    const alive = (): boolean => this.#sitting?.host === host && this.#sitting.alive;
    const backend = this.#watched(host.backend, alive);
    const id = this.#ids[this.#dice(this.#ids.length)] ?? '';
    const editor = new PracticeEditor(backend, new DraftCopies(this.disk.page(alive), 'kho'), id);
    const sitting = { host, editor, alive: true, ready: false };
    this.#sitting = sitting;
    // While the folder is away a practice cannot be opened; the program waits for it.
    const isReady = async (): Promise<boolean> => {
      await editor.load();
      return editor.phase === 'ready';
    };
    while (alive() && !(await isReady())) {
      await pause(200);
      await backend.invoke('library.refresh', {}).catch(() => undefined);
    }
    if (!alive()) return;
    await backend.invoke('presence.enter', { id }).catch(() => undefined);
    if (editor.open.copy.offered) await editor.earlier.use();
    sitting.ready = true;
  }

  #type(editor: PracticeEditor): void {
    if (!editor.editable) return;
    const wanted = places[this.#dice(places.length)] ?? 'steps';
    // A summary that is too long is held back on the form, not saved.
    const place = wanted === 'summary' && editor.form.values.summary.length > 400 ? 'steps' : wanted;
    const word = this.#ledger.type(this.name);
    if (place === 'summary') editor.form.values.summary = `${editor.form.values.summary} ${word}`.trim();
    else editor.form.sections[place] = `${editor.form.sections[place]} ${word}`.trim();
    editor.touch();
  }

  /** Decides like a person who has read the conflict page, and notes whom it named. */
  async #answer(editor: PracticeEditor): Promise<void> {
    if (editor.question.conflict === null) return;
    await this.#readNames(editor);
    const shown = editor.question.conflict;
    for (const { key } of shown.items) {
      const piece = formPiece(key, toFormValues(shown.theirs.frontMatter), sectionTexts(shown.theirs));
      this.#ledger.conflict(String(piece), shown.authors[key]?.name ?? null);
    }
    for (const { key } of shown.items) {
      const choices = key.startsWith('section:')
        ? (['mine', 'theirs', 'both'] as const)
        : (['mine', 'theirs'] as const);
      await editor.decisions.decide(key, choices[this.#dice(choices.length)] ?? 'mine');
    }
  }

  /** A slow machine tells the names later, not fewer of them: half a second for those that nobody knows. */
  async #readNames(editor: PracticeEditor): Promise<void> {
    const isTold = ({ items, authors }: Conflict): boolean =>
      items.every(({ key }) => Object.hasOwn(authors, key));
    for (let look = 0; look < 10; look += 1) {
      await pause(50);
      if (editor.question.conflict === null || isTold(editor.question.conflict)) return;
    }
  }

  /** The backend of a machine that may lose its power, with the ledger reading along. */
  #watched(backend: Backend, alive: () => boolean): Backend {
    return {
      ...backend,
      invoke: async (operation, input) => {
        if (!alive()) throw new Failure('host-gone');
        const texts = operation === 'practices.save' ? textsOf(input) : [];
        this.#ledger.sent(this.name, texts);
        const answer = await backend.invoke(operation, input);
        if (!alive()) throw new Failure('host-gone');
        if (operation === 'practices.save' && (answer as { type: string }).type === 'saved') {
          this.#ledger.acknowledge(texts);
        }
        return answer;
      },
    };
  }
}

function openEnds({ open: { failure, form }, question }: PracticeEditor): string {
  const asked = question.conflict?.items.map(({ key }) => `asked: ${key}`) ?? [];
  const unsaved = form.changedKeys().map((key) => `unsaved: ${key}`);
  return [...(failure ? [failure.message] : []), ...asked, ...unsaved].join(', ');
}

/** Asked anew after each wait: the power may have been cut meanwhile. */
function isDead({ alive }: Sitting): boolean {
  return !alive;
}

function textsOf(input: unknown): string[] {
  const { fields, sections } = input as { fields: Record<string, unknown>; sections: Record<string, string> };
  return [...Object.values(fields), ...Object.values(sections)].filter((text) => typeof text === 'string');
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
