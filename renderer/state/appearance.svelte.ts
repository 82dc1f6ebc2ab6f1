import type { Application } from '#renderer/state/application.svelte';
import type { Settings } from '#shared/model/settings';

/** `system` follows what the person chose for the whole computer. */
function themeOf(setting: Settings['theme']): string {
  if (setting !== 'system') return setting;
  if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Keeps language, theme and text size of the page as the settings say; called once while a component is set up. */
export function followAppearance(app: Application): void {
  const root = document.documentElement;
  $effect.pre(() => {
    const { language, theme, textSize } = app.settings;
    root.lang = language;
    root.style.fontSize = `${String(textSize)}%`;
    const apply = (): void => {
      root.dataset['theme'] = themeOf(theme);
    };
    apply();
    const queries = ['(prefers-color-scheme: dark)', '(prefers-contrast: more)'].map((query) =>
      matchMedia(query),
    );
    for (const query of queries) query.addEventListener('change', apply);
    return () => {
      for (const query of queries) query.removeEventListener('change', apply);
    };
  });
}
