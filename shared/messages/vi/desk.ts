/** Tiếp nhận: bàn làm việc của văn thư, sổ đăng ký văn bản đến. */
export const desk = {
  waiting: 'Gói đến',
  waitingNone: 'Không có gói nào đang chờ.',
  heading: (office: string, period: string, number: string) => `${office} · ${period} · gói số ${number}`,
  practices: (count: string) => `${count} bài`,
  received: (time: string, date: string, who: string) => `Nhận ${time} ngày ${date}${who ? `, ${who}` : ''}`,
  parts: (number: string, here: string, parts: string) => `Gói ${number}, đã có phần ${here} trên ${parts}`,
  missing: (parts: string) => `còn thiếu phần ${parts}`,
  complete: 'đã đủ các phần',
  and: ' và ',
  before: (time: string, date: string, who: string) =>
    `Đã nhận ${time} ngày ${date}${who ? `, ${who}` : ''}.`,
  toEntry: (number: string) => `Xem trong sổ, số đến ${number}`,
  registered: (number: string, year: string) => `Đã vào sổ: số ${number}/${year}`,
  forwardedTo: (name: string, due: string | null) => `Đã chuyển ${name}${due === null ? '' : `, hạn ${due}`}`,
  finished: (date: string, who: string) => `Đã xử lý xong ngày ${date}${who ? `, ${who}` : ''}`,
  enter: 'Vào sổ',
  enterOne: (what: string) => `Vào sổ: ${what}`,
  forward: 'Chuyển xử lý',
  forwardOne: (what: string) => `Chuyển xử lý: ${what}`,
  view: 'Xem và đưa vào kho',
  viewOne: (what: string) => `Xem và đưa vào kho: ${what}`,
  viewPart: (part: string) => `Xem và đưa phần ${part} vào kho`,
  openEntry: 'Mở trong sổ',
  openEntryOne: (what: string) => `Mở trong sổ: ${what}`,
  putAside: 'Bỏ bản nhận lại',
  putAsideOne: (what: string) => `Bỏ bản nhận lại: ${what}`,

  files: 'Thư mục nhận gói',
  fileStates: {
    copying: 'Đang chờ chép xong',
    unfinished:
      'Chưa chép xong hoặc thiếu phần cuối. Chương trình tiếp tục chờ; nếu lâu không xong, hãy chép lại.',
    receiving: 'Đang kiểm tra',
    received: 'Đã nhận',
    locked: 'Cần mật khẩu để mở',
    refused: 'Không nhận được',
    other: 'Không phải gói chia sẻ, để nguyên',
  },
  lockedFile: (name: string) => `“${name}” cần mật khẩu để mở`,
  openLocked: 'Mở bằng mật khẩu',
  openLockedOne: (name: string) => `Mở “${name}” bằng mật khẩu`,
  moreOthers: (count: string) => `và ${count} tệp khác không phải gói chia sẻ`,

  back: 'Gửi – Nhận',
  loading: 'Đang mở…',
  gone: 'Gói này không còn ở đây',
  goneText: 'Có thể đã được vào sổ hoặc bỏ qua ở máy khác. Xem trong sổ đăng ký.',
  lookingAtSeal: 'Đang xem niêm phong…',
  enterTitle: 'Vào sổ đăng ký văn bản đến',
  alsoParts: (parts: string) => `Vào sổ một lần cho cả gói; đang có phần ${parts}.`,
  fields: {
    arrivedOn: 'Ngày đến',
    number: 'Số đến',
    from: 'Tác giả (cơ quan ban hành)',
    symbol: 'Số, ký hiệu văn bản',
    paperDate: 'Ngày tháng văn bản',
    subject: 'Tên loại và trích yếu nội dung',
    receiver: 'Đơn vị hoặc người nhận',
    note: 'Ghi chú',
  },
  numberHint: 'Chương trình cho số tiếp theo; có thể sửa trước khi vào sổ.',
  dateHint: 'Ví dụ 5/1/2027',
  dateWrong: 'Ghi đủ ngày, tháng, năm, ví dụ 5/1/2027.',
  required: 'Mục này cần có nội dung.',
  numberWrong: 'Số đến là số từ 1 đến 99999.',
  numberTaken: (number: string, next: string) => `Số ${number} đã dùng trong sổ. Số tiếp theo là ${next}.`,
  gapTitle: (from: string, to: string) =>
    from === to ? `Số ${from} sẽ bị bỏ trống` : `Các số từ ${from} đến ${to} sẽ bị bỏ trống`,
  gapUseNext: (next: string) => `Ghi số ${next}`,
  gapKeep: (number: string) => `Vẫn ghi số ${number}`,
  yearFixed: (year: string) => `Ngày đến phải trong năm ${year}, vì số đến theo sổ của năm đó.`,
  subjectProposal: (period: string, number: string, practices: string) =>
    `Gói chia sẻ cách làm hay ${period} số ${number}, gồm ${practices} bài`,
  checkFields: 'Cần xem lại các mục sau',

  stamp: 'ĐẾN',
  stampNumber: 'Số',
  stampDate: 'Ngày',
  stampTo: 'Chuyển',
  acknowledgement: 'Báo nhận',
  acknowledgementHint: 'Chép rồi dán vào thư điện tử, Zalo hoặc hệ thống văn bản.',
  acknowledgementText: (facts: {
    to: string;
    ours: string;
    period: string;
    number: string;
    parts: string | null;
    missing: string | null;
    practices: string;
    time: string;
    date: string;
    entry: string;
  }) =>
    [
      `Kính gửi: ${facts.to}`,
      `${facts.ours} đã nhận gói cách làm hay ${facts.period} số ${facts.number}${
        facts.parts === null ? '' : ` (${facts.parts})`
      } gồm ${facts.practices} bài, lúc ${facts.time} ngày ${facts.date}, số đến ${facts.entry}.`,
      ...(facts.missing === null ? [] : [`Còn thiếu phần ${facts.missing}, đề nghị Quý cơ quan gửi tiếp.`]),
      'Trân trọng cảm ơn.',
    ].join('\n'),
  partsOf: (here: string, parts: string) => `phần ${here} trên ${parts}`,
  copyText: 'Chép nội dung báo nhận',
  acknowledged: 'Báo nhận này cũng đi kèm gói gửi sau.',
  acknowledgeMissing: 'Chưa lập được báo nhận đi kèm gói gửi sau.',
  acknowledge: 'Lập lại',

  person: 'Người xử lý',
  due: 'Hạn xử lý',
  forwardNote: 'Ý kiến, yêu cầu',
  noPeople: 'Chưa có danh sách người dùng của thư viện.',
  toPeople: 'Thêm người trong Cài đặt',
  choosePerson: 'Hãy chọn người xử lý.',
  redirect: 'Chuyển người khác',
  forwardedBy: (name: string, date: string, who: string) =>
    `Đã chuyển ${name} ngày ${date}${who ? `, người chuyển ${who}` : ''}`,
  dueOn: (date: string) => `Hạn ${date}`,
  earlierForwards: 'Những lần chuyển trước',
  markDone: 'Đánh dấu đã xử lý xong',
  reopen: 'Mở lại',
  partsTitle: 'Các tệp của gói',
  part: (part: string, parts: string) => `Phần ${part}/${parts}`,
  whole: 'Cả gói',
  takenIn: 'Đã đưa vào kho',
  notWaiting: 'Không còn chờ',
  entryTitle: 'Nội dung trong sổ',
  amend: 'Sửa nội dung',
  amendSave: 'Lưu',
  conflict: 'Người khác vừa sửa mục này. Nội dung mới nhất đang hiện ở trên; hãy xem rồi làm lại.',
  registeredBy: (time: string, date: string, who: string) =>
    `Vào sổ ${time} ngày ${date}${who ? `, ${who}` : ''}`,
  nothing: 'không có',

  register: 'Sổ đăng ký văn bản đến',
  openRegister: 'Mở sổ đăng ký văn bản đến',
  registerNone: 'Sổ năm này chưa có dòng nào. Mỗi gói đã vào sổ là một dòng.',
  registerNoMatch: 'Không có dòng nào như vậy.',
  unreadable: (count: string) => `${count} dòng không đọc được, được để nguyên.`,
  year: 'Năm',
  find: 'Tìm trong sổ',
  shown: (count: string, all: string) => `${count}/${all} dòng`,
  saveExcel: 'Xuất Excel',
  making: 'Đang xuất…',
  columns: {
    arrivedOn: 'Ngày đến',
    number: 'Số đến',
    from: 'Tác giả',
    symbol: 'Số, ký hiệu, ngày',
    subject: 'Trích yếu nội dung',
    receiver: 'Đơn vị, người nhận',
    forwarded: 'Ngày chuyển',
    note: 'Ghi chú',
  },
  folders: {
    title: 'Thư mục nhận gói',
    text: 'Gói chép vào các thư mục này được tự tiếp nhận vào bàn văn thư. Tệp trong thư mục chọn thêm được để nguyên tại chỗ; trong thư mục trao đổi với cơ quan khác (có sẵn thư mục con “da-nhan”), tệp nhận xong được chuyển vào đó để nơi gửi biết.',
    own: 'Thư mục nhận của thư viện',
    ownText:
      'Mọi máy mở thư viện này cùng trông. Gói nhận xong được chuyển vào thư mục con “da-nhan”, để máy khác biết là đã nhận.',
    make: 'Tạo và theo dõi',
    watched: 'Đang theo dõi',
    path: 'Thêm thư mục khác',
    pathHint: 'Ví dụ thư mục mà hệ thống văn bản hoặc thư điện tử tải tệp về.',
    add: 'Theo dõi',
    leave: 'Thôi theo dõi',
    leaveOne: (path: string) => `Thôi theo dõi ${path}`,
  },
  papers: {
    title: 'Văn bản kèm gói',
    note: 'Văn bản đã ký và danh mục tài liệu do nơi gửi đính kèm.',
    type: { report: 'Báo cáo', letter: 'Công văn', 'enclosed-list': 'Danh mục tài liệu kèm theo' },
    other: 'Văn bản',
    numbered: (type: string, number: string, date: string) => `${type} số ${number} ngày ${date}`,
    about: {
      replacement: (paper: string) => `Thay thế ${paper}`,
      correction: (paper: string) => `Đính chính ${paper}`,
    },
    earlier: (number: string) => `Số đến ${number}`,
    open: 'Mở xem',
    download: 'Tải về',
    print: 'In',
    printing: 'Đang chuẩn bị in…',
    printFailed: 'Không in được từ đây. Hãy tải tệp về rồi in.',
  },
  today: (count: string, due: string | null) =>
    `${count} gói đến chờ anh/chị đưa vào kho${due === null ? '' : `, hạn ${due}`}`,
};
