import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { readKeyLine } from '#core/seal/key-digits';
import { numberText } from '#core/seal/minisign';
import { keptSecret, keyInForce, publicKeyOf } from '#core/seal/office-key';
import type { ProfileOfficeSeal } from '#core/seal/profile-office-seal';
import { readSealEvents } from '#core/seal/seal-events';
import type { Statements } from '#core/statements/statement-store';
import type { SealState } from '#shared/contract/seal';
import type { Office } from '#shared/model/office';
import { statementBodies } from '#shared/model/statement';

interface StateDependencies {
  readonly platform: Pick<Platform, 'keySafe'>;
  readonly library: OpenedLibrary;
  readonly statements: Statements;
  readonly seal: Pick<ProfileOfficeSeal, 'readiness'>;
}

/** What there is to say of the seal on this PC, for the settings. */
export async function sealState({
  platform,
  library,
  statements,
  seal,
}: StateDependencies): Promise<SealState> {
  const office = (await library.files.office()) ?? library.office;
  const keys = office ? await keysOf(platform.keySafe, office) : [];
  const inForce = office && keyInForce(office.keys);
  const current = keys.find(({ entry }) => entry === inForce);
  const { pages, handovers } = await readSealEvents(library);
  const page = pages.findLast(({ key }) => key === current?.facts.key);
  return {
    standing: current ? (current.facts.here ? 'here' : 'elsewhere') : keys.length > 0 ? 'elsewhere' : 'none',
    passphrase: passphraseWords[await seal.readiness()],
    key: current?.facts.key ?? null,
    printed: page ? { at: page.at, by: page.by } : null,
    keys: keys.map(({ facts }) => facts).toReversed(),
    changes: office ? await changesOf(statements, office) : [],
    handovers: handovers.toReversed(),
  };
}

const passphraseWords = { open: 'none', elsewhere: 'none', locked: 'wanted', given: 'given' } as const;

interface ListedKey {
  readonly entry: Office['keys'][number];
  readonly facts: SealState['keys'][number];
}

async function keysOf(safe: Platform['keySafe'], office: Office): Promise<ListedKey[]> {
  const found: ListedKey[] = [];
  for (const entry of office.keys) {
    const known = publicKeyOf(entry);
    if (!known) continue;
    const here = (await keptSecret(safe, office.officeId, entry)) !== undefined;
    const { since, until = null, disabled = false } = entry;
    found.push({ entry, facts: { key: numberText(known.number), since, until, disabled, here } });
  }
  return found;
}

async function changesOf(statements: Statements, office: Office): Promise<SealState['changes']> {
  const listed = new Set(office.keys.map(({ key }) => key));
  return (await statements.list())
    .flatMap(({ statement }) => {
      if (statement.type !== 'rotation' || statement.author.id !== office.officeId) return [];
      const { data } = statementBodies.rotation.safeParse(statement.body);
      const [from, to] = [data && readKeyLine(data.from), data && readKeyLine(data.to)];
      if (!data || !from || !to || !listed.has(data.to)) return [];
      const { at, by = '' } = statement;
      const numbers = { from: numberText(from.number), to: numberText(to.number) };
      return [{ at, by, ...numbers, lost: data.lost, note: data.note }];
    })
    .toReversed();
}
