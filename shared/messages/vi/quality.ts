import type { WeaknessReason } from '#shared/model/quality';

/** Một câu cho mỗi chỗ còn yếu: cần bổ sung gì. */
export const quality = {
  /** A calm line above the checklist. */
  sum: (missing: string, weak: string) =>
    missing === '0'
      ? `Đã đủ mục bắt buộc, còn ${weak} mục nên bổ sung`
      : `Còn ${missing} mục bắt buộc, ${weak} mục nên bổ sung`,
  reasons: {
    'no-answer': 'Bổ sung khi có thông tin; nơi khác sẽ hỏi đến.',
    'no-indicator': 'Ghi tên chỉ tiêu để biết số liệu nói về gì.',
    'no-unit': 'Ghi đơn vị tính: %, hồ sơ, km, đồng…',
    'no-figure': 'Ghi ít nhất một con số đạt được.',
    'no-date': 'Ghi số liệu tính đến ngày, tháng, năm nào.',
    'no-method': 'Ghi cách đo hoặc nguồn số liệu.',
    'one-sided': 'Ghi cả số trước và sau khi áp dụng để thấy được thay đổi.',
    'expected-only': 'Bổ sung kết quả đã đạt được khi có.',
    'no-phone': 'Ghi số máy bàn của cơ quan để nơi khác liên hệ.',
    'no-post': 'Ghi chức vụ, bộ phận phụ trách.',
    'summary-repeats-title': 'Viết hai, ba câu về việc đã làm và kết quả, không nhắc lại tên bài.',
    'steps-unnumbered': 'Đánh số từng bước (1., 2., 3.) để nơi khác làm theo.',
    'no-conditions': 'Nêu địa hình, dân cư, hạ tầng để nơi khác so sánh.',
    'limitations-short': 'Nêu rõ việc chưa được, nguyên nhân và cách khắc phục (từ 20 chữ).',
    'no-costs': 'Ghi tổng kinh phí; không tốn kinh phí thì ghi 0.',
    'costs-unexplained': 'Ghi nguồn kinh phí, số người và thời gian thực hiện.',
    'review-past': 'Đã quá ngày rà soát: xem lại bài rồi ghi ngày mới.',
    'guidance-left': 'Xóa phần gợi ý của mẫu sau khi viết xong.',
  } satisfies Record<WeaknessReason, string>,
  approveTitle: 'Duyệt bài này?',
  approveText: 'Bài đã đủ mục bắt buộc. Những mục sau nên bổ sung:',
  approve: 'Vẫn duyệt',
};
