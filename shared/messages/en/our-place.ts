import type { Messages } from '#shared/messages/messages';

export const ourPlace: Messages['ourPlace'] = {
  title: 'Conditions of our place',
  hint: 'Not required. When searching, “Conditions like ours” goes by this to point out places like our own.',
  conditions: 'Our place has',
  others: 'Other conditions',
  othersHint: 'One a line, for example: rice growing, industrial zones',
  othersWrong: 'A condition has at most 120 characters, and there are at most 50',
  population: 'Population of our place',
  populationHint: 'Roughly is enough, for example: 1.250.000',
  populationWrong: 'The population is a whole number above 0',
  add: 'Pick conditions',
  named: (likeness, conditions) => `${likeness} (${conditions})`,
  anyOfThem: 'at least one of these',
  between: (least, most) => `from ${least} to ${most} people`,
  say: 'Describe our place, to compare',
};
