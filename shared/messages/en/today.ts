import type { Messages } from '#shared/messages/messages';

export const today: Messages['today'] = {
  greeting: (name) => `Hello ${name}`,
  toDo: 'To do',
  submitted: (count) =>
    count === '1' ? '1 write-up waits for approval' : `${count} write-ups wait for approval`,
  returned: (count) => (count === '1' ? '1 write-up was returned' : `${count} write-ups were returned`),
  questions: (count) =>
    count === '1'
      ? '1 question from elsewhere waits for an answer'
      : `${count} questions from elsewhere wait for an answer`,
  drafts: (count) => (count === '1' ? '1 draft in progress' : `${count} drafts in progress`),
  waiting: (count) => (count === '1' ? '1 parcel not yet dealt with' : `${count} parcels not yet dealt with`),
  damaged: (count) => (count === '1' ? '1 write-up cannot be read' : `${count} write-ups cannot be read`),
  nothingToDo: 'Nothing is waiting for you.',
  whatIsNew: 'What is new',
  sinceLast: (time, date) => `New since last time (${time}, ${date})`,
  earlier: 'Before that',
  ours: 'Ours',
  changed: (date) => `updated ${date}`,
  seeAll: 'See all',
  emptyTitle: 'There is nothing in this library yet',
  emptyText: 'Write down something that worked, or receive a bundle from another office.',
  write: 'Write the first one',
  receive: 'Receive a parcel',
  lookUp: 'Look through the samples',
  sampleTitle: 'You are looking at the sample library',
  sampleText:
    'These are samples to get to know the program. When you are ready, create a library for your office.',
  createOwn: 'Create our library',
};
