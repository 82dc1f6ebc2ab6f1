/** Calendar days from today, by this PC's clock, until a day given as YYYY-MM-DD; negative once it is over. */
export function daysFromToday(day: string, now = new Date()): number {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round((Date.UTC(year, month - 1, date) - today) / 86_400_000);
}
