import { fold } from '#shared/model/text';

/**
 * The 512 words of recovery pages, in the order of their numbers: common Vietnamese syllables of three letters and more that
 * stay different without their marks. The order and the letters are part of the format (docs/formats.md, "Recovery page") and
 * never change: pages that were printed are read by them.
 */
const words = `
ảnh bậc bạch bãi bản bằng bảo bầu bay bên bia biển biệt biểu bốc bồi bón bông buôn buồng bút bưu các cách cải
cần cảng cảnh cấp cất cầu cây chấm chăn chào chấp chất châu chế chênh chéo chép chi chia chiếm chiết chiếu
chìm chính chịu cho chọn chủ chữa chuẩn chuỗi chương chuyển cọc coi còn công cốt cục cụm cung cuộc cuối cứu
đặc đảm dân đăng danh đào đáp đất đầu đây đêm đến đeo đều địa dịch điểm điện điệp điều định đoàn doanh đối đơn
động đưa dục đun dụng được dưới đường duy duyệt gác gắn gặp gây ghép ghi gia giác giải giám giảng giao giáp
giấy gìn giờ giới giống giữ giữa giường giúp gốc gọi gồm gọn góp gửi hạch hải hàm hạn hàng hành hao hạt hậu
hay hiện hiệp hiệu hình hóa hoạch hoại hoàn hoang hoạt học hội hơn hợp huấn hùng hướng hút hữu huy huyện ích
kênh kéo kết khả khác khách khai khám khẩn khảo khẩu khen khích khiển kho khoa khoản khoảng khoanh khỏe khởi
khu khuẩn khung khuôn khuyến khuyết kích kiểm kiện kiểu kim kín kinh kịp lạc lại làm lần lãnh lao lập lâu lấy
lệch lên lệnh lịch liên liệu lĩnh loại lọc lợi lớn lồng lớp lót lựa luận luật lực lược lưới lượng lưu lũy
luyện mắc mại mầm mặn mạng mạnh mặt mẫu máy mềm mệnh mét miễn miếng minh móc môi môn một mua mức mươi mượn năm
năng nào nạp nền neo ngạch ngại ngân ngang ngành ngày nghệ nghị nghĩa nghiệm nghiên nghiệp ngoài ngơi ngôn ngữ
ngừng ngược người nguồn ngưỡng nguyên nhà nhạc nhằm nhân nhánh nhập nhất nhau nhẹ nhiệm nhiên nhiệt nhiều nhìn
nhỏ nhóm như nhựa nhuận nhượng niêm niên ninh nội non nông nộp nửa núi nước nuôi phải phân pháo pháp phát phê
phép phí phía phiên phiếu phim phố phối phòng phủ phục phương phút quả quảng quanh quát quay quốc quy quyền
quyết ràng ranh ráp riêng rời rộng rừng rút sắc sách sắm sản sang sánh sao sáp sát sau siêu sinh soạn soát sóc
soi sơn sống sót sửa suất sức sung suốt suy tác tách tại tạm tần tầng tạo tập tắt tàu tay tên thách thẩm thân
tháng thành thảo thập thầu thay thể thêm theo thi thích thiên thiệp thiết thiểu thổ thỏa thoại thoát thời thôn
thông thu thừa thuận thuật thực thuế thuộc thường thủy thuyền thuyết tịch tiêm tiền tiếng tiếp tiết tiêu tìm
tin tỉnh tòa toán tộc tối tóm tôn tổng tốt tra trắc trách trái trạm trận trang tranh trao trẻ trên treo trị
trích triển triệu trình trợ trời trong trừ trực trung trước trường truy truyền tuân tuệ túi tuổi tượng tuyến
ứng ước ươm ương vắc vạch vai văn vàng vào vật vét việc viên viết vĩnh vốn vòng vừa vực vui vùng vượt xác xăng
xanh xây xem xếp xét xin xong xuất xung xuống xuyên yết yêu
`;

export const recoveryWords: readonly string[] = words.trim().split(/\s+/);

/** Numbers of the words by what is typed of them: lower case, without marks. */
export const recoveryNumbers: ReadonlyMap<string, number> = new Map(
  recoveryWords.map((word, number) => [fold(word), number]),
);
