import type { Messages } from '#shared/messages/messages';

export const query: Messages['query'] = {
  notThis: (facet) => `Not ${facet.charAt(0).toLowerCase()}${facet.slice(1)}`,
  which: {
    province: 'province',
    region: 'region',
    field: 'field',
    period: 'period',
    evidence: 'evidence level',
    office: 'office',
    topic: 'topic',
    language: 'language',
    has: 'of these',
    status: 'status',
    like: 'likeness to our place',
  },
  unknownValue: (typed, what) => `No ${what} is known as “${typed}”; it was searched for as plain words.`,
  unclearValue: (typed, what) =>
    `It is not clear which ${what} “${typed}” is; it was searched for as plain words.`,
  pendingValue: (typed, what) => `Which ${what} is “${typed}”?`,
  manyWords: (most) => `Only the first ${most} words were searched for.`,
  wideWord: (typed, most) =>
    `“${typed}” stands for too many words; only the first ${most} were searched for.`,
  howTo: 'How to search',
  howToTitle: 'How to type what you are looking for',
  howToHint: 'Press an example to try it.',
  examples: {
    plain: { typed: 'ngam hoa cap', means: 'With or without Vietnamese accents' },
    phrase: { typed: '"ngầm hóa"', means: 'Just this phrase, its words side by side' },
    without: { typed: 'cáp -điện', means: 'Leave out what contains “điện”' },
    all: { typed: '+cáp viễn thông', means: 'Only what contains all of the words' },
    province: {
      typed: 'province:"Hai Phong"',
      means: 'Filter; also region, field, topic, office, evidence, status, language',
    },
    period: { typed: 'quarter:4/2024', means: 'By period; also year:2024' },
    has: { typed: 'has:figures', means: 'Only with figures; also has:templates' },
    like: { typed: 'like:"same region"', means: 'Only places like ours; also like:"same conditions"' },
    inField: {
      typed: 'title:cáp',
      means: 'Only in the title; also summary, keywords, results, legal, place, sections, attachments',
    },
    notIn: { typed: '-province:Hue', means: 'A minus sign before a filter leaves these out' },
    pattern: { typed: 'ng*m', means: 'A star stands for letters that you do not remember' },
    slip: { typed: 'nghầm~', means: 'A tilde allows for a misspelt letter' },
  },
};
