import { describe, expect, it } from 'vitest';
import { LetterheadForm } from '#renderer/views/settings/letterhead/letterhead-form.svelte';
import type { FoundLetterhead } from '#shared/contract/letterhead';
import { Failure } from '#shared/failure';
import { type Letterhead, letterheadSchema } from '#shared/model/letterhead';
import { FakeBackend } from '#tests/support/fake-backend';

const hashOf = (version: number): string => String(version).padStart(64, '0');
const derived = {
  ...{ parent: 'Ủy ban nhân dân', office: 'Sở', symbol: 'SKHCN', place: 'Hải Phòng', signer: null },
  ...{ reportTo: [], letterTo: [] },
};

/** A library that others write to, too. */
class Library {
  letterhead: Letterhead = letterheadSchema.parse({ format: '1.0' });
  version = 0;
  saves = 0;
  failing = false;
  /** Runs while a save is on its way. */
  meanwhile: () => void = () => undefined;

  write(change: Partial<Letterhead>): void {
    this.letterhead = { ...this.letterhead, ...change };
    this.version += 1;
  }

  get found(): FoundLetterhead {
    return { letterhead: this.letterhead, hash: this.version === 0 ? null : hashOf(this.version), derived };
  }

  readonly backend = new FakeBackend({
    answers: {
      'letterhead.get': () => Promise.resolve(this.found),
      'letterhead.save': async ({ base, letterhead }) => {
        this.saves += 1;
        await Promise.resolve();
        this.meanwhile();
        this.meanwhile = () => undefined;
        if (this.failing) throw new Failure('disk-full');
        if (base !== this.found.hash) return { type: 'conflict', ...this.found };
        this.letterhead = { format: this.letterhead.format, ...letterhead };
        this.version += 1;
        return { type: 'saved', ...this.found };
      },
    },
  });
}

async function opened(change: Partial<Letterhead> = {}) {
  const library = new Library();
  if (Object.keys(change).length > 0) library.write(change);
  let told = 0;
  const form = new LetterheadForm(library.backend, () => (told += 1));
  await form.load();
  const { draft } = form;
  if (!draft) throw new Error('not loaded');
  return { library, form, draft, told: () => told };
}

