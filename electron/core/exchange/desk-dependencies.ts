import type { Jobs } from '#core/jobs/jobs';
import type { OpenedLibrary } from '#core/library/opened-library';
import type { Platform } from '#core/platform';
import type { UserSettings } from '#core/settings/settings';
import type { Statements } from '#core/statements/statement-store';

/** What the clerk's desk needs of the program. */
export interface DeskDependencies {
  readonly platform: Pick<
    Platform,
    'now' | 'after' | 'fileSystem' | 'profileFolder' | 'resourcesFolder' | 'version' | 'keySafe'
  >;
  readonly library: OpenedLibrary;
  readonly jobs: Jobs;
  readonly settings: Pick<UserSettings, 'get' | 'latest' | 'change'>;
  readonly statements: Pick<Statements, 'make' | 'list'>;
  /** Name of the person at the keyboard. */
  readonly me: () => string;
  readonly deskChanged: () => void;
}
