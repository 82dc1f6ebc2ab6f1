import type { Jobs } from '#core/jobs/jobs';
import { type OpenedLibrary, requireWritable } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { Departures, requireAllowed } from '#core/sending/departures';
import { layParcel } from '#core/sending/outbox/lay-parcel';
import { OutboxFolders } from '#core/sending/outbox/outbox-folders';
import { OutboxLook } from '#core/sending/outbox/outbox-look';
import { exchangeFolder, FolderLook, lyingOf } from '#core/sending/outbox/outbox-view';
import type { UserSettings } from '#core/settings/settings';
import { StatementJudge } from '#core/statements/judge';
import type { Statements } from '#core/statements/statement-store';
import type { HandlersOf, Input } from '#shared/contract/contract';
import type { outboxOperations } from '#shared/contract/outbox';
import { Failure } from '#shared/failure';

interface OutboxDependencies {
  readonly platform: Pick<Platform, 'fileSystem' | 'now'>;
  readonly library: OpenedLibrary;
  readonly jobs: Jobs;
  readonly settings: Pick<UserSettings, 'get' | 'latest' | 'change'>;
  readonly statements: Statements;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
  /** A parcel was laid into a folder. */
  readonly deskChanged: () => void;
}

interface Outbox {
  readonly handlers: HandlersOf<typeof outboxOperations>;
  /** Gives another text whenever something that lay in a folder was fetched. */
  readonly look: () => Promise<string>;
}

/** Folders on shared drives, one for each partner, into which parcels are laid. */
export function createOutbox(deps: OutboxDependencies): Outbox {
  const { platform, library, jobs, statements, me } = deps;
  const folders = new OutboxFolders(deps);
  const departures = new Departures(library, { statements, judge: new StatementJudge(library) });
  const stamp = (): { by: string; at: Date } => ({ by: me(), at: platform.now() });

  /** Fails where the parcel may not go to this recipient, or nobody has looked through what was found in it. */
  const ready = async ({ id, recipient }: Pick<Input<'outbox.put'>, 'id' | 'recipient'>): Promise<void> => {
    const departure = await departures.find(id);
    const meant = departure.recipients.find((one) => one.id === recipient);
    if (!meant) throw new Failure('not-found', { where: recipient });
    requireAllowed(departure, meant);
    if (departure.checked) return;
    if ((await departures.check(id)).length > 0) throw new Failure('bad-input', { where: 'checked' });
    await departures.accept(id, '', stamp());
  };

  const outboxLook = new OutboxLook(library, folders, platform.fileSystem);
  const handlers: Outbox['handlers'] = {
    'outbox.ofDeparture': async ({ id }) => {
      const departure = await departures.find(id);
      const look = new FolderLook(platform.fileSystem);
      const shown = departure.recipients.map((one) => exchangeFolder({ folders, look }, departure, one));
      return Promise.all(shown);
    },
    'outbox.choose': ({ recipient, path }) => {
      requireWritable(library);
      return folders.choose(recipient, path);
    },
    'outbox.leave': ({ recipient }) => {
      folders.leave(recipient);
      return Promise.resolve({});
    },
    'outbox.put': async (asked) => {
      requireWritable(library);
      await ready(asked);
      const means = { library, folders, fileSystem: platform.fileSystem };
      return jobs.start('export', async (control) => {
        const folder = await layParcel(means, asked, stamp(), control);
        deps.deskChanged();
        return folder;
      });
    },
    'outbox.lying': async () => {
      const look = new FolderLook(platform.fileSystem);
      const views = await departures.list();
      const found = await Promise.all(views.map((view) => lyingOf({ folders, look }, view)));
      return found.flat().toSorted((a, b) => (a.at < b.at ? -1 : 1));
    },
  };
  return { handlers, look: () => outboxLook.look() };
}
