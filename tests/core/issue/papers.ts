import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Input } from '#shared/contract/contract';
import type { IssueView } from '#shared/contract/issue';
import type { FileReference } from '#shared/contract/operation';
import { type ExchangeOffice, period, writePractice } from '#tests/support/exchange';
import { temporaryFolder } from '#tests/support/folders';

/** A signed paper as a scanner writes it, as far as anybody looks at it. */
export const scan = (said = 'Báo cáo'): Buffer =>
  Buffer.from(`%PDF-1.7\n% ${said}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

/** A file that a person gives, by path. */
export function giveFile(bytes: Uint8Array, name = 'Báo cáo đã ký.pdf'): FileReference {
  const path = join(temporaryFolder(), 'given');
  writeFileSync(path, bytes);
  return { type: 'path', path, name };
}

export const signer = { post: 'Giám đốc', name: 'Trần Văn A' };

type PaperInput = Omit<Input<'issue.paper'>, 'period' | 'base'>;
export const paper = (said: Partial<PaperInput> = {}): PaperInput => ({
  ...{ type: 'report', number: 5, symbol: 'BC-SKHCN', date: '2026-10-05', signer },
  ...said,
});

/** The hash to name in the next step. */
export const baseOf = async ({ handlers }: ExchangeOffice): Promise<string | null> =>
  (await handlers['issue.get']({ period })).hash;

/** The steps of an issue as they are pressed one after the other, each on top of what is there. */
export interface Press {
  freeze(): Promise<IssueView>;
  submit(): Promise<IssueView>;
  sign(said?: Partial<PaperInput>): Promise<IssueView>;
  remove(): Promise<IssueView>;
  back(to: Input<'issue.back'>['to']): Promise<IssueView>;
  again(kind: Input<'issue.again'>['kind']): Promise<IssueView>;
  issue(number?: number): Promise<string>;
}

export function pressing(office: ExchangeOffice): Press {
  const { handlers } = office;
  const seen = async (): Promise<{ period: string; base: string | null }> => ({
    period,
    base: await baseOf(office),
  });
  return {
    freeze: async () => handlers['issue.freeze'](await seen()),
    submit: async () => handlers['issue.submit'](await seen()),
    sign: async (said = { file: giveFile(scan()) }) =>
      handlers['issue.paper']({ ...(await seen()), ...paper(said) }),
    remove: async () => handlers['issue.removePaper']({ ...(await seen()), type: 'report' }),
    back: async (to) => handlers['issue.back']({ ...(await seen()), to }),
    again: async (kind) =>
      handlers['issue.again']({ ...(await seen()), kind, reason: 'Sai số liệu', errata: [] }),
    issue: async (number = 2) => office.ended(await handlers['issue.issue']({ ...(await seen()), number })),
  };
}

/** Practices that are approved and chosen; their ids. */
export async function choose(
  office: ExchangeOffice,
  titles: readonly string[] = ['Một', 'Hai'],
): Promise<string[]> {
  const ids: string[] = [];
  for (const title of titles) ids.push(await writePractice(office, { title }));
  const base = await baseOf(office);
  await office.handlers['compilations.save']({ period, base, foreword: 'Kính gửi.', items: ids });
  return ids;
}

interface Step {
  readonly name: string;
  readonly take: (press: Press) => Promise<unknown>;
}

const signing = (name: string, number: number): Step => ({
  name,
  take: (press) => press.sign({ number, file: giveFile(scan(name)) }),
});

/** A way through everything that can be pressed, in an order that is possible. */
export const steps: readonly Step[] = [
  { name: 'closing the list', take: (press) => press.freeze() },
  { name: 'opening it again', take: (press) => press.back('freeze') },
  { name: 'closing it anew', take: (press) => press.freeze() },
  { name: 'handing in the draft', take: (press) => press.submit() },
  signing('a signed paper', 5),
  { name: 'going back behind it', take: (press) => press.back('draft') },
  { name: 'handing in once more', take: (press) => press.submit() },
  signing('the paper signed anew', 6),
  signing('one in its place', 7),
  { name: 'taking it away', take: (press) => press.remove() },
  signing('the last one', 8),
  { name: 'issuing', take: (press) => press.issue() },
  { name: 'beginning a replacement', take: (press) => press.again('replacement') },
  { name: 'giving it up', take: (press) => press.back('start') },
  { name: 'beginning a correction', take: (press) => press.again('correction') },
  { name: 'handing in the correction', take: (press) => press.submit() },
  signing('a signed correction', 9),
  { name: 'issuing the correction', take: (press) => press.issue(3) },
];
