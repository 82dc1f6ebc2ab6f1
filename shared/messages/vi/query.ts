import type { FacetName } from '#shared/model/search';

const which: Record<FacetName, string> = {
  province: 'tỉnh nào',
  region: 'vùng nào',
  field: 'lĩnh vực nào',
  period: 'kỳ nào',
  evidence: 'mức xác nhận nào',
  office: 'cơ quan nào',
  topic: 'chủ đề nào',
  language: 'ngôn ngữ nào',
  has: 'mục nào',
  status: 'trạng thái nào',
  like: 'điểm giống nơi mình nào',
};

/** What was typed into the search box, and how to type it. */
export const query = {
  notThis: (facet: string) => `Trừ ${facet.charAt(0).toLowerCase()}${facet.slice(1)}`,
  which,
  unknownValue: (typed: string, what: string) => `Không hiểu “${typed}” là ${what}; đã tìm như chữ thường.`,
  unclearValue: (typed: string, what: string) => `“${typed}” chưa rõ là ${what}; đã tìm như chữ thường.`,
  pendingValue: (typed: string, what: string) => `“${typed}” là ${what}?`,
  manyWords: (most: string) => `Chỉ tìm theo ${most} từ đầu, các từ sau đã bỏ qua.`,
  wideWord: (typed: string, most: string) =>
    `“${typed}” ứng với quá nhiều từ; chỉ tìm theo ${most} từ đầu tiên.`,
  howTo: 'Cách tìm',
  howToTitle: 'Gõ thế nào để tìm đúng',
  howToHint: 'Bấm vào một ví dụ để tìm thử.',
  examples: {
    plain: { typed: 'ngam hoa cap', means: 'Gõ có dấu hay không dấu đều được' },
    phrase: { typed: '"ngầm hóa"', means: 'Đúng cụm từ này, các từ đứng liền nhau' },
    without: { typed: 'cáp -điện', means: 'Bỏ những bài có từ “điện”' },
    all: { typed: '+cáp viễn thông', means: 'Chỉ lấy bài có đủ mọi từ' },
    province: {
      typed: 'tỉnh:"Hải Phòng"',
      means: 'Lọc; cũng dùng được vùng, lĩnh vực, chủ đề, cơ quan, mức xác nhận, trạng thái, ngôn ngữ',
    },
    period: { typed: 'quý:4/2024', means: 'Theo kỳ; cũng gõ được năm:2024' },
    has: { typed: 'có:"số liệu"', means: 'Chỉ bài có số liệu; cũng gõ được có:"văn bản mẫu"' },
    like: {
      typed: 'điềukiện:"cùng vùng"',
      means: 'Chỉ nơi giống nơi mình; cũng gõ được điềukiện:"cùng điều kiện"',
    },
    inField: {
      typed: 'tên:cáp',
      means: 'Chỉ tìm trong tên bài; cũng dùng được tóm tắt, từ khóa, kết quả, căn cứ, nơi, nội dung, tệp',
    },
    notIn: { typed: '-tỉnh:Huế', means: 'Dấu trừ trước mục lọc: bỏ những bài ấy' },
    pattern: { typed: 'ng*m', means: 'Dấu * thay cho những chữ không nhớ' },
    slip: { typed: 'nghầm~', means: 'Dấu ~ khi có thể gõ sai một chữ' },
  },
};
