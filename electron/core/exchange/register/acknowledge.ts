import type { Entering } from '#core/exchange/register/enter';
import type { Statements } from '#core/statements/statement-store';
import { ourOffice } from '#core/library/opened-library';
import type { RegisteredPart, RegisterEntry } from '#shared/model/register';

interface Acknowledging extends Entering {
  readonly statements: Pick<Statements, 'make' | 'list'>;
}

/**
 * Makes the acknowledgements that a line of the register lacks, one a part, and notes them in it. One that was made and
 * not noted (the program was ended between the two) is found again. Fails with `not-found`, `no-office`.
 */
export async function acknowledge(deps: Acknowledging, entryId: string): Promise<RegisterEntry> {
  const { library, register, by, now } = deps;
  ourOffice(library);
  const { entry } = await register.entry(entryId);
  if (entry.parts.every(({ acknowledged }) => acknowledged)) return entry;
  return register.change(async () => {
    const current = (await register.entry(entryId)).entry;
    const parts: RegisteredPart[] = [];
    for (const part of current.parts) {
      const statement = part.acknowledged ? undefined : await statementFor(deps, current, part);
      const acknowledged = statement && { statement, at: now.toISOString(), by };
      parts.push(acknowledged ? { ...part, acknowledged } : part);
    }
    const write = { ...current, parts };
    return { result: write, write };
  });
}

async function statementFor(
  { library, statements, by }: Acknowledging,
  { parcel, year, number }: RegisterEntry,
  part: RegisteredPart,
): Promise<string> {
  const registerNumber = `${String(number)}/${String(year)}`;
  const ours = ourOffice(library).officeId;
  const made = (await statements.list()).find(
    ({ statement: { type, author, body } }) =>
      type === 'acknowledgement' &&
      author.id === ours &&
      body['parcel'] === part.tagManifest &&
      body['registerNumber'] === registerNumber,
  );
  if (made) return made.statement.id;
  const { id } = await statements.make(
    'acknowledgement',
    {
      parcel: part.tagManifest,
      office: parcel.office.id,
      period: parcel.period,
      number: parcel.number,
      part: part.part,
      parts: parcel.parts,
      receivedAt: part.receivedAt,
      receivedBy: part.receivedBy,
      registerNumber,
      practices: part.practices,
    },
    { by },
  );
  return id;
}
