import type { Entering } from '#core/exchange/register/enter';
import { hashOf } from '#core/exchange/register/register-file';
import { vietnamDate } from '#core/bundle/vietnam-date';
import type { Input, Output } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import type { RegisterEntry } from '#shared/model/register';

type Changed = Output<'desk.amend'>;

/** Changes a line unless somebody else has done so since `base`: then nothing is written and theirs is the outcome. */
async function changeEntry(
  { register }: Entering,
  { entryId, base }: { entryId: string; base: string },
  change: (entry: RegisterEntry) => RegisterEntry,
): Promise<Changed> {
  return register.change<Changed>(async () => {
    const { entry, hash } = await register.entry(entryId);
    if (hash !== base) return { result: { type: 'conflict', entry, hash } };
    const write = change(entry);
    return { result: { type: 'changed', entry: write, hash: hashOf(write) }, write };
  });
}

/** Changes the columns of a line. Its number and year stay, so the day stays in that year (`bad-input`). */
export function amendEntry(deps: Entering, { fields, ...which }: Input<'desk.amend'>): Promise<Changed> {
  return changeEntry(deps, which, (entry) => {
    if (Number(fields.arrivedOn.slice(0, 4)) !== entry.year)
      throw new Failure('bad-input', { where: 'arrivedOn' });
    const amended = [...(entry.amended ?? []), { at: deps.now.toISOString(), by: deps.by }];
    return { ...entry, ...fields, amended };
  });
}

/** Passes a line on to a person of the library; what was done with it before is open again. Fails with `not-found`. */
export function forwardEntry(
  deps: Entering,
  { to, due, note, ...which }: Input<'desk.forward'>,
): Promise<Changed> {
  const person = deps.library.people.find(({ id }) => id === to);
  if (!person) throw new Failure('not-found', { where: to });
  return changeEntry(deps, which, (entry) => ({
    ...entry,
    receiver: entry.receiver === '' ? person.name : entry.receiver,
    forwarded: [
      ...entry.forwarded,
      {
        to: { id: person.id, name: person.name },
        ...{ due, note, at: deps.now.toISOString(), by: deps.by },
      },
    ],
    done: null,
  }));
}

export function settleEntry(deps: Entering, { done, ...which }: Input<'desk.done'>): Promise<Changed> {
  return changeEntry(deps, which, (entry) => ({
    ...entry,
    done: done ? { at: deps.now.toISOString(), by: deps.by } : null,
  }));
}

/** Day on which a line was last passed on, by the calendar of Viet Nam; null where it never was. */
export function forwardedOn(entry: RegisterEntry): string | null {
  const last = entry.forwarded.at(-1);
  return last ? vietnamDate(last.at) : null;
}
