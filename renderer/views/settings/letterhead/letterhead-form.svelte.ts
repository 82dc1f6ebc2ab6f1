import type { Backend } from '#renderer/backend/backend';
import { AtOnce } from '#renderer/components/at-once.svelte';
import {
  differing,
  draftOf,
  emptySigner,
  type LetterheadDraft,
  type LetterheadKey,
  type LetterheadValues,
  putInto,
  valuesOf,
} from '#renderer/views/settings/letterhead/letterhead-draft';
import type { FoundLetterhead } from '#shared/contract/letterhead';
import { type FailureData, toFailure } from '#shared/failure';
import { letterheadSchema } from '#shared/model/letterhead';

/** What stands on our papers: saved on leaving a field; what is typed meanwhile, or differs from what a colleague saved, stays. */
export class LetterheadForm {
  found = $state.raw<FoundLetterhead | null>(null);
  draft = $state<LetterheadDraft | null>(null);
  failure = $state.raw<FailureData | null>(null);
  /** Somebody else saved first: what of theirs was taken in beside ours. */
  overtaken = $state(false);
  /** Both changed these, and ours is not saved until somebody decides. */
  clashing = $state.raw<readonly LetterheadKey[]>([]);
  /** What the form says now. */
  readonly values: LetterheadValues | null = $derived(this.draft && valuesOf(this.draft));
  /** What of it cannot be saved: too long. */
  readonly wrong: readonly string[] = $derived.by(() => {
    const checked = letterheadSchema.omit({ format: true }).safeParse(this.values ?? {});
    if (checked.success) return [];
    return checked.error.issues.map(({ path }) => String(path[0]));
  });
  readonly #backend: Backend;
  readonly #saved: () => void;
  readonly #saving = new AtOnce(() => this.#save());

  constructor(backend: Backend, saved: () => void) {
    this.#backend = backend;
    this.#saved = saved;
  }

  async load(): Promise<void> {
    try {
      const found = await this.#backend.invoke('letterhead.get', {});
      this.found = found;
      this.draft = draftOf(found.letterhead);
      this.clashing = [];
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Saves what the form says, after what is being saved. */
  save(): Promise<void> {
    return this.#saving.put(undefined);
  }

  /** Something is typed that is not in the library. */
  get isDirty(): boolean {
    return this.#unsaved().length > 0;
  }

  addSigner(): void {
    this.draft?.signers.push(emptySigner());
  }

  removeSigner(at: number): Promise<void> {
    this.draft?.signers.splice(at, 1);
    return this.save();
  }

  /** The first is the usual one. */
  raiseSigner(at: number): Promise<void> {
    const [signer] = this.draft?.signers.splice(at, 1) ?? [];
    if (signer) this.draft?.signers.splice(at - 1, 0, signer);
    return this.save();
  }

  /** Of what both changed, ours is saved over theirs. */
  keepOurs(): Promise<void> {
    this.clashing = [];
    return this.save();
  }

  takeTheirs(): void {
    const { found, draft } = this;
    if (found && draft) for (const key of this.clashing) putInto(draft, key, found.letterhead);
    this.clashing = [];
  }

  #unsaved(): LetterheadKey[] {
    return this.found && this.values ? differing(this.values, this.found.letterhead) : [];
  }

  async #save(): Promise<void> {
    const { found, values, clashing } = this;
    if (!found || !values || this.wrong.length > 0) return;
    const letterhead = clashing.length === 0 ? values : this.#withTheirs(values, found);
    const changed = differing(letterhead, found.letterhead);
    if (changed.length === 0) return;
    this.failure = null;
    this.overtaken = false;
    try {
      const { type, ...now } = await this.#backend.invoke('letterhead.save', {
        ...{ base: found.hash, letterhead },
      });
      if (type === 'saved') this.#take(now, letterhead);
      else await this.#meet(now, found, changed);
    } catch (error) {
      this.failure = toFailure(error);
    }
  }

  /** Until it is decided, what both changed stays in the library as they wrote it. */
  #withTheirs(values: LetterheadValues, { letterhead }: FoundLetterhead): LetterheadValues {
    const draft = draftOf(values);
    for (const key of this.clashing) putInto(draft, key, letterhead);
    return valuesOf(draft);
  }

  /** What was typed since it was sent stays in its field. */
  #take(now: FoundLetterhead, sent: LetterheadValues): void {
    const { draft } = this;
    const kept = this.values ? differing(this.values, sent) : [];
    this.found = now;
    if (draft)
      for (const key of differing(valuesOf(draft), now.letterhead))
        if (!kept.includes(key)) putInto(draft, key, now.letterhead);
    this.#saved();
  }

  /** Theirs is taken in where we changed nothing; where only we did ours is saved; what both changed is asked about. */
  async #meet(
    theirs: FoundLetterhead,
    before: FoundLetterhead,
    ours: readonly LetterheadKey[],
  ): Promise<void> {
    const { draft } = this;
    const changed = differing(theirs.letterhead, before.letterhead);
    const typed = this.values ? differing(this.values, before.letterhead) : [];
    const mine = [...ours, ...typed];
    if (draft) for (const key of changed) if (!mine.includes(key)) putInto(draft, key, theirs.letterhead);
    this.found = theirs;
    this.overtaken = true;
    const open = this.#unsaved();
    this.clashing = open.filter((key) => changed.includes(key) || this.clashing.includes(key));
    if (this.#unsaved().some((key) => !this.clashing.includes(key))) {
      await this.#save();
      this.overtaken = true;
    }
  }
}
