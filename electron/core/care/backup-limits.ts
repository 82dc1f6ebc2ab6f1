import { type ArchiveLimits, bundleLimits } from '#core/bundle/limits';

const mebi = 1024 * 1024;
const gibi = 1024 * mebi;

/**
 * What a backup may hold at most: whole libraries, so far more than a bundle in number and in all, and names as long as
 * file systems allow.
 */
export const backupLimits: ArchiveLimits = {
  ...bundleLimits,
  fileBytes: 1024 * gibi,
  entries: 2_000_000,
  totalBytes: 1024 * gibi,
  entryBytes: 1024 * gibi,
  nameBytes: 2_000,
  partBytes: 255,
  nameParts: 40,
  tagFileBytes: 512 * mebi,
};
