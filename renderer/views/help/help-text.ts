import type { Language } from '#shared/model/practice';

export interface HelpPart {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
}

const texts: Record<Language, () => Promise<{ default: string }>> = {
  vi: () => import('./help-vi.md?raw'),
  en: () => import('./help-en.md?raw'),
};

/** The help of one language, cut at its second-level headings; what stands before the first one has no title. */
export async function helpParts(language: Language): Promise<HelpPart[]> {
  const { default: text } = await texts[language]();
  return text
    .split(/^## /mu)
    .map((part, index) => {
      if (index === 0) return { title: '', text: part.trim() };
      const [title = '', ...lines] = part.split('\n');
      return { title: title.trim(), text: lines.join('\n').trim() };
    })
    .filter((part) => part.title !== '' || part.text !== '');
}
