import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { isSignedBy } from '#core/seal/minisign';
import { keyInForce } from '#core/seal/office-key';
import type { OfficeSeal } from '#core/seal/office-seal';
import { isProved } from '#core/seal/recipient';
import { readSeal } from '#core/seal/sealed-statement';
import { sameEverywhere } from '#core/statements/same-everywhere';
import type { KnownStatement, Statements } from '#core/statements/statement-store';
import { Failure } from '#shared/failure';
import { type Office, officeName } from '#shared/model/office';
import type { StatementBody } from '#shared/model/statement';

interface IntroductionDependencies {
  readonly library: OpenedLibrary;
  readonly seal: OfficeSeal;
  readonly statements: Statements;
}

/**
 * Says in a statement who our office is and which keys it has, unless one says so already under the key in force:
 * it travels with every parcel. Without a key on this PC nothing is said. To be called after every change of the office or its keys, and
 * before parcels are made, since the program may have been ended in between.
 */
export async function introduceOffice({
  library,
  seal,
  statements,
}: IntroductionDependencies): Promise<void> {
  const key = library.readOnly ? undefined : await seal.key();
  const office = key && (await withRecipient(library, seal));
  if (!office) return;
  const body = introductionOf(office);
  const as = sameEverywhere(office, body);
  const known = await statements.find(as.id);
  const isSealed = ({ bytes, seal: text }: KnownStatement): boolean => {
    const signature = text === undefined ? undefined : readSeal(text);
    return signature !== undefined && isSignedBy(bytes, signature, key);
  };
  if (known && isSealed(known)) return;
  await statements.make('office', body, { by: '', as });
}

/** Our office as it lies in the library, once it says for whom parcels are encrypted that only we are to open. */
async function withRecipient(library: OpenedLibrary, seal: OfficeSeal): Promise<Office | undefined> {
  const office = await library.files.office();
  const recipient = await seal.recipient();
  const inForce = office && keyInForce(office.keys);
  if (!inForce || !recipient || inForce.recipient?.age === recipient.age) return office;
  library.office = await library.files.changeOffice((current) => {
    if (!current) throw new Failure('library-damaged', { where: layout.office });
    const keys = current.keys.map((entry) => (entry.key === inForce.key ? { ...entry, recipient } : entry));
    return { ...current, keys };
  });
  return library.office;
}

function introductionOf(office: Office): StatementBody<'office'> {
  const { officeId: id, level, province, phone, email, keys } = office;
  return {
    id,
    name: officeName(office),
    level,
    province: province ?? null,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    keys: keys.map(({ key, since, until, disabled, recipient }) => ({
      key,
      since,
      ...(until === undefined ? {} : { until }),
      ...(disabled === undefined ? {} : { disabled }),
      ...(recipient === undefined || !isProved(recipient, key, id) ? {} : { recipient }),
    })),
  };
}
