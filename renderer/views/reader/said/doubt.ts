import type { ShownStatement } from '#shared/contract/statements';
import type { Messages } from '#shared/messages/messages';

/** Why it is not certain that a statement is by whom it says; undefined where it is. */
export function doubtOf(
  { certain, standing }: Pick<ShownStatement, 'certain' | 'standing'>,
  { doubt }: Messages['statements'],
): string | undefined {
  if (certain) return undefined;
  return standing === 'none' || standing === 'unchecked' ? doubt[standing] : doubt.wrong;
}
