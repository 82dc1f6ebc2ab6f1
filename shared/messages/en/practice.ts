import type { Messages } from '#shared/messages/messages';

export const practice: Messages['practice'] = {
  one: 'Best practice',
  untitled: '(No title yet)',
  notReported: 'Not reported',
  none: 'None',
  yes: 'Yes',
  no: 'No',
  unreadable: 'Its content cannot be read',
  sample: 'Sample',
  own: 'Ours',

  fields: {
    title: 'Title',
    summary: 'Summary',
    period: 'Reporting period',
    firstApplied: 'First applied',
    authors: 'Authors',
    fields: 'Fields',
    topics: 'Topics',
    keywords: 'Keywords',
    place: 'Where applied',
    influence: 'Reach',
    evidence: 'Level of confirmation',
    sharing: 'Sharing',
    results: 'Results',
    costs: 'Costs',
    legalBasis: 'Legal basis',
    partners: 'Partners',
    beneficiaries: 'Beneficiaries',
    contact: 'Contact',
    sources: 'Sources',
    reusable: 'Documents others can reuse',
    reviewBy: 'Review again by',
    language: 'Language',
  },

  about: {
    office: 'Office',
    province: 'Province',
    level: 'Level',
    status: 'Status',
    attachments: 'Attachments',
    basedOn: 'Based on',
    translationOf: 'Translation of',
    revision: 'Revision',
    changedAt: 'Last changed',
    id: 'Identifier',
    parents: 'Earlier revisions',
    format: 'Format version',
    origin: 'Office identifier',
  },

  sectionHints: {
    before: 'How was it done before, and what went wrong? Give figures.',
    purpose: 'What should it solve, and for whom?',
    novelty: 'What is done, and how does it differ from before?',
    steps: 'Step by step: what, by whom, how long.',
    resources: 'People, equipment, software and money used.',
    conditions: 'What does another place need in order to do the same?',
    limitations: 'What did not work, why, and what was done about it? Failures are valuable too.',
    lessons: 'What would you do differently if you began again?',
    replication: 'Who has followed it already? Where would it fit?',
    sustainability: 'Who keeps it going, and from which budget? (Optional)',
  },
  preamble: 'Opening text',
  optional: 'optional',

  results: {
    indicator: 'Indicator',
    unit: 'Unit',
    before: 'Before',
    after: 'After',
    cumulative: 'Running total',
    target: 'Target',
    asOf: 'As of',
    method: 'How measured, source of the figure',
    expected: 'Expected',
    evidence: 'Supporting document',
    note: 'Remark',
    rise: (before, after) => `up from ${before} to ${after}`,
    fall: (before, after) => `down from ${before} to ${after}`,
    same: (value) => `unchanged at ${value}`,
  },

  firstApplied: {
    date: 'Applied since',
    trial: 'As a pilot',
    trialFrom: (date) => `Pilot since ${date}`,
    from: (date) => `Since ${date}`,
  },

  place: {
    level: 'Level of application',
    name: 'Name of the place',
    coordinates: 'Coordinates',
    latitude: 'Latitude',
    longitude: 'Longitude',
    population: 'Population',
    conditions: 'Conditions of the place',
  },
  placeLevels: {
    national: 'Whole country',
    province: 'Whole province',
    district: 'District (before 1 July 2025)',
    commune: 'Commune, ward or special zone',
    unit: 'One unit',
  },

  costs: {
    total: 'Total costs',
    currency: 'Currency',
    source: 'Source of funds',
    staff: 'People involved',
    months: 'Duration (months)',
    persons: (count) => `${count} ${count === '1' ? 'person' : 'people'}`,
    duration: (count) => `${count} ${count === '1' ? 'month' : 'months'}`,
    money: (amount, currency) => `${currency} ${amount}`,
  },

  legalBasis: {
    kind: 'Kind of document',
    number: 'Number and symbol',
    date: 'Date of issue',
    issuer: 'Issued by',
    title: 'Subject',
  },

  contact: {
    post: 'Post or unit',
    officePhone: 'Office phone',
    name: 'Name',
    email: 'Official e-mail',
  },

  attachments: {
    one: 'Attachment',
    title: 'Title',
    size: 'Size',
    reusable: 'Reusable template',
    missing: 'The file is gone',
    changed: 'The file differs from what was attached',
  },

  status: {
    draft: 'Draft',
    submitted: 'Submitted',
    returned: 'Returned for completion',
    approved: 'Approved',
  },

  steps: {
    submit: 'Submit for approval',
    return: 'Return for completion',
    approve: 'Approve',
    reopen: 'Reopen for changes',
  },

  evidence: {
    'self-reported': 'Self-reported',
    'authority-confirmed': 'Confirmed by the authority in charge',
    'council-recognised': 'Recognised by the initiatives council',
    'applied-elsewhere': 'Applied elsewhere',
  },

  sharing: {
    public: 'Public',
    government: 'Within government',
    internal: 'Only within our office',
    named: 'Only the offices named',
  },
  sharingOffices: 'Offices it is shared with',

  levels: {
    central: 'Central',
    province: 'Province',
    commune: 'Commune',
    district: 'District (before 1 July 2025)',
  },

  languages: { vi: 'Vietnamese', en: 'English' },

  arrival: {
    new: 'New',
    newer: 'Newer version',
    same: 'Already here',
    older: 'Older',
    diverged: 'Changed on both sides',
    binned: 'In the bin',
  },
};
