import type { Messages } from '#shared/messages/messages';

export const reference: Messages['reference'] = {
  role: {
    writer: 'Writer',
    'division-head': 'Head of division',
    'department-head': 'Head of department',
    coordinator: 'Coordinator',
    clerk: 'Clerk',
  },
  facet: {
    province: 'Province',
    region: 'Region',
    field: 'Field',
    period: 'Period',
    evidence: 'Evidence level',
    office: 'Office',
    topic: 'Topic',
    language: 'Language',
    has: 'At hand',
    status: 'Status',
    like: 'Conditions like ours',
  },
  foundIn: {
    title: 'title',
    summary: 'summary',
    keywords: 'keywords',
    results: 'results',
    legal: 'legal basis',
    place: 'place, office',
    sections: 'text',
    attachments: 'attachments',
  },
  has: { figures: 'With figures', templates: 'With templates' },
  /** Values of the facet `like`. */
  like: {
    region: 'Same region',
    conditions: 'Same conditions',
    population: 'Similar population',
    level: 'Same level of application',
  },
};
