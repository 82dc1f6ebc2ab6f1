/** Niêm phong nói lên điều gì, và các cơ quan đã biết. */
export const verdicts = {
  parcel: {
    intact: (office: string) => `Còn nguyên niêm phong của ${office}`,
    unconfirmed: (office: string) => `Còn nguyên niêm phong, chưa đối chiếu với ${office}`,
    unchecked: () => 'Có niêm phong nhưng chưa kiểm tra được',
    none: () => 'Không có niêm phong',
    missing: (office: string) => `Không có niêm phong, dù ${office} vẫn niêm phong gói của mình`,
    'key-changed': (office: string) => `Niêm phong khác với niêm phong đã biết của ${office}`,
    'key-disabled': (office: string) => `Niêm phong này đã được ${office} báo ngừng dùng`,
    broken: () => 'Gói đã bị thay đổi sau khi niêm phong',
    foreign: (by: string, office: string) => `Niêm phong trên gói là của ${by}, không phải của ${office}`,
  },
  parcelText: {
    intact: 'Gói đúng như lúc nơi gửi đóng lại.',
    unconfirmed:
      'Vẫn đưa vào kho được. Khi tiện, gọi điện đối chiếu với cơ quan gửi một lần; các gói sau không phải đối chiếu lại.',
    unchecked:
      'Kho chưa biết niêm phong của nơi gửi và trong gói cũng không có thông tin này. Hãy đối chiếu với văn bản gửi kèm.',
    none: 'Tệp nguyên vẹn như lúc xuất, nhưng không có niêm phong nên chương trình chưa xác nhận được nơi gửi. Hãy đối chiếu với văn bản gửi kèm.',
    missing:
      'Gói có thể được xuất từ một máy chưa có niêm phong, cũng có thể không phải của cơ quan này. Hãy hỏi lại nơi gửi theo số điện thoại trong danh bạ của cơ quan mình.',
    'key-changed':
      'Cơ quan gửi có thể đã đổi niêm phong, cũng có thể gói không phải của cơ quan này. Hãy gọi theo số điện thoại trong danh bạ của cơ quan mình, không dùng số ghi trong gói. Chưa có bài nào được chọn sẵn.',
    'key-disabled':
      'Ví dụ vì máy bị mất. Gói có thể do người khác làm ra. Hãy hỏi lại nơi gửi. Chưa có bài nào được chọn sẵn.',
    broken: 'Không biết ai đã thay đổi. Hãy đề nghị nơi gửi gửi lại gói. Chưa có bài nào được chọn sẵn.',
  },
  byDirectory: (office: string) => `Theo danh bạ niêm phong của ${office}.`,
  changed: 'Bài đã bị thay đổi sau khi nơi viết niêm phong:',
  unchanged: 'Còn nguyên niêm phong riêng, không bị thay đổi:',
  uncertain: 'Không có niêm phong riêng nên không biết được:',
  compare: 'Đối chiếu',
  practice: {
    intact: (office: string) => `Còn nguyên niêm phong của ${office}`,
    unconfirmed: (office: string) => `Còn nguyên niêm phong của ${office} (chưa đối chiếu)`,
    unchecked: (office: string) =>
      `Có niêm phong nhưng chưa kiểm tra được: chưa biết niêm phong của ${office}`,
    none: () => 'Không có niêm phong',
    'key-changed': (office: string) => `Niêm phong khác với niêm phong đã biết của ${office}`,
    'key-disabled': (office: string) => `Niêm phong này đã được ${office} báo ngừng dùng`,
    broken: () => 'Bài đã bị thay đổi sau khi niêm phong',
    foreign: (by: string, office: string) => `Niêm phong là của ${by}, không phải của ${office}`,
    editedHere: (office: string) => `Bài đã được sửa trong kho này sau khi ${office} niêm phong`,
    filesChanged: (office: string, files: string) =>
      `Tài liệu kèm theo đã bị thay đổi trong kho này sau khi ${office} niêm phong: ${files}`,
  },
  hold: {
    'origin-unsealed': (office: string, exporter: string) =>
      `Bài ghi là của ${office}, do ${exporter} chuyển lại, nhưng không có niêm phong kiểm tra được của ${office}. Không biết được bài có còn đúng như nơi viết đã gửi.`,
    'ours-unsealed': () => 'Bài ghi là của cơ quan mình nhưng không có niêm phong của cơ quan mình.',
    'seal-missing': (office: string) =>
      `${office} vẫn niêm phong bài của mình, nhưng bài này không có niêm phong.`,
    'parcel-broken': () =>
      'Gói đã bị thay đổi sau khi niêm phong, bài này lại không có niêm phong riêng nên không biết được bài có bị sửa hay không.',
    'key-changed': (office: string) =>
      `Niêm phong của bài khác với niêm phong đã biết của ${office}. Có thể nơi viết đã đổi niêm phong, cũng có thể bài không phải của nơi này.`,
    'key-disabled': (office: string) => `${office} đã báo ngừng dùng niêm phong này, ví dụ vì máy bị mất.`,
    broken: (office: string) => `Bài đã bị thay đổi sau khi ${office} niêm phong.`,
  },
  despite: 'Đã hỏi lại nơi viết; vẫn đưa bài này vào kho',
  details: {
    standing: 'standing',
    office: 'office',
    number: 'key number',
    key: 'key',
    digits: 'digits',
    changed: 'changed',
  },

  title: 'Cơ quan đã biết',
  link: 'Cơ quan đã biết và đối chiếu niêm phong',
  intro:
    'Mỗi cơ quan có một niêm phong riêng. Đối chiếu một lần qua điện thoại là đủ để biết chắc các gói sau đúng là của cơ quan đó.',
  none: 'Chưa biết cơ quan nào',
  noneText: 'Cơ quan nào có gói niêm phong đến thì hiện ở đây.',
  ours: 'Số đối chiếu của cơ quan mình',
  oursHint: 'Cơ quan khác gọi đến để đối chiếu thì đọc các số này.',
  oursNone: 'Cơ quan mình chưa có niêm phong.',
  trust: {
    phone: (by: string, date: string) =>
      `Đã đối chiếu qua điện thoại ngày ${date}${by === '' ? '' : `, ${by}`}`,
    directory: (by: string, date: string) => `Theo danh bạ niêm phong của ${by} ngày ${date}`,
    unconfirmed: () => 'Chưa đối chiếu',
    changed: () => 'Khác với niêm phong đã biết, chưa đối chiếu',
  },
  disabled: 'Đã ngừng dùng',
  replaced: (date: string) => `Đã thay từ ngày ${date}`,
  waiting: 'Có trong gói đang chờ',
  startOne: (office: string) => `Đối chiếu qua điện thoại với ${office}`,
  start: 'Đối chiếu qua điện thoại',
  comparing: (office: string) => `Đối chiếu với ${office}`,
  call: 'Gọi theo số điện thoại trong danh bạ của cơ quan mình. Không dùng số ghi trong gói hay trong thư kèm gói.',
  phone: 'Số điện thoại đã gọi',
  phoneHint: 'Được giữ lại cho lần sau.',
  ask: 'Đề nghị người nghe mở Gửi – Nhận, Cơ quan đã biết, mục “Số đối chiếu của cơ quan mình” rồi cùng đọc từng nhóm năm số:',
  read: 'Hai bên đã đọc hết các nhóm số',
  match: 'Tất cả các số giống nhau',
  differ:
    'Nếu có số khác nhau, bấm “Bỏ qua” và đừng đưa gói của cơ quan này vào kho; hãy báo người phụ trách.',
  confirm: 'Xác nhận đã đối chiếu',
  takeBack: 'Bỏ đối chiếu',
  takeBackOne: (office: string) => `Bỏ đối chiếu với ${office}`,
  done: (office: string) => `Đã đối chiếu với ${office}.`,
  tookBack: (office: string) => `Đã bỏ đối chiếu với ${office}.`,
  directory: 'Danh bạ niêm phong',
  directoryHint:
    'Một cơ quan đã đối chiếu (ví dụ bộ chủ quản) có thể gửi danh bạ các cơ quan mà họ đã đối chiếu; lấy danh bạ ấy vào thì không phải gọi từng nơi.',
  takeDirectory: 'Lấy danh bạ từ tệp',
  exportDirectory: 'Xuất danh bạ của cơ quan mình',
  directoryTaken: (author: string, count: string) => `Đã lấy danh bạ của ${author}: ${count} cơ quan.`,
  directoryUntrusted: (author: string) => `Chưa lấy được danh bạ: chưa đối chiếu với ${author}`,
  directoryUntrustedText:
    'Chưa có gì thay đổi. Hãy đối chiếu với cơ quan này qua điện thoại rồi lấy lại danh bạ.',
  directoryBroken: (author: string) => `Không lấy danh bạ: niêm phong của ${author} không đúng`,
  directoryBrokenText: 'Chưa có gì thay đổi. Hãy đề nghị nơi gửi gửi lại tệp danh bạ.',
  notADirectory: 'Tệp này không phải danh bạ niêm phong',
  notADirectoryText: 'Chưa có gì thay đổi. Hãy chọn tệp danh bạ do cơ quan khác xuất ra.',
  exported: (count: string) => `Đã xuất danh bạ ${count} cơ quan.`,
};
