import type { Messages } from '#shared/messages/messages';

export const quality: Messages['quality'] = {
  sum: (missing, weak) =>
    missing === '0'
      ? `All required parts are there, ${weak} to improve`
      : `${missing} required to fill in, ${weak} to improve`,
  reasons: {
    'no-answer': 'Add it once it is known; others will ask.',
    'no-indicator': 'Name the indicator, so that the figure has a meaning.',
    'no-unit': 'Give the unit: %, files, km, VND …',
    'no-figure': 'Give at least one figure that was reached.',
    'no-date': 'Say as of which day, month or year.',
    'no-method': 'Say how it was measured or where the figure comes from.',
    'one-sided': 'Give the figures both before and after, so that the change can be seen.',
    'expected-only': 'Add results that were reached, once there are any.',
    'no-phone': 'Give the office phone, so that others can call.',
    'no-post': 'Give the post or section in charge.',
    'summary-repeats-title':
      'Write two or three sentences on what was done and reached, not the title again.',
    'steps-unnumbered': 'Number the steps (1., 2., 3.), so that others can follow them.',
    'no-conditions': 'Name terrain, population and infrastructure, so that others can compare.',
    'limitations-short': 'Say what did not work, why, and how it was mended (20 words or more).',
    'no-costs': 'Give the total cost; 0 if there was none.',
    'costs-unexplained': 'Give the source of funds, the people and the time it took.',
    'review-past': 'The review date has passed: look at it again and set a new one.',
    'guidance-left': 'Delete the template’s guiding text once you have written yours.',
  },
  approveTitle: 'Approve this practice?',
  approveText: 'All required parts are there. These should be improved:',
  approve: 'Approve all the same',
};
