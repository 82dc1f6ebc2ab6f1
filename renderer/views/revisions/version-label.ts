import type { Messages } from '#shared/messages/messages';
import type { RevisionList, Version } from '#shared/contract/revisions';

/** "Bản 3", or that it is the working copy. */
export function versionLabel(
  version: Version,
  list: RevisionList | null,
  { revisions }: Pick<Messages, 'revisions'>,
): string {
  if (version === 'working') return revisions.working;
  const found = list?.revisions.find(({ hash }) => hash === version);
  return revisions.number(found ? String(found.number) : '?');
}
