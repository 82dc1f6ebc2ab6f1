import type { OpenedLibrary } from '#core/library/opened-library';
import { isSignedBy } from '#core/seal/minisign';
import type { OfficeSeal } from '#core/seal/office-seal';
import { readSeal } from '#core/seal/sealed-statement';
import { sameEverywhere } from '#core/statements/same-everywhere';
import type { KnownStatement, Statements } from '#core/statements/statement-store';
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
  const office = key && (await library.files.office());
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

function introductionOf(office: Office): StatementBody<'office'> {
  const { officeId: id, level, province, phone, email, keys } = office;
  return {
    id,
    name: officeName(office),
    level,
    province: province ?? null,
    ...(phone === undefined ? {} : { phone }),
    ...(email === undefined ? {} : { email }),
    keys: keys.map(({ key, since, until, disabled }) => ({
      key,
      since,
      ...(until === undefined ? {} : { until }),
      ...(disabled === undefined ? {} : { disabled }),
    })),
  };
}
