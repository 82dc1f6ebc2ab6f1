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

/** The steps of an issue as they are pressed one after the other. */
export function pressing(office: ExchangeOffice): {
  freeze(): Promise<IssueView>;
  submit(): Promise<IssueView>;
  sign(said?: Partial<PaperInput>): Promise<IssueView>;
  issue(number?: number): Promise<string>;
} {
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