describe('the letterhead form', () => {
  it('saves what was typed, once, and nothing where nothing changed', async () => {
    const { library, form, draft, told } = await opened();
    await form.save();
    expect(library.saves).toBe(0);
    draft.place = '  Hải Phòng ';
    draft.reportRecipients = 'Lãnh đạo Sở\n\n  Các phòng ';
    await form.save();
    await form.save();
    expect([library.saves, told()]).toEqual([1, 1]);
    expect(library.letterhead).toMatchObject({
      place: 'Hải Phòng',
      reportRecipients: ['Lãnh đạo Sở', 'Các phòng'],
    });
    expect(library.letterhead).not.toHaveProperty('parent');
    expect(form.isDirty).toBe(false);
  });

  it('tells an empty body above from one that is left open', async () => {
    const { library, form, draft } = await opened({ parent: 'Bộ', reportTo: ['Bộ'] });
    [draft.noParent, draft.noReportTo] = [true, true];
    await form.save();
    expect(library.letterhead).toMatchObject({ parent: '', reportTo: [] });
    [draft.noParent, draft.noReportTo] = [false, false];
    [draft.parent, draft.reportTo] = ['', ''];
    await form.save();
    expect(library.letterhead).not.toHaveProperty('parent');
    expect(library.letterhead).not.toHaveProperty('reportTo');
  });

  it('keeps what is typed while it saves, and saves that next', async () => {
    const { library, form, draft } = await opened();
    draft.place = 'Hải Phòng';
    library.meanwhile = () => {
      draft.place = 'Hải Phòng 2';
      draft.symbol = 'SK';
    };
    await form.save();
    expect([draft.place, draft.symbol]).toEqual(['Hải Phòng 2', 'SK']);
    expect(form.isDirty).toBe(true);
    await form.save();
    expect(library.letterhead).toMatchObject({ place: 'Hải Phòng 2', symbol: 'SK' });
  });

  it('keeps signers with what it does not know, leaves out empty ones, and keeps their rows', async () => {
    const signer = { authority: 'KT.', of: 'Giám đốc', post: 'Phó Giám đốc', name: 'B', phone: '1' } as const;
    const { library, form, draft } = await opened({ signers: [signer] });
    form.addSigner();
    draft.symbol = 'SK';
    await form.save();
    expect(library.letterhead.signers).toEqual([signer]);
    expect(draft.signers).toHaveLength(2);
    Object.assign(draft.signers[1] ?? {}, { post: 'Giám đốc', name: 'A', of: 'thừa' });
    await form.raiseSigner(1);
    expect(library.letterhead.signers).toEqual([{ post: 'Giám đốc', name: 'A' }, signer]);
    await form.removeSigner(0);
    expect(library.letterhead.signers).toEqual([signer]);
  });

  it('takes in what a colleague changed elsewhere, and saves ours beside it', async () => {
    const { library, form, draft } = await opened();
    draft.place = 'Hải Phòng';
    library.write({ symbol: 'SKHCN', drafter: 'CĐS' });
    await form.save();
    expect(library.letterhead).toMatchObject({ place: 'Hải Phòng', symbol: 'SKHCN', drafter: 'CĐS' });
    expect([draft.symbol, draft.place, form.overtaken]).toEqual(['SKHCN', 'Hải Phòng', true]);
    expect(form.clashing).toEqual([]);
  });

  it('asks where both changed the same, and writes over theirs only when told', async () => {
    const { library, form, draft } = await opened();
    [draft.place, draft.symbol] = ['Của tôi', 'TOI'];
    library.write({ place: 'Của họ' });
    await form.save();
    expect(form.clashing).toEqual(['place']);
    expect(draft.place).toBe('Của tôi');
    expect(library.letterhead).toMatchObject({ place: 'Của họ', symbol: 'TOI' });
    draft.drafter = 'CĐS';
    await form.save();
    expect(library.letterhead).toMatchObject({ place: 'Của họ', drafter: 'CĐS' });
    library.write({ office: 'Sở mới' });
    draft.drafter = 'VP';
    await form.save();
    expect(form.clashing).toEqual(['place']);
    expect(library.letterhead).toMatchObject({ place: 'Của họ', drafter: 'VP', office: 'Sở mới' });
    await form.keepOurs();
    expect(library.letterhead.place).toBe('Của tôi');
    expect(form.isDirty).toBe(false);
  });

  it('takes theirs when told, and nothing is asked any more', async () => {
    const { library, form, draft } = await opened();
    draft.place = 'Của tôi';
    library.write({ place: 'Của họ' });
    await form.save();
    form.takeTheirs();
    expect([draft.place, form.clashing, form.isDirty]).toEqual(['Của họ', [], false]);
  });

  it('shows a failure, loses nothing, and saves once it is over', async () => {
    const { library, form, draft } = await opened();
    library.failing = true;
    draft.place = 'Hải Phòng';
    await form.save();
    expect([form.failure?.code, draft.place, form.isDirty]).toEqual(['disk-full', 'Hải Phòng', true]);
    library.failing = false;
    await form.save();
    expect([form.failure, library.letterhead.place]).toEqual([null, 'Hải Phòng']);
  });

  it('names what is too long and saves nothing until it is shorter', async () => {
    const { library, form, draft } = await opened();
    draft.reportRecipients = 'x'.repeat(301);
    await form.save();
    expect([form.wrong, library.saves]).toEqual([['reportRecipients'], 0]);
    draft.reportRecipients = 'x'.repeat(300);
    await form.save();
    expect([form.wrong, library.saves]).toEqual([[], 1]);
  });
});
