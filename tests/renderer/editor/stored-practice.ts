import { createHash } from 'node:crypto';
import type { Handlers } from '#shared/contract/contract';
import type { Practice } from '#shared/contract/practices';
import { Failure } from '#shared/failure';
import type { FieldChanges, FrontMatter, Status } from '#shared/model/practice';
import { type SectionKey, sections as formatSections } from '#shared/model/section';
import { ScriptedBackend } from '#tests/renderer/scripted-backend';

export const practiceId = '0192f0c1-0000-7000-8000-000000000001';
const office = '0192f0c1-0000-7000-8000-000000000002';

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
  /** Saves that fail before the next one succeeds. */
  failures = 0;
  /** Milliseconds that a save takes. */
  delay = 0;
  minted = 0;
  readonly backend = new ScriptedBackend(this.#handlers());

  get hash(): string {
    return createHash('sha256')
      .update(JSON.stringify([this.frontMatter, this.sections, this.minted]))
      .digest('hex');
  }

  get practice(): Practice {
    const { frontMatter } = this;
    return structuredClone({
      summary: {
        id: practiceId,
        title: frontMatter.title ?? '',
        summary: '',
        office: 'Sở KH&CN',
        origin: office,
        province: null,
        level: null,
        period: null,
        language: 'vi' as const,
        fields: [],
        topics: [],
        evidence: null,
        status: this.status,
        ours: true,
        sample: false,
        hasFigures: false,
        hasTemplates: false,
        revision: null,
        changedAt: 0,
        damaged: null,
      },
      frontMatter,
      preamble: '',
      sections: formatSections.flatMap(({ key, vi }) => {
        const body = this.sections[key];
        return body === undefined ? [] : [{ key, heading: vi, body }];
      }),
      hash: this.hash,
      work: { format: '1.0', status: this.status, log: [] },
      brokenAttachments: [],
      editable: true,
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

  #handlers(): Partial<Handlers> {
    return {
      'practices.get': () => Promise.resolve({ type: 'practice', practice: this.practice }),
      'practices.save': async ({ base, fields, sections }) => {
        if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
        if (this.failures > 0) {
          this.failures -= 1;
          throw new Failure('library-missing');
        }
        if (base !== this.hash) return { type: 'conflict', practice: this.practice };
        this.change(fields, sections);
        return { type: 'saved', practice: this.practice };
      },
      'practices.mint': () => {
        this.minted += 1;
        return Promise.resolve({ revision: this.hash, minted: true });
      },
      'practices.attach': ({ base, file }) => {
        if (base !== this.hash) return Promise.resolve({ type: 'conflict', practice: this.practice });
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
      'practices.step': ({ step }) => {
        if (step === 'approve') return Promise.resolve({ type: 'incomplete', missing: ['summary'] });
        this.status = step === 'submit' ? 'submitted' : 'draft';
        return Promise.resolve({ type: 'saved', practice: this.practice });
      },
    };
  }
}
