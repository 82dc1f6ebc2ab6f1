import * as z from 'zod';
import { jsonText } from '#core/files/atomic-write';
import type { TrustedDirectory } from '#core/seal/learn-directory';
import type { SealKnowledge } from '#core/seal/seal-knowledge';
import type { SealedStatement } from '#core/seal/sealed-statement';
import { parseStatement, StatementError } from '#core/statements/statement-file';
import { isTrustedDirectly, byId, keyOf } from '#core/seal/key-trust';
import type { SealVerdict } from '#shared/model/seal';
import { type StatementBody, statementBodies } from '#shared/model/statement';

/** A directory as one file: its statement, who its author is, and the seals of both, each as the text that is sealed. */
const directoryFileSchema = z.looseObject({
  format: z.string().regex(/^1\.\d+$/),
  kind: z.literal('lantoa-directory'),
  statements: z
    .array(z.looseObject({ id: z.string(), statement: z.string(), seal: z.string().max(4_096) }))
    .min(1)
    .max(20),
});

/** At most so many bytes are read of a file that may be anything. */
export const directoryFileBytes = 16 * 1_024 * 1_024;

export function directoryFile(sealed: readonly SealedStatement[]): string {
  return jsonText({
    format: '1.0',
    kind: 'lantoa-directory',
    statements: sealed.flatMap(({ statement: { id }, bytes, seal }) =>
      seal === undefined ? [] : [{ id, statement: Buffer.from(bytes).toString('utf8'), seal }],
    ),
  });
}

/** The statements in such a file; undefined where it is none. */
export function readDirectoryFile(bytes: Uint8Array): SealedStatement[] | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const file = directoryFileSchema.parse(JSON.parse(text));
    return file.statements.map(({ id, statement, seal }) => {
      const said = Buffer.from(statement);
      return { statement: parseStatement(said, id), bytes: said, seal };
    });
  } catch (error) {
    const isForeign =
      error instanceof StatementError || error instanceof SyntaxError || error instanceof TypeError;
    if (isForeign || error instanceof z.ZodError) return undefined;
    throw error;
  }
}

/** What a directory says, and what its seal is worth; undefined where the statement is none. */
export function judgeDirectory(
  knowledge: SealKnowledge,
  sealed: SealedStatement,
): { seal: SealVerdict; directory: TrustedDirectory | undefined } | undefined {
  const { statement, bytes, seal } = sealed;
  const body =
    statement.type === 'directory' ? statementBodies.directory.safeParse(statement.body).data : undefined;
  if (!body) return undefined;
  const verdict = knowledge.verdict(bytes, seal, statement.author);
  const author = byId(knowledge.offices).get(statement.author.id.toLowerCase());
  const key = author && verdict.key !== null ? keyOf(author, verdict.key) : undefined;
  // Only an office that was itself compared by telephone vouches for others.
  const isTrusted = verdict.standing === 'intact' && key !== undefined && isTrustedDirectly(author, key);
  if (!isTrusted) return { seal: verdict, directory: undefined };
  const { name } = verdict.office;
  const directory = {
    author: { id: statement.author.id, name },
    ...{ key: key.key, at: statement.at, offices: body.offices },
  };
  return { seal: verdict, directory };
}

/** Who stands in our own directory: offices whose keys were compared here, with these keys alone. */
export function ourDirectory(knowledge: SealKnowledge): StatementBody<'directory'> {
  const compared = knowledge.offices.flatMap((office) => {
    const keys = office.keys.filter((key) => isTrustedDirectly(office, key));
    if (keys.length === 0 || office.id.toLowerCase() === knowledge.ours?.id.toLowerCase()) return [];
    const listed = keys.map(({ key, firstSeen, until, recipient }) => ({
      key,
      since: firstSeen,
      ...(until === undefined ? {} : { until }),
      ...(recipient === undefined ? {} : { recipient }),
    }));
    const phone = office.phone ?? office.directoryPhone;
    const { id, name, province } = office;
    const level = province === null ? ('central' as const) : ('province' as const);
    return [{ id, name, level, province, ...(phone === undefined ? {} : { phone }), keys: listed }];
  });
  return { offices: compared };
}
