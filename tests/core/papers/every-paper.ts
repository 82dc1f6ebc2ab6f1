import { vi } from '#shared/messages/vi';
import type { PaperNumber, SignedPaper, SignedPaperType } from '#shared/model/issue';
import { periodInSentence } from '#shared/model/period';
import { callLetter } from '#shared/paper/call-paper';
import { digestPaper } from '#shared/paper/digest-paper';
import { dispatchNote } from '#shared/paper/dispatch-paper';
import { enclosedList } from '#shared/paper/enclosed-list';
import { enclosureOf } from '#shared/paper/enclosure';
import { correctionLetter, type LetterFacts, peersLetter } from '#shared/paper/letter-paper';
import type { OfficeOnPaper } from '#shared/paper/office-on-paper';
import { citedPaper, type Concerned } from '#shared/paper/official-frame';
import type { OfficialPaper } from '#shared/paper/official-paper';
import { toldOf } from '#tests/core/choice/told';
import { officialReport, signer, someChosen } from '#tests/core/papers/official';

const period = '2026-Q3';
const when = periodInSentence(period, 'vi');
export const given: PaperNumber = { number: 5, symbol: 'BC-SKHCN', date: '2026-10-05' };

const usual = { opening: [], closing: [], recipients: ['Lãnh đạo Sở'] };
export const office: OfficeOnPaper = {
  parent: 'Ủy ban nhân dân thành phố Hải Phòng',
  office: 'Sở Khoa học và Công nghệ',
  ...{ symbol: 'SKHCN', place: 'Hải Phòng', drafter: 'PTH', signer },
  report: { ...usual, to: ['Ủy ban nhân dân thành phố Hải Phòng'] },
  letter: {
    ...usual,
    to: ['Sở Khoa học và Công nghệ tỉnh Lào Cai', 'Sở Khoa học và Công nghệ tỉnh Lạng Sơn'],
  },
};

export function signed(type: SignedPaperType, change: Partial<SignedPaper> = {}): SignedPaper {
  const symbol = type === 'report' ? 'BC-SKHCN' : 'SKHCN-PTH';
  const file = {
    file: 'a.pdf',
    original: 'a.pdf',
    mediaType: 'application/pdf' as const,
    bytes: 1,
    sha256: '',
  };
  return { ...{ ...given, symbol, type, signer, file }, at: '2026-10-05T00:00:00Z', by: '', ...change };
}

export const first: Concerned = {
  cited: citedPaper(signed('report', { number: 15 }), vi),
  reason: 'số liệu tại Phụ lục II có sai sót',
};

/** Of a letter to peers; no number yet. */
export const letterFacts: LetterFacts = {
  ...{ office, signer, messages: vi, language: 'vi', period, internal: false },
  choice: { practices: 9, ours: 6, peers: 3 },
  report: signed('report'),
  contact: { phone: '0225 3 822 616', email: 'skhcn@haiphong.gov.vn' },
};

const errata = [
  { place: 'Tại trang 3, mục 2', printed: '31%', instead: '41%' },
  { printed: 'Sở A', instead: 'Sở Khoa học và Công nghệ' },
];

const papers = [
  { ...signed('report'), subject: vi.report.subject(when) },
  { ...signed('letter', { number: 123 }), subject: vi.papers.letter.subject(when) },
];
const enclosedPractices = someChosen.map(({ title, office: from }, files) => ({
  title,
  office: from,
  files,
}));

/** Every paper of a period, as an office could have them. */
export const periodPapers: Readonly<Record<string, OfficialPaper>> = {
  report: officialReport(someChosen.slice(0, 3), { given, drafter: 'PTH', internal: false }).paper,
  'replacing report': officialReport(someChosen.slice(0, 2), { replaces: first }).paper,
  letter: peersLetter(letterFacts),
  'letter to many': peersLetter({
    ...letterFacts,
    given: { ...given, symbol: 'SKHCN-PTH' },
    office: {
      ...office,
      letter: {
        ...usual,
        to: Array.from({ length: 34 }, (_, at) => `Sở Khoa học và Công nghệ số ${String(at + 1)}`),
      },
    },
  }),
  correction: correctionLetter(letterFacts, first, errata),
  'dispatch note': dispatchNote({ ...letterFacts, papers, bundle: 7 }),
  'enclosed list': enclosureOf(
    enclosedList({ ...letterFacts, office: office.office, papers, practices: enclosedPractices }),
    { from: office.office, language: 'vi' },
  ),
  digest: enclosureOf(digestPaper(toldOf(someChosen.slice(0, 4), { language: 'en' })), {
    ...{ from: office.office, language: 'en' },
  }),
  call: callLetter(
    {
      ...{ format: '1.0', period, briefing: '2026-10-05', deadline: null, fields: ['kinh-te-so'] },
      ...{ wanted: 'Cách làm về dịch vụ công trực tuyến.', units: [], by: '', at: '2026-09-01T00:00:00Z' },
    },
    ['Phòng Chuyển đổi số', 'Phòng Tổng hợp', 'Ủy ban nhân dân xã Tân Phú'],
    {
      ...letterFacts,
      fields: [{ key: 'kinh-te-so', vi: 'Kinh tế số', en: 'Digital economy' }],
      plan: { from: '2026-07-01', to: '2026-09-30', deadline: '2026-09-28' },
    },
  ),
};
