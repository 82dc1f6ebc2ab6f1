import type { Jobs } from '#core/jobs/jobs';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import { type UserSettings, settingsOperations } from '#core/settings/settings';
import type { applicationOperations as operations } from '#shared/contract/application';
import type { HandlersOf } from '#shared/contract/contract';
import { Failure } from '#shared/failure';
import { bundleFileSchema } from '#core/application/served-file';
import { periodSchema } from '#shared/model/period';

/** The program as a whole: what it is, settings, jobs, and what only a host can do. */
export function applicationOperations(deps: {
  platform: Platform;
  settings: UserSettings;
  jobs: Jobs;
  library: () => OpenedLibrary;
}): HandlersOf<typeof operations> {
  const { platform, settings, jobs } = deps;
  return {
    'application.information': () =>
      Promise.resolve({
        version: platform.version,
        can: platform.host.can,
        documentsFolder: platform.documentsFolder,
        notices: settings.notices(),
      }),
    ...settingsOperations(settings),
    'jobs.list': () => Promise.resolve(jobs.list()),
    'jobs.cancel'({ jobId }) {
      jobs.cancel(jobId);
      return Promise.resolve({});
    },
    'host.chooseFolder': ({ title }) => platform.host.chooseFolder(title),
    async 'host.reveal'({ period, file }) {
      if (!periodSchema.safeParse(period).success || !bundleFileSchema.safeParse(file).success) {
        throw new Failure('bad-input', { where: 'file' });
      }
      const path = deps.library().store.at(`${layout.bundles(period)}/${file}`);
      return { type: await platform.host.reveal(path) };
    },
    async 'host.openLink'({ url }) {
      return { type: await platform.host.openLink(url) };
    },
  };
}
