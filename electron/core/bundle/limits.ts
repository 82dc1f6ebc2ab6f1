const kibi = 1024;
const mebi = 1024 * kibi;
const gibi = 1024 * mebi;

/** What an archive may hold at most when it is read; all but the whole count of entries in bytes. */
export interface ArchiveLimits {
  readonly fileBytes: number;
  readonly entries: number;
  readonly totalBytes: number;
  readonly entryBytes: number;
  readonly ratio: number;
  readonly ratioFrom: number;
  readonly totalRatioFrom: number;
  readonly nameBytes: number;
  readonly partBytes: number;
  readonly nameParts: number;
  readonly tagFileBytes: number;
}

/** What a bundle may hold at most; the writer keeps to them and the reader refuses what does not. Sizes in bytes. */
export const bundleLimits = {
  /** The zip file itself: offsets of a plain zip have 32 bits. */
  fileBytes: 4 * gibi - 1,
  entries: 20_000,
  /** All entries unpacked. */
  totalBytes: 4 * gibi,
  entryBytes: 2 * gibi,
  /** An entry over 1 MiB, or the whole over 64 MiB, may be at most this many times its packed size. */
  ratio: 200,
  ratioFrom: mebi,
  totalRatioFrom: 64 * mebi,
  /** Of an entry's whole name and of one part of it, in UTF-8. */
  nameBytes: 400,
  partBytes: 200,
  nameParts: 16,
  /** practice.md, and the YAML on top of it. */
  textBytes: 5 * mebi,
  frontMatterCharacters: 128 * kibi,
  practices: 2_000,
  bundleJsonBytes: 4 * mebi,
  /** Manifests and other tag files that are read. */
  tagFileBytes: 16 * mebi,
  sealBytes: 4 * kibi,
  /** A signed paper. */
  paperBytes: 50 * mebi,
  /** Statements, each of them, and all together. */
  statements: 5_000,
  statementBytes: 4 * mebi,
  statementTotalBytes: 32 * mebi,
} as const satisfies ArchiveLimits & Record<string, number>;
