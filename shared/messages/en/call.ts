import type { Messages } from '#shared/messages/messages';

export const call: Messages['call'] = {
  title: 'Call and reminders',
  loading: 'Opening…',
  plan: 'Reporting period',
  window: (from, to) => `Practices from ${from} to ${to}`,
  deadlineIs: (date) => `Deadline: ${date}`,
  remindersAre: (days) => `Reminders on: ${days}`,
  changeCalendar: 'Change the reporting calendar',
  builtFrom: (issued) => `Built from the issued quarters: ${issued}.`,
  notIssued: (open) => `Not issued yet: ${open}.`,
  nothingIssued: 'No quarter of this period has been issued yet.',

  wanted: 'What is wanted',
  wantedHint: 'Which kind of work, and how to tell it. Every line becomes a paragraph of the letter.',
  wantedDefault: (period) =>
    `Please send what worked in ${period}: what was done, results in figures before and after, cost, what it takes to apply it, and whom to contact.`,
  fields: 'Fields in focus',
  fieldsHint: 'None chosen means that all fields are welcome.',
  briefing: 'Day of the briefing',
  briefingHint: 'For example: 05/10/2026',
  deadline: 'Deadline',
  deadlineHint: (date) => `Left empty, the calendar says: ${date}`,
  notADay: 'Give day, month and year, for example 28/09/2026',
  afterBriefing: 'The deadline is after the briefing. Please check both days.',
  dayOff: 'The deadline is on a day off.',

  units: 'Units that are asked',
  asked: (asked, all) => `${asked} of ${all} units`,
  askAll: 'Choose all',
  askNone: 'Choose none',
  findUnit: 'Find a unit',
  noMatch: 'No unit fits.',
  noUnits: 'No list of units yet',
  noUnitsText: 'List divisions, subordinate units and communes once; every period you only choose.',
  listUnits: 'List the units',
  editUnits: 'Change the list',
  kinds: { division: 'Divisions and subordinate units', commune: 'Communes and wards' },

  papers: 'Papers to send',
  savePaper: 'Save the call as Word',
  saveForm: 'Save an empty form',
  making: 'Making the file…',
  made: (file) => `${file} was made`,
  asPdf: (save) => `${save} (PDF)`,
  wordHint: 'Word files, to be edited, signed and numbered; PDF, to be read and printed.',
  tell: 'Send along with a parcel',
  tellHint: 'Other offices see this call when they receive the next parcel.',
  told: (date) => `Will go with the next parcel (${date}).`,
  toldSent: (date) => `Has gone with a parcel (made on ${date}).`,
  toldOld: 'It was changed since.',
  tellAgain: 'Send the new one along',
  untell: 'Do not send it along',

  waiting: 'Not answered',
  waitingCount: (count) => `Units that have neither sent nor reported nil: ${count}`,
  allAnswered: 'All units that were asked have answered.',
  nobodyAsked: 'No unit is chosen yet.',
  notAskedYet: 'The call of this period is not saved yet. Once it is, this shows which units have not sent.',
  saveReminder: 'Save the reminder as Word',
  reminderFor: (count) => `Marked units that the letter goes to: ${count}.`,

  received: 'What other offices ask for',
  receivedFrom: (office, date) => `${office}, ${date}`,
  receivedUnsure: 'It is not certain that this office said it.',
  useReceived: 'Use it as our text',

  saving: 'Saving…',
  saved: 'Saved',
  readOnly: 'The library is read-only, so this cannot be changed.',
  conflict: 'Somebody else has just changed this call',
  conflictText: (by) =>
    `What is in the library is by ${by}. What stands on your screen is neither saved nor lost.`,
  conflictNobody: 'somebody else',
  keepMine: 'Save what is on the screen',
  takeTheirs: 'Take what is in the library',

  today: {
    ahead: (days, period) => `${days} working ${days === '1' ? 'day' : 'days'} to the deadline of ${period}`,
    today: (_days, period) => `The deadline of ${period} is today`,
    over: (days, period) =>
      days === '0'
        ? `The deadline of ${period} is over`
        : `The deadline of ${period} was ${days} working ${days === '1' ? 'day' : 'days'} ago`,
  },
  todayWaiting: (waiting) => `units that have not sent: ${waiting}`,
  todayRemind: (text) => `${text}. Time to remind`,

  paper: {
    motto: 'SOCIALIST REPUBLIC OF VIET NAM',
    mottoBelow: 'Independence - Freedom - Happiness',
    about: (subject) => `Re: ${subject}`,
    to: 'To:',
    toAll: 'All units.',
    toList: 'The units in the list enclosed.',
    subject: (period) => `call for best practices, ${period}`,
    opening: (period, from, to, briefing) =>
      `To compile and share what worked in ${period}${briefing === null ? '' : ` for the briefing on ${briefing}`}, all units are asked to send the best practices of the reporting period (from ${from} to ${to}) as follows:`,
    content: 'What is wanted',
    focus: 'Fields in focus',
    how: 'How to send',
    howText:
      'Please write each practice into one “Best practice form” (Word file enclosed) and send back that very file. A unit without any in this period is asked to send a form with “Nothing to report” marked.',
    until: 'Deadline',
    untilText: (deadline) => `${deadline} at the latest.`,
    closing: 'Thank you for your cooperation./.',
    reminderSubject: (period) => `reminder of best practices, ${period}`,
    reminderOpening: (office, period, deadline) =>
      `${office === '' ? 'Our office' : office} has asked for the best practices of ${period} by ${deadline}.`,
    reminderState: (today, over) =>
      `By ${today}${over ? ', after this deadline,' : ','} nothing has arrived from the units named in this letter: neither practices nor a note that there are none.`,
    reminderBefore: (deadline) => `Please send them by ${deadline}.`,
    reminderOver: (briefing) =>
      briefing === null
        ? 'Please send them as soon as this letter arrives.'
        : `Please send them as soon as this letter arrives, in time for the briefing on ${briefing}.`,
    receivers: 'Recipients:',
    asAbove: '- As above;',
    signer: 'HEAD OF OFFICE',
    listTitle: 'LIST OF UNITS',
    listColumns: { number: 'No.', name: 'Unit' },
  },
};
