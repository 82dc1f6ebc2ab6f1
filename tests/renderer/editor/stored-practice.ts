import { createHash } from 'node:crypto';
import type { Handlers, Input, OperationName, Output } from '#shared/contract/contract';
import type { OpenLibrary } from '#shared/contract/library';
import type { Practice } from '#shared/contract/practices';
import { Failure } from '#shared/failure';
import type { FieldChanges, FrontMatter, Status } from '#shared/model/practice';
import { type SectionKey, sections as formatSections } from '#shared/model/section';
import { FakeBackend, fakePractice, openLibrary } from '#tests/support/fake-backend';

export const practiceId = '0192f0c1-0000-7000-8000-000000000001';
const office = '0192f0c1-0000-7000-8000-000000000002';
const binEntry = `${practiceId}.1767578400000`;
const me = {
  id: '0192f0c1-0000-7000-8000-000000000003',
  name: 'Trần Thị Lan',
  post: '',
  division: '',
  roles: [],
};

/** An open library of ours with an office and a person, as writing needs it. */
export const ourLibrary: OpenLibrary = {
  ...openLibrary,
  office: { format: '1.0', officeId: office, names: [{ name: 'Sở KH&CN' }], level: 'province', keys: [] },
  people: [me],
  me,
};

/** One practice with compare-and-swap, as the core keeps it: enough to see what an editor does to it. */
export class StoredPractice {
  frontMatter: FrontMatter = {
    format: '1.0',
    id: practiceId,
    origin: office,
    language: 'vi',
    title: 'Bản đầu',
  };
  sections: Partial<Record<SectionKey, string>> = { purpose: 'Mục đích cũ' };
  status: Status = 'draft';
  log: NonNullable<Practice['work']>['log'] = [];
  /** Saves that fail before the next one succeeds. */
  failures = 0;
  /** Milliseconds that a save takes. */
  delay = 0;
  minted = 0;
  /** Saves that name an older base are put together with what is there: the others changed other keys only. */
  mergesSaves = false;
  /** What was put away before a choice was written. */
  kept: Omit<Input<'copies.keep'>, 'id'>[] = [];
  keepFails = false;
  deleted = false;
  /** Who moved it to the bin elsewhere. */
  deletedBy = '';
  readonly backend = new FakeBackend({ library: ourLibrary, answers: this.#handlers() });

  inputsOf<N extends OperationName>(operation: N): Input<N>[] {
    const calls = this.backend.calls.filter((call) => call.operation === operation);
    return calls.map((call) => call.input as Input<N>);
  }

  get hash(): string {
    return createHash('sha256')
      .update(JSON.stringify([this.frontMatter, this.sections, this.minted]))
      .digest('hex');
  }

  get practice(): Practice {
    const sections = formatSections.flatMap(({ key, vi }) => {
      const body = this.sections[key];
      return body === undefined ? [] : [{ key, heading: vi, body }];
    });
    return structuredClone({
      ...fakePractice(this.frontMatter, sections, { ours: true, status: this.status }),
      hash: this.hash,
      work: { format: '1.0', status: this.status, log: this.log },
    });
  }

  /** As somebody else does it on another machine. */
  change(fields: FieldChanges, sections: Partial<Record<SectionKey, string>> = {}): void {
    for (const [key, value] of Object.entries(fields)) {
      const rest = Object.entries(this.frontMatter).filter(([name]) => name !== key);
      this.frontMatter = Object.fromEntries(value === null ? rest : [...rest, [key, value]]) as FrontMatter;
    }
    this.sections = { ...this.sections, ...sections };
  }

  /** As somebody else does it on another machine; `practices.changed` is not told. */
  approve(by: string): void {
    this.status = 'approved';
    this.log = [...this.log, { at: '2026-01-05T02:12:00Z', by, step: 'approve', to: 'approved' }];
  }

  #binEntry(): Output<'bin.list'>[number] {
    const { title = '' } = this.frontMatter;
    const deletedAt = Date.UTC(2026, 0, 5);
    return { id: practiceId, entry: binEntry, title, office: '', deletedAt, deletedBy: this.deletedBy };
  }

  /** What the core says to a save of a practice that was closed or deleted. */
  #refuse(): void {
    if (this.deleted) {
      const overtaken = { by: this.deletedBy, at: Date.UTC(2026, 0, 5), entry: binEntry };
      throw new Failure('not-found', { where: practiceId, overtaken });
    }
    if (this.status === 'approved') {
      const overtaken = { by: this.log.at(-1)?.by ?? '', at: Date.UTC(2026, 0, 5), hash: this.hash };
      throw new Failure('practice-closed', { where: 'Bản đầu', overtaken });
    }
  }

  #handlers(): Partial<Handlers> {
    return {
      'practices.get': () =>
        Promise.resolve(this.deleted ? { type: 'missing' } : { type: 'practice', practice: this.practice }),
      'bin.list': () => Promise.resolve(this.deleted ? [this.#binEntry()] : []),
      'practices.save': async ({ base, fields, sections }) => {
        if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
        if (this.failures > 0) {
          this.failures -= 1;
          throw new Failure('library-missing');
        }
        this.#refuse();
        if (base !== this.hash && !this.mergesSaves) return { type: 'conflict', practice: this.practice };
        this.change(fields, sections);
        return { type: 'saved', practice: this.practice };
      },
      'practices.mint': () => {
        this.minted += 1;
        return Promise.resolve({ revision: this.hash, minted: true });
      },
      'practices.attach': ({ file }) => {
        const attachment = {
          file: file.name,
          title: file.name,
          mediaType: 'text/plain',
          bytes: 3,
          sha256: this.hash,
        };
        const attachments = [...(this.frontMatter.attachments ?? []), attachment];
        this.frontMatter = { ...this.frontMatter, attachments };
        return Promise.resolve({ type: 'saved', practice: this.practice });
      },
      'copies.keep': ({ fields, sections }) => {
        if (this.keepFails) return Promise.reject(new Failure('disk-full'));
        this.kept.push({ fields, sections });
        return Promise.resolve({});
      },
      'practices.list': () => Promise.resolve(this.deleted ? [] : [this.practice.summary]),
      'practices.delete': () => {
        this.deleted = true;
        return Promise.resolve({ type: 'deleted', entry: practiceId });
      },
      'bin.restore': () => {
        this.deleted = false;
        return Promise.resolve({ type: 'restored' });
      },
      'practices.step': ({ step }) => {
        if (step === 'approve') return Promise.resolve({ type: 'incomplete', missing: ['summary'] });
        this.status = step === 'submit' ? 'submitted' : 'draft';
        this.log = [...this.log, { at: '2026-01-05T02:12:00Z', by: me.name, step, to: this.status }];
        return Promise.resolve({ type: 'saved', practice: this.practice });
      },
    };
  }
}
