import { bundleLimits } from '#core/bundle/limits';
import { parseShallowJson } from '#core/files/shallow-json';
import { type Statement, statementBodies, statementFormat, statementSchema } from '#shared/model/statement';

/** Why bytes are no statement that this version can use; the message is for the technical fold. */
export class StatementError extends Error {
  override readonly name = 'StatementError';
  /** Another major version: it may be right in every way. */
  readonly isOtherVersion: boolean;

  constructor(message: string, isOtherVersion = false) {
    super(message);
    this.isOtherVersion = isOtherVersion;
  }
}

/**
 * Reads the bytes of a statement that is to have this id: UTF-8 JSON after its schema, and after that of its type where this
 * version knows the type. Fails with a `StatementError`.
 */
export function parseStatement(bytes: Uint8Array, id: string): Statement {
  if (bytes.byteLength > bundleLimits.statementBytes) throw new StatementError('too large');
  const value = parseJson(bytes);
  const format = (value as { format?: unknown } | null)?.format;
  const major = typeof format === 'string' ? /^(\d+)\.\d+$/.exec(format)?.[1] : undefined;
  // The version is looked at first: another major may differ in everything else.
  if (major !== undefined && major !== statementFormat.split('.')[0])
    throw new StatementError(String(format), true);
  const parsed = statementSchema.safeParse(value);
  if (!parsed.success) throw new StatementError(parsed.error.message);
  const { data } = parsed;
  if (data.id !== id || id !== id.toLowerCase()) throw new StatementError(`it has the id ${data.id}`);
  if (Object.hasOwn(statementBodies, data.type)) {
    const body = statementBodies[data.type as keyof typeof statementBodies].safeParse(data.body);
    if (!body.success) throw new StatementError(body.error.message);
  }
  return data;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return parseShallowJson(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    throw new StatementError(String(error));
  }
}
