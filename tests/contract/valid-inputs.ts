import { join } from 'node:path';
import type { Input, OperationName } from '#shared/contract/contract';
import type { FileReference } from '#shared/contract/operation';
import type { FailureCode } from '#shared/failure';

/** What the operations are tried on. */
export interface World {
  readonly folder: string;
  /** A practice of our office that may be changed, and the hash of its text at the moment. */
  readonly id: string;
  readonly hash: () => Promise<string>;
  /** A file that the person gives now. */
  readonly give: () => Promise<FileReference>;
}

const nobody = '0193e4a0-0000-7000-8000-0000000000ff';
/** A search that was saved once. */
export const saved = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff';
const period = '2026-Q3';

const departure = '2026-Q3_1_0123456789abcdef';
const recipient = {
  ...{ id: nobody, name: 'Sở Y tế', office: null, government: true, groups: ['Sở'] },
  ...{ channel: 'mail' as const, address: 'vanthu@syt.gov.vn' },
};

const registerFields = {
  ...{ arrivedOn: '2026-10-05', from: 'Sở Y tế', symbol: '', paperDate: null },
  ...{ subject: 'Gói chia sẻ', receiver: '', note: '' },
};

interface Trial<N extends OperationName> {
  readonly input: (world: World) => Input<N> | Promise<Input<N>>;
  /** The fault that this input must meet; without it there must be a value. */
  readonly fails?: FailureCode;
}

const plain = { input: () => ({}) };

/**
 * A valid input for every operation of the contract, in an order in which they can run on one library. An operation
 * that is new must be added here, else this does not compile.
 */
