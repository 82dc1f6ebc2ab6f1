import { sections } from '#shared/model/section';

/** Headings of the sections whose Markdown has a picture or link that leads to the attachment `file`. */
export function sectionsThatShow(
  file: string,
  bodies: readonly { readonly key: string | null; readonly body: string }[],
  language: 'vi' | 'en',
): string[] {
  const name = file.replace(/[.-]/g, String.raw`\$&`);
  const address = new RegExp(String.raw`(?:\]\(|\]:)\s*<?(?:\./)?(?:attachments/)?${name}(?=[>\s)]|$)`);
  return bodies
    .filter(({ body }) => address.test(body))
    .map(({ key }) => sections.find((section) => section.key === key)?.[language] ?? '');
}
