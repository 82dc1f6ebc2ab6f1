import type { Application } from '#renderer/state/application.svelte';

/** Begins a draft of our office and goes to it. */
export async function createPractice(app: Application): Promise<void> {
  const practice = await app.ask('practices.create', { language: app.language, title: '' });
  if (practice) app.router.go('write', practice.frontMatter.id);
}

/**
 * Begins a draft that adapts another practice, which is noted as its source, and goes to it. It is our practice: in our
 * language, and under a title of its own.
 */
export async function createBasedOn(app: Application, source: { readonly id: string }): Promise<void> {
  const practice = await app.ask('practices.create', {
    language: app.language,
    title: '',
    basedOn: source.id,
  });
  if (practice) app.router.go('write', practice.frontMatter.id);
}
