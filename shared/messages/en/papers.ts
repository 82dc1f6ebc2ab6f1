import type { Messages } from '#shared/messages/messages';

export const papers: Messages['papers'] = {
  names: {
    report: 'Report',
    letter: 'Letter to offices',
    'dispatch-note': 'Dispatch note',
    'enclosed-list': 'List of what is enclosed',
    digest: 'Digest in English',
  },
  formats: { docx: 'Word', pdf: 'PDF' },
  number: (number, symbol) => `No.: ${number === '' ? '       ' : number}/${symbol === '' ? '……' : symbol}`,
  date: (day, month, year) => `${day}/${month}/${year}`,
  openDate: '…/…/…',
  place: (place, date) => `${place === '' ? '………' : place}, ${date}`,
  cited: (type, number, date) => `${type === 'report' ? 'Report' : 'Letter'} no. ${number} of ${date}`,
  office: (office) => (office === '' ? 'The office' : office),
  archive: (drafter) => (drafter === '' ? 'Records office' : `Records office, ${drafter}`),
  toList: 'The offices of the list enclosed.',
  toAll: 'Ministries, sectors and localities.',
  list: 'RECIPIENTS',
  listColumns: { number: 'No.', name: 'Office' },
  listNote: (cited, office) => `(Enclosed with ${cited}${office === '' ? '' : ` of ${office}`})`,

  replacement: {
    subject: (subject, cited) => `${subject} (replaces ${cited})`,
    opening: (cited, reason) => `This report replaces ${cited}.${reason === '' ? '' : ` Reason: ${reason}`}`,
    letter: (cited, reason) =>
      `This letter and what is enclosed replace ${cited}.${reason === '' ? '' : ` Reason: ${reason}`}`,
  },

  letter: {
    subject: (period) => `Sharing the good practices of ${period}`,
    opening: (office, period, count, ours, peers) =>
      `${office} sends you the good practices of ${period}: ${count} in all${peers === '0' ? '' : ` (${ours} of our own, ${peers} received from other ministries, sectors and localities)`}.`,
    enclosed: '1. Enclosed',
    bundle: 'The parcel of good practices (a .zip file under our seal)',
    listEnclosed: 'The list of what is enclosed',
    how: '2. How to open the parcel',
    howText:
      'Offices that use Lan Tỏa open it under “Send & receive”. Others unpack the file and open “index.html” in the folder “data” with a browser; no network is needed.',
    request: '3. Request',
    requestText: (office) =>
      `Please look at them, adapt what fits your circumstances, and tell ${office} where you have applied one, so that it can be shared.`,
    contact: (contact) => `Contact: ${contact}.`,
    phone: (phone) => `telephone ${phone}`,
    email: (email) => `e-mail ${email}`,
    closing: 'We thank you for your attention and cooperation./.',
  },

  correction: {
    subject: (cited) => `Correction of ${cited}`,
    opening: (office, cited, reason) =>
      `${office} corrects how ${cited} was laid out${reason === '' ? '' : ` (${reason})`}:`,
    printedAt: (place, printed) => `${place}, printed: “${printed}”.`,
    printed: (printed) => `Printed: “${printed}”.`,
    instead: (instead) => `To be read: “${instead}”.`,
    place: (at) => `${at}. Correction`,
    closing: (office, cited) =>
      `Nothing else in ${cited} changes. ${office} informs all recipients accordingly./.`,
  },

  note: {
    name: 'DISPATCH NOTE',
    symbol: 'PG',
    subject: (period) => `Parcel of good practices of ${period}`,
    opening: (office) => `${office} sends with this note:`,
    bundle: (period, number) => `Parcel of good practices of ${period}, no. ${number}`,
    openBundle: (period) => `Parcel of good practices of ${period}`,
    columns: { number: 'No.', title: 'Document', mark: 'Number; date', count: 'Copies' },
    closing: (office) => `Please confirm receipt and return this note to ${office}./.`,
    received: 'Confirmation of the receiving office: everything listed above has been received.',
    receivedOn: 'Place and date of receipt: ………………, …… / …… / ………',
    receivedBy: 'Received by (signature, full name): ………………………………………',
  },

  enclosed: {
    title: 'LIST OF WHAT IS ENCLOSED',
    about: (period) => `Good practices of ${period}`,
    signed: 'I. PAPERS',
    practices: 'II. GOOD PRACTICES',
    columns: { number: 'No.', title: 'Title', from: 'Office', files: 'Attachments' },
    signedColumns: { number: 'No.', title: 'Type, subject', mark: 'Number', date: 'Date' },
    none: 'None.',
  },

  digest: {
    title: (period) => `GOOD PRACTICES, ${period.toLocaleUpperCase('en')}`,
    from: (office) => `Source: ${office}.`,
    contact: (contact) => `Contact: ${contact}.`,
    change: (before, after) => `from ${before} to ${after}`,
  },

  chosen: 'GOOD PRACTICES',

  making: 'The paper is being made…',
};
