import type { BackupShelf } from '#core/care/backup-shelf';
import type { Found } from '#core/care/mend';
import { layout } from '#core/library/layout';
import type { OpenedLibrary } from '#core/library/opened-library';
import { decodeText, parsePractice } from '#core/practices/document';
import { unlessDamaged } from '#core/practices/revision-history';
import { idSchema } from '#shared/model/practice';

const inPractice = /^practices\/([^/]+)\//;

/**
 * Findings with the practice that they are about and its title: from its text, else as the catalogue knew it last, else
 * from the newest backup that has a whole text of it; empty where nobody knows it.
 */
export async function withTitles(
  library: OpenedLibrary,
  findings: readonly Found[],
  shelf: BackupShelf | undefined,
): Promise<Found[]> {
  const titles = new Map<string, string>();
  for (const { practiceId, title } of findings)
    if (practiceId !== null && title !== '') titles.set(practiceId, title);
  const named: Found[] = [];
  for (const finding of findings) {
    const id = finding.practiceId ?? idIn(finding.path);
    if (id === null) {
      named.push(finding);
      continue;
    }
    const title = titles.get(id) ?? (await titleOf(library, id, shelf));
    titles.set(id, title);
    named.push({ ...finding, practiceId: id, title });
  }
  return named;
}

function idIn(path: string): string | null {
  const id = inPractice.exec(path)?.[1];
  return id !== undefined && idSchema.safeParse(id).success ? id : null;
}

async function titleOf(
  { store, catalogue }: OpenedLibrary,
  id: string,
  shelf: BackupShelf | undefined,
): Promise<string> {
  const own = await unlessDamaged(() => store.read(id));
  const title = own?.document.frontMatter.title ?? '';
  if (title !== '') return title;
  const known = catalogue.get(id)?.title ?? catalogue.vanished().get(id) ?? '';
  return known !== '' || !shelf ? known : titleInBackups(shelf, id);
}

/** Title of a practice in the newest backup that has a whole text of it. */
async function titleInBackups(shelf: BackupShelf, id: string): Promise<string> {
  for await (const backup of shelf.backups()) {
    const content = await shelf.content(backup, layout.text(id));
    const text =
      content && (await unlessDamaged(async () => parsePractice(decodeText(await content.read()))));
    if (text) return text.frontMatter.title ?? '';
  }
  return '';
}