export const trials: { readonly [N in OperationName]: Trial<N> } = {
  'application.information': plain,
  'settings.get': plain,
  'settings.change': { input: () => ({ language: 'en', textSize: 125 }) },
  'jobs.list': plain,
  'jobs.cancel': { input: () => ({ jobId: 'constructor' }) },
  'host.chooseFolder': { input: () => ({ title: 'Mở thư viện' }) },
  'host.reveal': { input: () => ({ period, file: 'CachLamHay.zip' }) },
  'host.openLink': { input: () => ({ url: 'https://vbpl.vn/' }) },
  'library.state': plain,
  'library.refresh': plain,
  'reference.get': plain,
  'reference.map': plain,
  'office.save': {
    input: () => ({ name: 'Sở Y tế Hải Phòng', symbol: 'SYT', level: 'province', province: '31@2025-07-01' }),
  },
  'office.describe': {
    input: () => ({ conditions: ['ven biển', 'đô thị'], population: 2_100_000 }),
  },
  'seal.state': plain,
  'seal.page': plain,
  'seal.pagePrinted': { input: () => ({ key: '0123456789ABCDEF' }) },
  'seal.restore': { input: () => ({ text: 'cây tre trăm đốt' }) },
  'seal.renew': {
    input: () => ({ from: '0123456789ABCDEF', lost: false, note: 'Mất phiếu' }),
    fails: 'bad-input',
  },
  'seal.unlock': { input: () => ({ passphrase: 'mật khẩu của sở' }) },
  'seal.setPassphrase': { input: () => ({ current: '', passphrase: '' }) },
  'seal.handOver': {
    input: () => ({ from: 'Lan', to: 'Hoa', page: true, pc: false, note: '', forget: false }),
  },
  'people.save': {
    input: () => ({ id: nobody, name: 'Nguyễn Văn Đức', post: '', division: '', roles: ['clerk'] }),
  },
  'synonyms.list': plain,
  'synonyms.save': {
    input: () => ({ id: null, terms: ['KTXH', 'kinh tế xã hội'], capitals: false }),
    fails: 'bad-input',
  },
  'synonyms.switch': { input: () => ({ id: 'cds', off: true }) },
  'synonyms.remove': { input: () => ({ id: 'cds' }) },
  'people.setMe': { input: () => ({ id: nobody }) },
  'people.remove': { input: () => ({ id: nobody }) },
  'practices.list': { input: ({ id }) => ({ ours: true, ids: [id] }) },
  'practices.overview': { input: () => ({ newest: 8 }) },
  'practices.get': { input: ({ id }) => ({ id }) },
  'practices.create': { input: () => ({ language: 'en', title: 'Title' }) },
  'templates.list': { input: () => ({ language: 'vi' }) },
  'templates.start': { input: () => ({ language: 'vi', key: 'ha-tang-so' }) },
  'templates.copy': { input: ({ id }) => ({ id, title: 'Bản chép' }) },
  'practices.relations': { input: ({ id }) => ({ id }) },
  'bulk.preview': { input: ({ id }) => ({ ids: [id], change: { type: 'period', period } }) },
  'bulk.apply': {
    input: async ({ id, hash }) => ({
      items: [{ id, base: await hash() }],
      change: { type: 'step', step: 'approve' },
    }),
  },
  'bulk.result': { input: () => ({ undoId: nobody }), fails: 'not-found' },
  'bulk.last': plain,
  'bulk.undo': { input: () => ({ undoId: nobody }), fails: 'not-found' },
  'bulk.restore': { input: () => ({ entries: [nobody] }) },
  'review.list': { input: () => ({ period }) },
  'review.waiting': plain,
  'review.apply': {
    input: async ({ id, hash }) => ({
      items: [{ id, base: await hash(), decision: 'return', reason: 'Thiếu số liệu' }],
    }),
  },
  'review.result': { input: () => ({ id: nobody }), fails: 'not-found' },
  'review.paper': { input: ({ id }) => ({ period, ids: [id], language: 'vi' }), fails: 'bad-input' },
  'practices.save': {
    input: async ({ id, hash }) => ({
      id,
      base: await hash(),
      fields: { summary: 'Tóm tắt' },
      sections: { steps: '1. Một' },
    }),
  },
  'practices.attach': {
    input: async ({ id, give }) => ({ id, file: await give(), title: 'Quyết định' }),
  },
  'practices.detach': {
    input: async ({ id, hash }) => ({ id, base: await hash(), file: 'none.pdf' }),
  },
  'attachments.replace': {
    input: async ({ id, hash, give }) => ({ id, base: await hash(), file: 'none.png', with: await give() }),
    fails: 'not-found',
  },
  'attachments.restoreOriginal': {
    input: async ({ id, hash }) => ({ id, base: await hash(), file: 'none.png' }),
    fails: 'not-found',
  },
  'attachments.arrange': { input: async ({ id, hash }) => ({ id, base: await hash(), items: [] }) },
  'attachments.relist': {
    input: ({ id }) => ({
      id,
      items: [{ file: 'none.png', title: '', mediaType: 'image/png', bytes: 1, sha256: '0'.repeat(64) }],
    }),
    fails: 'attachment-missing',
  },
  'attachments.open': { input: ({ id }) => ({ id, file: 'none.pdf' }), fails: 'attachment-missing' },
  'attachments.marks': { input: ({ id }) => ({ ids: [id] }) },
  'attachments.giveBytes': { input: () => ({ name: 'ảnh.png', base64: 'AAAA' }) },
  'practices.mint': { input: ({ id }) => ({ id }) },
  'practices.step': { input: async ({ id, hash }) => ({ id, base: await hash(), step: 'submit' }) },
  'revisions.list': { input: ({ id }) => ({ id }) },
  'revisions.read': { input: ({ id }) => ({ id, version: 'working' }) },
  'revisions.compare': {
    input: ({ id }) => ({ id, before: 'working', after: 'working', language: 'en' }),
  },
  'revisions.restore': {
    input: async ({ id, hash }) => ({ id, base: await hash(), revision: '0'.repeat(64) }),
    fails: 'practice-closed',
  },
  'comments.add': {
    input: ({ id }) => ({ id, text: 'Cần nêu số liệu', about: 'section:steps', quote: '1. Một' }),
  },
  'comments.resolve': { input: ({ id }) => ({ id, comment: nobody }), fails: 'not-found' },
  'comments.reopen': { input: ({ id }) => ({ id, comment: nobody }), fails: 'not-found' },
  'comments.remove': { input: ({ id }) => ({ id, comment: nobody }), fails: 'not-found' },
  'presence.enter': { input: ({ id }) => ({ id }) },
  'presence.others': { input: ({ id }) => ({ id }) },
  'presence.everyone': plain,
  'presence.authors': {
    input: ({ id }) => ({ id, hash: 'constructor', keys: ['title', 'section:steps', 'constructor'] }),
  },
  'presence.leave': { input: ({ id }) => ({ id }) },
  'copies.list': { input: ({ id }) => ({ id }) },
  'copies.count': plain,
  'copies.read': { input: ({ id }) => ({ id, name: '../practice.md' }) },
  'copies.putAside': { input: ({ id }) => ({ id, name: 'practice (1).md', sha256: '0'.repeat(64) }) },
  'copies.takeBack': { input: ({ id }) => ({ id, kept: '../../x' }), fails: 'bad-input' },
  'copies.putBack': { input: ({ id }) => ({ id, name: 'practice (1).md' }) },
  'copies.keep': { input: ({ id }) => ({ id, fields: { title: 'Tên' }, sections: {} }) },
  'search.state': plain,
  'search.query': { input: () => ({ text: 'ngam hoa', facets: {}, sort: 'relevance', limit: 10 }) },
  'search.similar': { input: ({ id }) => ({ id }) },
  'search.unread': { input: ({ id }) => ({ id }) },
  'searches.save': { input: () => ({ name: 'Hạ ngầm', text: 'ngam hoa', facets: {}, sort: 'newest' }) },
  'searches.list': plain,
  'searches.putBack': {
    input: () => ({ id: saved, name: 'Một cửa', text: '', facets: {}, sort: 'relevance', seen: 0 }),
  },
  'searches.rename': { input: () => ({ id: saved, name: 'Một cửa số' }) },
  'searches.open': { input: () => ({ id: saved }) },
  'searches.remove': { input: () => ({ id: nobody }) },
  'papers.practice': { input: ({ id }) => ({ id, language: 'vi' }) },
  'papers.practices': { input: ({ id }) => ({ ids: [id], as: 'docx', language: 'vi' }) },
  'papers.official': { input: () => ({ period, paper: 'letter', as: 'pdf', language: 'vi' }) },
  'nearDuplicates.look': plain,
  'nearDuplicates.list': { input: ({ id }) => ({ period, practice: id }) },
  'nearDuplicates.compare': { input: ({ id }) => ({ practices: [nobody, id] }), fails: 'not-found' },
  'nearDuplicates.decide': {
    input: ({ id }) => ({ practices: [nobody, id], base: null, decision: { type: 'both' } }),
    fails: 'not-found',
  },
  'nearDuplicates.undo': {
    input: ({ id }) => ({ practices: [nobody, id], at: 'never' }),
    fails: 'not-found',
  },
  'forms.make': { input: () => ({ of: 'period', period, language: 'vi' }) },
  'forms.take': {
    input: () => ({ files: [{ type: 'path', path: '/none/phieu.docx', name: 'phieu.docx' }], period }),
  },
  'forms.report': { input: () => ({ take: nobody }), fails: 'not-found' },
  'forms.decide': { input: () => ({ take: nobody, item: 0, choice: 'keep' }), fails: 'not-found' },
  'forms.undo': { input: () => ({ take: nobody }), fails: 'not-found' },
  'forms.list': { input: () => ({ period }) },
  'coverage.get': { input: () => ({ period }) },
  'coverage.nil': { input: () => ({ period, unit: 'Xã Tân Phú' }) },
  'coverage.undo': {
    input: () => ({ period, id: '0193e4a0-0000-7000-8000-00000000000b' }),
    fails: 'not-found',
  },
  'units.get': plain,
  'units.save': {
    input: () => ({
      base: null,
      units: [{ id: nobody, name: 'Xã Tân Phú', kind: 'commune', usesProgram: false }],
    }),
  },
  'calendar.get': plain,
  'calendar.save': {
    input: () => ({
      base: null,
      calendar: {
        ...{ window: 'calendar', levels: 1, beforeBriefing: 3 },
        reminders: [2],
        holidays: ['--04-30'],
      },
    }),
  },
  'letterhead.get': plain,
  'letterhead.save': {
    input: () => ({
      base: null,
      letterhead: {
        ...{ office: '', symbol: 'SKHCN', place: 'Hải Phòng', drafter: 'CĐS', signers: [] },
        ...{ letterTo: [], reportRecipients: [], letterRecipients: [] },
        ...{ reportOpening: '', reportClosing: '', letterOpening: '', letterClosing: '' },
      },
    }),
  },
  'call.get': { input: () => ({ period }) },
  'call.save': {
    input: () => ({
      ...{ period, base: null },
      call: {
        wanted: 'Việc đã làm',
        fields: [],
        deadline: '2026-09-28',
        briefing: '2026-10-05',
        units: [nobody],
      },
    }),
  },
  'call.tell': { input: () => ({ period }) },
  'call.untell': { input: () => ({ period }) },
  'call.paper': { input: () => ({ period, language: 'vi', as: 'docx' }) },
  'call.reminder': { input: () => ({ period, language: 'vi', as: 'pdf', units: [nobody] }) },
  'call.waiting': { input: () => ({ period }) },
  'call.due': plain,
  'issue.get': { input: () => ({ period }) },
  'issue.freeze': { input: () => ({ period, base: null }), fails: 'nothing-to-export' },
  'issue.submit': { input: () => ({ period, base: null }), fails: 'bad-input' },
  'issue.back': { input: () => ({ period, base: null, to: 'freeze' }), fails: 'bad-input' },
  'issue.paper': {
    input: () => ({
      ...{ period, base: null, type: 'report', number: 15, symbol: 'BC-SYT', date: '2026-10-05' },
      signer: { post: 'Giám đốc', name: 'Trần Văn A' },
    }),
    fails: 'bad-input',
  },
  'issue.removePaper': { input: () => ({ period, base: null, type: 'report' }), fails: 'bad-input' },
  'issue.issue': { input: () => ({ period, base: null, number: 1 }), fails: 'bad-input' },
  'issue.again': {
    input: () => ({ period, base: null, kind: 'replacement', reason: 'Sai số liệu', errata: [] }),
    fails: 'bad-input',
  },
  'compilations.list': plain,
  'compilations.get': { input: () => ({ period }) },
  'compilations.ofQuarters': { input: () => ({ period }) },
  'compilations.save': { input: () => ({ period, base: null, foreword: 'Lời nói đầu', items: [] }) },
  'choice.facts': { input: () => ({ period }) },
  'choice.paper': { input: () => ({ period, paper: 'list', language: 'vi' }) },
  'lookingBack.compare': { input: () => ({ periods: [period, '2026-Y'] }) },
  'lookingBack.practices': { input: () => ({ period, figure: { of: 'all', key: '' } }) },
  'lookingBack.sheet': { input: () => ({ periods: [period], language: 'en' }) },
  'compilations.export': { input: () => ({ period, number: 1 }) },
  'sending.recipients': plain,
  'sending.saveRecipients': { input: () => ({ base: null, recipients: [recipient] }) },
  'sending.departures': plain,
  'sending.departure': { input: () => ({ id: departure }), fails: 'not-found' },
  'sending.check': { input: () => ({ id: departure }), fails: 'not-found' },
  'sending.accept': { input: () => ({ id: departure, reason: 'Đã hỏi' }), fails: 'not-found' },
  'sending.address': { input: () => ({ id: departure, add: [nobody], remove: [] }), fails: 'not-found' },
  'sending.mark': { input: () => ({ id: departure, recipients: [nobody], sent: true }), fails: 'not-found' },
  'sending.weigh': { input: () => ({ period }) },
  'sending.lacking': { input: () => ({ period, recipients: [nobody] }) },
  'sending.proposePassphrase': plain,
  'sending.openers': { input: () => ({ id: departure }), fails: 'not-found' },
  'sending.lockFor': {
    input: () => ({ id: departure, files: ['a.zip'], recipients: [nobody] }),
    fails: 'not-found',
  },
  'sending.lock': { input: () => ({ id: departure, files: ['a.zip'], passphrase: 'song-nui-lua-tre' }) },
  'sending.exportRegister': { input: () => ({ year: 2026, language: 'vi' }) },
  'outbox.ofDeparture': { input: () => ({ id: departure }), fails: 'not-found' },
  'outbox.choose': { input: () => ({ recipient: nobody, path: null }) },
  'outbox.put': {
    input: () => ({ id: departure, recipient: nobody, files: ['a.zip'] }),
    fails: 'not-found',
  },
  'outbox.lying': plain,
  'outbox.leave': { input: () => ({ recipient: nobody }) },
  'exchange.receive': { input: async ({ give }) => ({ file: await give() }) },
  'desk.list': plain,
  'desk.parcel': { input: () => ({ reviewId: nobody }), fails: 'not-found' },
  'desk.papers': { input: () => ({ parcels: ['a'.repeat(64)], office: nobody }) },
  'desk.nextNumber': { input: () => ({ year: 2026 }) },
  'desk.register': {
    input: () => ({ reviewId: nobody, fields: registerFields, number: null, gap: false }),
    fails: 'not-found',
  },
  'desk.register.list': { input: () => ({ year: null }) },
  'desk.entry': { input: () => ({ entryId: nobody }), fails: 'not-found' },
  'desk.amend': {
    input: () => ({ entryId: nobody, base: '', fields: registerFields }),
    fails: 'not-found',
  },
  'desk.acknowledge': { input: () => ({ entryId: nobody }), fails: 'not-found' },
  'desk.forward': {
    input: () => ({ entryId: nobody, base: '', to: nobody, due: '2026-10-12', note: '' }),
    fails: 'not-found',
  },
  'desk.done': { input: () => ({ entryId: nobody, base: '', done: true }), fails: 'not-found' },
  'desk.mine': plain,
  'desk.export': { input: () => ({ year: 2026, language: 'vi' }) },
  'desk.folders': plain,
  'desk.watchFolder': { input: () => ({ path: null }) },
  'desk.leaveFolder': { input: () => ({ path: '/constructor' }) },
  'desk.unlockFile': { input: () => ({ path: 'constructor', passphrase: 'song-nui-lua-tre' }) },
  'desk.forgetFile': { input: () => ({ path: 'constructor' }) },
  'exchange.waiting': plain,
  'exchange.review': { input: () => ({ reviewId: nobody }), fails: 'not-found' },
  'exchange.takeIn': { input: () => ({ reviewId: nobody, choose: [] }), fails: 'not-found' },
  'offices.list': plain,
  'offices.compare': {
    input: () => ({ officeId: nobody, key: 'constructor', phone: '' }),
    fails: 'not-found',
  },
  'offices.uncompare': { input: () => ({ officeId: nobody, key: 'constructor' }) },
  'offices.takeDirectory': { input: async ({ give }) => ({ file: await give() }) },
  'offices.exportDirectory': plain,
  'practices.seal': { input: () => ({ id: nobody }) },
  'exchange.putAside': { input: () => ({ reviewId: nobody }), fails: 'not-found' },
  'exchange.arrivals': plain,
  'statements.about': { input: ({ id }) => ({ practice: id }) },
  'statements.marks': plain,
  'statements.discontinue': {
    input: () => ({ practice: nobody, reason: 'Đã có cách mới' }),
    fails: 'not-found',
  },
  'statements.adopt': {
    input: () => ({ practice: nobody, where: 'Xã', since: '2026-05', result: '', changed: '', own: null }),
    fails: 'not-found',
  },
  'statements.ask': { input: () => ({ practice: nobody, text: 'Kinh phí?' }), fails: 'not-found' },
  'statements.answer': { input: () => ({ question: nobody, text: 'Phường' }), fails: 'not-found' },
  'statements.withdraw': { input: () => ({ id: nobody }), fails: 'not-found' },
  'exchange.undo': { input: () => ({ arrivalId: nobody }), fails: 'not-found' },
  'backup.state': plain,
  'backup.plan': { input: ({ folder }) => ({ folder, every: 'weekly', keep: 5 }) },
  'backup.create': { input: ({ folder }) => ({ folder: join(folder, 'nowhere') }) },
  'backup.list': { input: ({ folder }) => ({ folder }) },
  'backup.target': { input: ({ folder }) => ({ file: join(folder, 'none.zip'), beside: null }) },
  'backup.restore': {
    input: ({ folder }) => ({ file: join(folder, 'none.zip'), folder: join(folder, 'restored') }),
  },
  'library.check': plain,
  'library.findings': plain,
  'library.repair': { input: () => ({ ids: ['text-missing:practices/constructor'] }), fails: 'not-found' },
  'rescue.seek': { input: ({ folder }) => ({ from: join(folder, 'nowhere') }), fails: 'not-found' },
  'rescue.plan': plain,
  'rescue.apply': { input: () => ({ planId: 'constructor' }), fails: 'not-found' },
  'practices.delete': { input: async ({ id, hash }) => ({ id, base: await hash() }) },
  'bin.list': plain,
  'bin.restore': { input: ({ id }) => ({ id }) },
  'library.close': plain,
  'library.open': { input: ({ folder }) => ({ path: join(folder, 'nowhere') }) },
  'library.create': { input: ({ folder }) => ({ path: join(folder, 'kho mới'), name: 'Kho mới' }) },
  'library.openSample': { input: () => ({ language: 'vi' }) },
};
