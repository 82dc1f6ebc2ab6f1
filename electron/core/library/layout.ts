/** Where things lie in a library; paths are relative to its folder, with `/`. See docs/formats.md. */
export const layout = {
  library: 'library.json',
  attributes: '.gitattributes',
  office: 'office.json',
  /** Who printed the recovery page, and who handed the seal over to whom. */
  seal: 'seal.json',
  people: 'people.json',
  topics: 'topics.json',
  synonyms: 'synonyms.json',
  practices: 'practices',
  bin: 'bin',
  /** Forms that were taken: what each was, and the files of those without a practice. */
  forms: 'forms',
  changes: 'changes',
  compilations: 'compilations',
  arrivals: 'exchange/arrivals',
  quarantine: 'exchange/quarantine',
  undone: 'exchange/undone',
  /** The register of arrivals: a folder a year. */
  register: 'exchange/register',
  receivedShelf: 'exchange/papers',
  /** Papers that came with a parcel, by the SHA-256 of its tag manifest. */
  receivedPapers: (parcel: string) => `exchange/papers/${parcel}`,
  departures: 'exchange/departures',
  recipients: 'exchange/recipients.json',
  inbox: 'exchange/inbox',
  outbox: 'exchange/outbox',
  /** What is known of other offices and their keys, and who compared them. */
  offices: 'offices.json',
  statements: 'statements',
  /** What was decided about practices whose texts are near copies. */
  nearDuplicates: 'near-duplicates',
  presence: 'presence',
  practice: (id: string) => `practices/${id}`,
  text: (id: string) => `practices/${id}/practice.md`,
  record: (id: string) => `practices/${id}/record.sha256`,
  recordSeal: (id: string) => `practices/${id}/record.sha256.minisig`,
  work: (id: string) => `practices/${id}/work.json`,
  attachment: (id: string, file: string) => `practices/${id}/attachments/${file}`,
  history: (id: string) => `practices/${id}/history`,
  /** An earlier or the current revision's practice.md and record.sha256. */
  revision: (id: string, hash: string) => `practices/${id}/history/${hash}`,
  /** Attachments that only earlier revisions use, once by content. */
  keptAttachment: (id: string, hash: string) => `practices/${id}/history/attachments/${hash}`,
  /** Texts between which somebody chose. */
  setAside: (id: string) => `practices/${id}/history/set-aside`,
  /** Copies of sync programs that were put aside, each in a folder named by the time. */
  binnedCopies: (id: string) => `bin/${id}.copies`,
  /** `pair`: both ids, joined by an underscore. */
  nearDuplicate: (pair: string) => `near-duplicates/${pair}.json`,
  statement: (id: string) => `statements/${id}.json`,
  statementSeal: (id: string) => `statements/${id}.json.minisig`,
  /** Who contributes to our periods. */
  units: 'units.json',
  /** When our office reports, and how it reviews. */
  calendar: 'quarter.json',
  /** What stands on the papers of our office. */
  letterhead: 'letterhead.json',
  call: (period: string) => `compilations/${period}/call.json`,
  compilation: (period: string) => `compilations/${period}/compilation.json`,
  /** Who has nothing to report for a period. */
  nils: (period: string) => `compilations/${period}/nil`,
  nil: (period: string, id: string) => `compilations/${period}/nil/${id}.json`,
  /** A signed paper as it was handed in. */
  signed: (period: string, sha256: string, file: string) => `compilations/${period}/signed/${sha256}/${file}`,
  bundles: (period: string) => `compilations/${period}/bundles`,
} as const;
