import type { Messages } from '#shared/messages/messages';
import type { Check, CheckKey } from '#shared/model/completeness';
import type { Language } from '#shared/model/practice';
import { type SectionKey, sections } from '#shared/model/section';

const isSection = (key: CheckKey): key is `section:${SectionKey}` => key.startsWith('section:');

/** "Kết quả: đơn vị tính (dòng 2)"; sections by the heading that stands on the form. */
export function checkLabel(check: Check, { editor }: Messages, headings: Language): string {
  const { key, row } = check;
  if (isSection(key)) {
    return sections.find((section) => `section:${section.key}` === key)?.[headings] ?? key;
  }
  const label = editor.checks[key];
  return row === null ? label : `${label} (${editor.row(String(row + 1))})`;
}
