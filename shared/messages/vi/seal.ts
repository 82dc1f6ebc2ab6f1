/** Reads what stands in a minute of the seal. */
interface MinuteFacts {
  readonly office: string;
  readonly from: string;
  readonly to: string;
  readonly time: string;
  readonly date: string;
}

/** The seal of our office: its recovery page, restoring it, handing it over, changing it. */
export const seal = {
  text: 'Niêm phong giúp nơi nhận biết gói đúng là của cơ quan và còn nguyên vẹn. Chương trình tự niêm phong khi phát hành; việc này không thay cho ký và đóng dấu văn bản.',
  here: 'Máy này đã có niêm phong của cơ quan.',
  none: 'Niêm phong sẽ được tạo khi cần dùng lần đầu, không phải làm gì thêm.',
  elsewhere: 'Máy này chưa có niêm phong của cơ quan.',
  elsewhereText:
    'Gói gửi từ máy này sẽ không có niêm phong. Lấy Phiếu khôi phục niêm phong của cơ quan và nhập các từ trên phiếu ở dưới đây.',
  noOffice: 'Khai tên cơ quan trước, niêm phong sẽ có ngay sau đó.',
  number: 'Số niêm phong',
  printedAt: (date: string, by: string) =>
    by === '' ? `Đã in phiếu ngày ${date}.` : `Đã in phiếu ngày ${date}, người in: ${by}.`,
  notPrinted: 'Chưa in Phiếu khôi phục niêm phong',
  notPrintedText:
    'Nếu máy hỏng hoặc cài lại, cơ quan chỉ khôi phục được niêm phong bằng phiếu này. Hãy in một tờ và cất như cất con dấu.',
  toSettings: 'Mở mục Niêm phong',
  page: {
    open: 'Xem và in phiếu',
    close: 'Cất phiếu',
    print: 'In phiếu',
    asked: 'Phiếu đã in ra giấy đầy đủ chưa?',
    done: 'Đã in xong',
    title: 'Phiếu khôi phục niêm phong',
    printed: 'Ngày in',
    since: 'Niêm phong có từ ngày',
    words: 'Các từ khôi phục, đọc theo hàng ngang',
    code: 'Mã để đọc bằng điện thoại khi không muốn gõ: cho ra đúng các từ ở trên.',
    keepTitle: 'Cách giữ và cách dùng',
    keep: [
      'Ai có phiếu này đều niêm phong được thay cơ quan: bỏ vào phong bì dán kín, cất trong két hoặc tủ riêng của văn thư.',
      'Không chụp ảnh, không gửi qua thư điện tử hay tin nhắn, không để cùng chỗ với máy tính.',
      'Dùng khi thay máy, cài lại máy hoặc thêm máy: mở Lan Tỏa, vào Cài đặt, mục Niêm phong, nhập các từ theo thứ tự; không cần gõ dấu.',
      'Mất phiếu hoặc nghi có người đã chép: vào Cài đặt, mục Niêm phong, chọn “Đổi niêm phong”, rồi in phiếu mới và hủy phiếu này.',
    ],
    printer: 'Người in phiếu',
    keeper: 'Người giữ phiếu',
    sign: '(Ký, ghi rõ họ tên)',
  },
  restore: {
    title: 'Khôi phục niêm phong trên máy này',
    words: 'Các từ trên Phiếu khôi phục niêm phong',
    hint: 'Gõ hoặc dán đủ 32 từ theo thứ tự. Không cần dấu, không phân biệt chữ hoa, xuống dòng tùy ý.',
    action: 'Khôi phục',
    done: 'Máy này đã có niêm phong của cơ quan. Từ nay gói gửi đi từ máy này sẽ được niêm phong.',
    count: (found: string, wanted: string) =>
      `Mới có ${found} từ, phiếu có ${wanted} từ. Hãy xem có từ nào bị sót hoặc thừa.`,
    wrong: (position: string, word: string, rather: string) =>
      `Từ thứ ${position}, “${word}”, chưa đúng; trên phiếu có lẽ là “${rather}”. Các từ khác đều đúng.`,
    unknown: (list: string) => `Những từ sau không có trên phiếu nào: ${list}. Hãy đọc lại phiếu.`,
    unknownOne: (position: string, word: string) => `từ thứ ${position} “${word}”`,
    several: 'Có nhiều từ chưa đúng hoặc sai thứ tự. Hãy so lại từng từ với phiếu.',
    other:
      'Các từ đều đúng, nhưng phiếu này không phải của cơ quan đang mở. Hãy xem tên cơ quan và số niêm phong ghi trên phiếu.',
    ended: (date: string) =>
      `Các từ đều đúng, nhưng niêm phong trên phiếu này đã được thay từ ngày ${date}. Từ nay máy này mở được các gói từng gửi kín cho cơ quan theo niêm phong ấy; muốn niêm phong thì dùng phiếu mới hơn.`,
    fix: (position: string, rather: string) => `Sửa từ thứ ${position} thành “${rather}”`,
  },
  passphrase: {
    title: 'Mật khẩu của niêm phong',
    none: 'Không bắt buộc. Khi có mật khẩu, người khác ngồi vào máy này không niêm phong thay cơ quan được. Chương trình chỉ hỏi một lần sau mỗi lần mở, vào lúc cần niêm phong; mở gói đến thì không hỏi.',
    wanted: 'Niêm phong trên máy này có mật khẩu. Chương trình sẽ hỏi khi cần niêm phong.',
    given: 'Niêm phong trên máy này có mật khẩu, đã nhập cho lần mở chương trình này.',
    set: 'Đặt mật khẩu',
    change: 'Đổi mật khẩu',
    remove: 'Bỏ mật khẩu',
    forgot: 'Quên mật khẩu',
    current: 'Mật khẩu hiện nay',
    fresh: 'Mật khẩu mới',
    again: 'Nhập lại mật khẩu mới',
    hint: 'Ít nhất 8 ký tự. Không xem lại được: quên thì phải nhập Phiếu khôi phục niêm phong.',
    short: 'Mật khẩu cần ít nhất 8 ký tự.',
    differ: 'Hai lần nhập không giống nhau.',
    wrong: 'Mật khẩu này không đúng. Chưa có gì thay đổi.',
    notPrinted:
      'Phiếu khôi phục chưa in. Quên mật khẩu mà không có phiếu thì phải đổi niêm phong: hãy in phiếu trước.',
    isSet: 'Đã đặt mật khẩu.',
    isChanged: 'Đã đổi mật khẩu.',
    isRemoved: 'Đã bỏ mật khẩu.',
    forgotText:
      'Nhập các từ trên Phiếu khôi phục niêm phong: niêm phong trở lại trên máy này, không còn mật khẩu. Sau đó có thể đặt mật khẩu mới.',
    ask: 'Nhập mật khẩu của niêm phong',
    askText: 'Việc vừa chọn cần niêm phong của cơ quan. Chương trình không hỏi lại cho đến khi đóng.',
    label: 'Mật khẩu',
    go: 'Tiếp tục',
    askWrong: 'Mật khẩu này không đúng.',
    nobodyKnows: 'Không ai còn nhớ mật khẩu của niêm phong cũ',
    nobodyKnowsHint: 'Khi đó nơi nhận phải đối chiếu lại niêm phong mới qua điện thoại.',
  },
  steps: {
    title: 'Khi có thay đổi',
    handover: 'Bàn giao niêm phong',
    handoverText: 'Đổi người giữ: niêm phong giữ nguyên, lập biên bản ai giao cho ai những gì.',
    rotation: 'Đổi niêm phong',
    rotationText: 'Mất phiếu, nghi có người chép phiếu, hoặc muốn thay cho chắc: tạo niêm phong mới.',
    lost: 'Báo mất máy',
    lostText: 'Máy có niêm phong bị mất: ngừng niêm phong cũ và tạo niêm phong mới.',
    rotationSteps: [
      'Chương trình tạo niêm phong mới trên máy này và báo cho các nơi nhận trong gói gửi kế tiếp. Những gói đã gửi vẫn còn giá trị.',
      'Các máy khác của cơ quan phải nhập phiếu mới mới niêm phong được.',
      'Xong bước này, in phiếu mới, hủy phiếu cũ, in biên bản để lưu.',
    ],
    lostSteps: [
      'Từ lúc này, những gì được niêm phong bằng niêm phong cũ sẽ bị các nơi nhận cảnh báo. Gói đã gửi trước đó và đã được nhận vẫn còn giá trị.',
      'Các bài đã phát hành được niêm phong lại bằng niêm phong mới ở lần gửi kế tiếp.',
      'Nơi nhận có thể gọi điện để đối chiếu. Xong bước này, in phiếu mới và biên bản để lưu.',
    ],
    note: 'Lý do',
    noteHint: 'Ghi ngắn gọn. Lý do đi kèm trong gói gửi kế tiếp để nơi nhận biết.',
    handoverNote: 'Ghi chú',
    giver: 'Người giao',
    taker: 'Người nhận',
    what: 'Những gì được giao',
    givesPage: 'Phiếu khôi phục niêm phong (bản giấy)',
    givesPc: 'Máy tính có niêm phong',
    forget: 'Gỡ niêm phong khỏi máy này sau khi bàn giao',
    forgetHint: 'Người nhận nhập phiếu trên máy của mình. Chỉ gỡ khi phiếu đã in và đã giao.',
    notPrinted: 'Phiếu chưa in: hãy in phiếu trước khi gỡ.',
    required: 'Mục này chưa ghi.',
    doRotation: 'Tạo niêm phong mới',
    doLost: 'Ngừng niêm phong cũ, tạo niêm phong mới',
    doHandover: 'Ghi nhận bàn giao',
  },
  minutes: {
    title: 'Biên bản',
    open: 'Xem và in',
    print: 'In biên bản',
    close: 'Đóng biên bản',
    kinds: {
      handover: 'Bàn giao niêm phong',
      rotation: 'Đổi niêm phong',
      lost: 'Ngừng niêm phong do mất máy',
    },
    line: (kind: string, date: string, by: string) =>
      by === '' ? `${kind}, ${date}` : `${kind}, ${date}, ${by}`,
    nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    motto: 'Độc lập - Tự do - Hạnh phúc',
    head: 'BIÊN BẢN',
    subjects: {
      handover: 'Về việc bàn giao niêm phong gói chia sẻ cách làm hay',
      rotation: 'Về việc đổi niêm phong gói chia sẻ cách làm hay',
      lost: 'Về việc ngừng niêm phong cũ do mất máy và tạo niêm phong mới',
    },
    bodies: {
      handover: ({ office, from, time, date }: MinuteFacts) => [
        `Hồi ${time} ngày ${date}, tại ${office}, hai bên đã bàn giao niêm phong số ${from}.`,
      ],
      rotation: ({ office, from, to, time, date }: MinuteFacts) => [
        `Hồi ${time} ngày ${date}, ${office} đã thay niêm phong số ${from} bằng niêm phong số ${to}.`,
        'Những gì đã niêm phong trước thời điểm này vẫn còn giá trị. Phiếu khôi phục của niêm phong cũ được hủy.',
      ],
      lost: ({ office, from, to, time, date }: MinuteFacts) => [
        `Hồi ${time} ngày ${date}, ${office} đã ngừng niêm phong số ${from} vì máy tính có niêm phong này bị mất, và tạo niêm phong số ${to}.`,
        'Từ thời điểm này, niêm phong cũ không còn giá trị. Phiếu khôi phục của niêm phong cũ được hủy.',
      ],
    },
    giver: (name: string) => `Người giao: ${name}`,
    taker: (name: string) => `Người nhận: ${name}`,
    items: 'Những gì được giao:',
    note: (text: string) => `Lý do: ${text}`,
    handoverNote: (text: string) => `Ghi chú: ${text}`,
    maker: 'Người thực hiện',
    head2: 'Lãnh đạo cơ quan',
    giverSign: 'Người giao',
    takerSign: 'Người nhận',
  },
  exporting: {
    title: 'Máy này chưa có niêm phong của cơ quan',
    text: 'Gói xuất từ máy này sẽ không có niêm phong: nơi nhận vẫn mở được, nhưng không biết chắc gói là của cơ quan.',
    restore: 'Khôi phục bằng phiếu',
    without: 'Xuất không niêm phong',
  },
  technical: (keys: string) => `Ed25519, minisign\n${keys}`,
};
