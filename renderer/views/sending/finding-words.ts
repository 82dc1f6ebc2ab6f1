import type { Application } from '#renderer/state/application.svelte';
import { sections } from '#shared/model/section';
import type { FindingKind, SendingFinding } from '#shared/model/sending-check';

interface PracticeFindings {
  readonly practice: string;
  readonly title: string;
  readonly kinds: readonly { readonly kind: FindingKind; readonly items: readonly SendingFinding[] }[];
}

/** What was found, by practice and kind, in the order in which it was found. */
export function groupFindings(findings: readonly SendingFinding[]): PracticeFindings[] {
  return [...new Set(findings.map(({ practice }) => practice))].map((practice) => {
    const theirs = findings.filter((finding) => finding.practice === practice);
    const kinds = [...new Set(theirs.map(({ kind }) => kind))].map((kind) => ({
      kind,
      items: theirs.filter((finding) => finding.kind === kind),
    }));
    return { practice, title: theirs[0]?.title ?? '', kinds };
  });
}

/** Where something was found, as the form and the headings call it. */
export function whereWords(where: string, { messages, language }: Application): string {
  const [, kind, rest = ''] = /^(section|attachment):(.*)$/s.exec(where) ?? [];
  if (kind === 'attachment') return messages.sending.attachment(rest);
  const section = sections.find(({ key }) => kind === 'section' && key === rest);
  if (section) return section[language];
  const fields: Partial<Record<string, string>> = messages.practice.fields;
  return fields[where] ?? messages.sending.whole;
}
