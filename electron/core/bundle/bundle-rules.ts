import { Failure, type FailureCode } from '#shared/failure';

/**
 * Every rule that a bundle may break, with what it asks for. The name is what a refusal gives as `rule`
 * (docs/formats.md, "Rules of a bundle").
 */
export const bundleRules = {
  locked:
    'An encrypted bundle is a whole age file: a header of at most 64 KiB and 200 recipients, or a passphrase with a work factor of at most 18.',
  'not-a-zip': 'The file is a zip archive.',
  'zip-damaged': 'The archive is whole: its directory and all headers can be read to the end.',
  encrypted: 'Nothing is encrypted.',
  method: 'Entries are stored or deflated.',
  link: 'Entries are files or folders; no links and no devices.',
  entries: 'At most 20,000 entries.',
  'total-bytes': 'At most 4 GiB unpacked; the archive itself is smaller than 4 GiB.',
  'entry-bytes': 'No entry over 2 GiB.',
  ratio:
    'An entry over 1 MiB unpacks to at most 200 times its packed size, and so does the whole over 64 MiB.',
  'name-encoding': 'Names are UTF-8, and nothing in the archive gives an entry a second name.',
  'name-control': 'No control characters in names.',
  'name-backslash': 'Names have no backslash.',
  'name-unc': 'No names of network places.',
  'name-drive': 'No names with a drive letter.',
  'name-absolute': 'Names are relative.',
  'name-parent': 'No part of a name is "..".',
  'name-empty-part': 'No part of a name is empty or ".".',
  'name-character': 'None of < > : " | ? * in names.',
  'name-trailing': 'No part of a name ends in a full stop or a space, or begins with a space.',
  'name-device': 'No part of a name is a device of Windows (CON, NUL, COM1 ...), with or without an ending.',
  'name-length': 'Names have at most 400 bytes and 16 parts of at most 200 bytes each.',
  'name-collision': 'No two names become one where case or Unicode form does not count.',
  'duplicate-entry': 'No name occurs twice.',
  'outside-bag': 'Everything lies in one top folder, the bag.',
  'header-mismatch': 'An entry says the same of itself in front of its data and in the directory.',
  overlap: 'No two entries share bytes of the archive.',
  size: 'Entries unpack to exactly the size that they declare.',
  data: 'Packed data can be unpacked.',
  crc: 'Entries have the checksum that they declare.',
  bagit: 'There is a bagit.txt that declares BagIt 1.0 and UTF-8.',
  fetch: 'There is no fetch.txt: nothing is fetched from elsewhere.',
  'tag-file':
    'bag-info.txt, manifest-sha256.txt and tagmanifest-sha256.txt are there, UTF-8 and at most 16 MiB.',
  'manifest-line': 'Every manifest line is a SHA-256, white space and a relative path.',
  'manifest-twice': 'No manifest lists a path twice.',
  'manifest-missing': 'Every file that a manifest lists is there.',
  'manifest-extra': 'Every file of the payload is in the manifest.',
  'manifest-digest': 'Every file has the SHA-256 that the manifest gives.',
  tagmanifest: 'The tag manifest lists bagit.txt, bag-info.txt and manifest-sha256.txt with their SHA-256.',
  'payload-oxum': 'bag-info.txt gives the number of bytes and files of the payload as they are.',
  'bundle-json':
    'data/bundle.json is there, at most 4 MiB, nested at most 64 levels deep, and follows its schema.',
  version: 'The bundle and its practices have a format of major version 1.',
  practices: 'At most 2,000 practices.',
  'practice-twice': 'bundle.json lists no practice twice.',
  'practice-missing': 'Every practice that bundle.json lists is there.',
  'practice-unlisted': 'Every practice that is there is listed in bundle.json.',
  'practice-file': 'A practice folder holds its record and nothing else.',
  record: 'record.sha256 is there and is byte for byte what sha256sum prints, sorted, for known paths.',
  'record-missing': 'Every file that a record lists is there.',
  'record-digest': 'Every file has the SHA-256 that its record gives.',
  revision: 'The hash of a record is the revision that bundle.json gives.',
  seal: 'A seal has at most 4 KiB, and that of a statement is UTF-8.',
  'text-bytes': 'practice.md has at most 5 MiB, its front matter at most 128 Ki characters.',
  'front-matter':
    'practice.md is UTF-8 with front matter that follows its schema, with at most 5,000 keys, 50 aliases and 20 levels.',
  'practice-id': 'The id in a practice is its folder, in lower case.',
  sample: 'No samples.',
  sharing:
    'Nothing that is shared within its own office only; what is for named offices only in a bundle for these.',
  papers:
    'data/papers/ holds the papers that bundle.json lists and nothing else; each once, with the size and SHA-256 that it gives, at most 50 MiB, and it is a whole PDF, JPEG or PNG, as it is said to be and its name ends.',
  statements: 'At most 5,000 statements, 4 MiB each and 32 MiB together.',
  'statement-name':
    'data/statements/ holds statements named by their ids, in lower case, and seals beside them; nothing else.',
  statement:
    'A statement is UTF-8 JSON, nested at most 64 levels deep, that follows its schema, and that of its type where the type is known.',
  'attachment-list': 'The record lists exactly the attachments of the front matter, none twice.',
  'attachment-digest': 'An attachment has the SHA-256 and size that the front matter gives.',
  'quarantine-changed': 'What is taken in is what was reviewed: nobody changed it in quarantine.',
} as const;
export type BundleRule = keyof typeof bundleRules;

const codes: Partial<Record<BundleRule, FailureCode>> = {
  'not-a-zip': 'bundle-unreadable',
  'zip-damaged': 'bundle-unreadable',
  version: 'bundle-version',
};

/**
 * The failure for a broken rule: `bundle-unreadable`, `bundle-version` or else `bundle-refused`. `where` is the entry
 * concerned, if there is one, and is made fit to be shown.
 */
export function refusal(rule: BundleRule, where: string | undefined, detail?: unknown): Failure {
  const text = detail instanceof Error ? detail.message : detail;
  const known = typeof text === 'string' || typeof text === 'number';
  return new Failure(codes[rule] ?? 'bundle-refused', {
    rule,
    ...(where === undefined || where === '' ? {} : { where: showable(where) }),
    ...(known ? { detail: showable(String(text)) } : {}),
  });
}

/** Names come from strangers: without control characters and marks that turn the direction of writing, and not endless. */
function showable(text: string): string {
  return text.slice(0, 300).replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '\ufffd');
}
