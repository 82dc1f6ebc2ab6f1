import * as z from 'zod';
import type { Answer } from '#shared/contract/answer';
import {
  type Input,
  isOperation,
  type OperationName,
  operations,
  type Output,
} from '#shared/contract/contract';
import { Failure, serialiseFailure } from '#shared/failure';
import type { Core } from '#core/core';

function checkInput<N extends OperationName>(name: N, input: unknown): Input<N> {
  const schema = operations[name].input as z.ZodType as z.ZodType<Input<N>>;
  const checked = schema.safeParse(input);
  if (checked.success) return checked.data;
  throw new Failure('bad-input', {
    where: checked.error.issues[0]?.path.join('.') ?? '',
    detail: `${name}\n${z.prettifyError(checked.error)}`,
  });
}

async function run<N extends OperationName>(core: Core, name: N, input: unknown): Promise<Output<N>> {
  return core.invoke(name, checkInput(name, input));
}

/**
 * The edge of every host: looks the operation up in the contract (own names only, so not `constructor`), checks
 * the input with its schema, runs it, and turns whatever is thrown into data. Never rejects.
 */
export async function answer(core: Core | Promise<Core>, name: unknown, input: unknown): Promise<Answer> {
  try {
    if (typeof name !== 'string' || !isOperation(name)) {
      throw new Failure('not-found', { rule: 'operation', where: String(name).slice(0, 100) });
    }
    return { ok: true, value: await run(await core, name, input) };
  } catch (error) {
    return { ok: false, failure: serialiseFailure(error) };
  }
}
