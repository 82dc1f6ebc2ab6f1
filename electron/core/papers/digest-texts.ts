import type { OpenedLibrary } from '#core/library/opened-library';
import type { Language } from '#shared/model/practice';
import type { DigestText } from '#shared/paper/digest-paper';

/**
 * What a digest says of practices beside what a choice tells: whom to ask, and title and summary in its language where a
 * translation is in the library. Of a practice that cannot be read there is nothing.
 */
export async function digestTexts(
  library: OpenedLibrary,
  ids: readonly string[],
  language: Language,
): Promise<Map<string, DigestText>> {
  const translations = await translationsOf(library, new Set(ids), language);
  const texts = new Map<string, DigestText>();
  for (const id of ids) {
    const read = await library.store.read(id).catch(() => undefined);
    const { contact = {} } = read?.document.frontMatter ?? {};
    const { post, name, officePhone, email } = contact;
    const said = [post, name, officePhone, email].filter((one) => one !== undefined && one.trim() !== '');
    texts.set(id, { contact: said.join(', '), ...translations.get(id) });
  }
  return texts;
}

async function translationsOf(
  library: OpenedLibrary,
  ids: ReadonlySet<string>,
  language: Language,
): Promise<Map<string, Pick<DigestText, 'title' | 'summary'>>> {
  const found = new Map<string, Pick<DigestText, 'title' | 'summary'>>();
  for (const { id, language: written, damaged } of library.catalogue.list()) {
    if (written !== language || damaged !== null || ids.has(id)) continue;
    const read = await library.store.read(id).catch(() => undefined);
    const { translationOf, title = '', summary = '' } = read?.document.frontMatter ?? {};
    if (translationOf !== undefined && ids.has(translationOf)) found.set(translationOf, { title, summary });
  }
  return found;
}
