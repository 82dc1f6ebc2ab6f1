/** Words of the frame and words used on several screens. */
export const frame = {
  today: 'Hôm nay',
  search: 'Tra cứu',
  write: 'Soạn thảo',
  quarter: 'Tổng hợp quý',
  exchange: 'Gửi – Nhận',
  settings: 'Cài đặt',
  searchHint: 'Tra cứu cách làm hay...',
  iAm: (name: string) => `Tôi là: ${name}`,
};
