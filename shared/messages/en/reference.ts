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
};
