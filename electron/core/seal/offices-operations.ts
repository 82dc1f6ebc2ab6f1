import { isTakenIn } from '#core/exchange/arrivals';
import { waitingParcels } from '#core/exchange/quarantine';
import { type OpenedLibrary, ourOffice, requireWritable } from '#core/library/opened-library';
import { PaperShelf } from '#core/papers/paper-shelf';
import type { Platform } from '#core/platform';
import { AttachmentDigests } from '#core/seal/attachment-digests';
import {
  directoryFile,
  directoryFileBytes,
  judgeDirectory,
  ourDirectory,
  readDirectoryFile,
} from '#core/seal/directory-file';
import { Keyring } from '#core/seal/keyring';
import { compared, officesView, uncompared, type WaitingKey } from '#core/seal/known-offices-view';
import type { OfficeSeal } from '#core/seal/office-seal';
import { practiceSeal } from '#core/seal/practice-seal';
import { introduceOffice } from '#core/seal/office-introduction';
import type { KnownStatement, Statements } from '#core/statements/statement-store';
import type { HandlersOf, Input, Output } from '#shared/contract/contract';
import type { KnownOfficesView, officesOperations as ofOffices } from '#shared/contract/offices';
import { Failure } from '#shared/failure';
import { officeName } from '#shared/model/office';
import { fileWord } from '#shared/model/text';

interface OfficesDependencies {
  readonly platform: Pick<Platform, 'now' | 'host' | 'fileSystem' | 'profileFolder'>;
  readonly library: OpenedLibrary;
  readonly seal: OfficeSeal;
  readonly statements: Statements;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
}

/** Known offices: comparing their keys, directories that spare it, seals of practices that are here. */
export function officesOperations(deps: OfficesDependencies): HandlersOf<typeof ofOffices> {
  const { library, platform, me } = deps;
  const keyring = new Keyring(library);
  const digests = new AttachmentDigests(library.store.fileSystem);
  const list = async (): Promise<KnownOfficesView> =>
    officesView(await keyring.read(), await waitingKeys(library));
  return {
    'offices.list': list,
    'offices.compare': async (input) => {
      requireWritable(library);
      const waiting = await waitingKeys(library);
      const mark = { at: platform.now().toISOString(), by: me() };
      await keyring.change((offices) => {
        const next = compared(offices, input, mark, waiting);
        if (!next) throw new Failure('not-found', { where: input.officeId });
        return next;
      });
      await learnDirectoriesOf(deps, keyring, input.officeId);
      return list();
    },
    'offices.uncompare': async (input) => {
      requireWritable(library);
      await keyring.change((offices) => uncompared(offices, input));
      return list();
    },
    'offices.takeDirectory': (input) => takeDirectory(deps, keyring, input),
    'offices.exportDirectory': () => exportDirectory(deps, keyring),
    'practices.seal': async ({ id }) => ({ seal: await practiceSeal(library, digests, id) }),
  };
}

async function waitingKeys(library: OpenedLibrary): Promise<WaitingKey[]> {
  const waiting = await waitingParcels(library, (id) => isTakenIn(library, id));
  return waiting.flatMap(({ keys = [], receivedAt }) => keys.map((key) => ({ ...key, receivedAt })));
}

/** Directories that came in parcels while their author was not compared yet. */
async function learnDirectoriesOf(
  { statements, platform }: OfficesDependencies,
  keyring: Keyring,
  officeId: string,
): Promise<void> {
  const isTheirs = ({ statement: { type, author } }: KnownStatement): boolean =>
    type === 'directory' && author.id.toLowerCase() === officeId.toLowerCase();
  const theirs = (await statements.list()).filter(isTheirs);
  if (theirs.length > 0) await keyring.learn(theirs, platform.now().toISOString());
}

async function takeDirectory(
  { library, platform }: OfficesDependencies,
  keyring: Keyring,
  { file }: Input<'offices.takeDirectory'>,
): Promise<Output<'offices.takeDirectory'>> {
  requireWritable(library);
  const { path, release } = await platform.host.fileOf(file);
  try {
    const found = await platform.fileSystem.information(path);
    if (found?.kind !== 'file' || found.bytes > directoryFileBytes) return { type: 'not-a-directory' };
    const sealed = readDirectoryFile(await platform.fileSystem.read(path));
    const one = sealed?.find(({ statement }) => statement.type === 'directory');
    if (!sealed || !one) return { type: 'not-a-directory' };
    const at = platform.now().toISOString();
    const judged = judgeDirectory((await keyring.read()).with(sealed, at), one);
    if (!judged?.directory)
      return judged ? { type: 'untrusted', seal: judged.seal } : { type: 'not-a-directory' };
    await keyring.learn(sealed, at);
    return { type: 'taken', author: judged.directory.author.name, offices: judged.directory.offices.length };
  } finally {
    await release();
  }
}

async function exportDirectory(
  { library, platform, seal, statements }: OfficesDependencies,
  keyring: Keyring,
): Promise<Output<'offices.exportDirectory'>> {
  requireWritable(library);
  if (!(await seal.key())) throw new Failure('no-seal-key');
  const { officeId } = ourOffice(library);
  await introduceOffice({ library, seal, statements });
  const isOurs = ({ statement, sealed }: KnownStatement): boolean =>
    statement.author.id === officeId && sealed;
  const identities = (await statements.list()).filter(
    (one) => isOurs(one) && one.statement.type === 'office',
  );
  const body = ourDirectory(await keyring.read());
  const before = (await statements.list()).findLast(
    (one) => isOurs(one) && one.statement.type === 'directory',
  );
  // The same directory is the same statement: nothing is made for every press of the button.
  const isSame = JSON.stringify(before?.statement.body) === JSON.stringify(body);
  const id =
    isSame && before ? before.statement.id : (await statements.make('directory', body, { by: '' })).id;
  const made = await statements.find(id);
  const text = directoryFile([...identities.slice(-1), ...(made ? [made] : [])]);
  const name = `DanhBaNiemPhong_${fileWord(officeName(ourOffice(library)), 80)}.json`;
  const paper = await new PaperShelf(platform).put(name, Buffer.from(text));
  return { paper, offices: body.offices.length };
}
