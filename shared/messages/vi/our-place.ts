/** What an office says of its place, and what is alike elsewhere. */
export const ourPlace = {
  title: 'Điều kiện của nơi mình',
  hint: 'Không bắt buộc. Khi tra cứu, mục “Điều kiện như nơi mình” dựa vào đây để chỉ ra những nơi giống nơi mình.',
  conditions: 'Địa bàn có',
  others: 'Điều kiện khác',
  othersHint: 'Mỗi dòng một điều kiện, ví dụ: vùng lúa, khu công nghiệp',
  othersWrong: 'Mỗi điều kiện không quá 120 ký tự, nhiều nhất 50 điều kiện',
  population: 'Dân số của địa bàn',
  populationHint: 'Gần đúng cũng được, ví dụ: 1.250.000',
  populationWrong: 'Dân số là số nguyên, lớn hơn 0',
  add: 'Chọn nhanh điều kiện',
  named: (likeness: string, conditions: string) => `${likeness} (${conditions})`,
  anyOfThem: 'ít nhất một điều kiện',
  between: (least: string, most: string) => `từ ${least} đến ${most} người`,
  say: 'Khai điều kiện của nơi mình để so sánh',
};
