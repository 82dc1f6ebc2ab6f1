import { en } from '#shared/messages/en';
import { vi } from '#shared/messages/vi';
import type { Refusal } from '#loopback/gate';

const statuses: Record<Refusal, number> = { foreign: 403, used: 401, unknown: 401 };

/**
 * A page for somebody who is not let in: what happened and what to do, in both languages, because the person's
 * settings are not told to strangers. It needs no style and takes nothing from the request.
 */
export function refusalPage(reason: Refusal): { status: number; html: string } {
  const sections = [vi, en].map((messages, place) => {
    const { title, text } = messages.host.refused[reason];
    return `<section lang="${place === 0 ? 'vi' : 'en'}"><h1>${title}</h1><p>${text}</p></section>`;
  });
  const head =
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lan Tỏa</title>';
  return {
    status: statuses[reason],
    html: `<!doctype html><html lang="vi"><head>${head}</head><body>${sections.join('')}</body></html>`,
  };
}
