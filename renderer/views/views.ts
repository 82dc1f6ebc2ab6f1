import type { Component } from 'svelte';
import type { Screen } from '#renderer/state/router.svelte';

/** What every screen gets: what follows its name in the address. */
export interface ViewProps {
  readonly path: readonly string[];
}
type View = Component<ViewProps>;
/** A screen without use for the path has no props at all, as Svelte types it. */
type Module = Promise<{ default: View | Component<Record<string, never>> }>;

const view = async (module: Module): Promise<View> => (await module).default as View;

/** Each screen is loaded when it is first shown: the first one comes up without waiting for the editor. */
export const views: Record<Screen, () => Promise<View>> = {
  today: () => view(import('./today/TodayView.svelte')),
  search: () => view(import('./search/SearchView.svelte')),
  practice: () => view(import('./reader/ReaderView.svelte')),
  compare: () => view(import('./compare/CompareView.svelte')),
  write: () => view(import('./editor/EditorView.svelte')),
  quarter: () => view(import('./quarter/QuarterView.svelte')),
  exchange: () => view(import('./exchange/ExchangeView.svelte')),
  settings: () => view(import('./settings/SettingsView.svelte')),
  help: () => view(import('./help/HelpView.svelte')),
};
