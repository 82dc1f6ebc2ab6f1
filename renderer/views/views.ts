import type { Component } from 'svelte';
import type { Screen } from '#renderer/state/router.svelte';

/** What every screen gets: what follows its name in the address. */
export interface ViewProps {
  readonly path: readonly string[];
}
type View = Promise<{ default: Component<ViewProps> }>;

/** Each screen is loaded when it is first shown: the first one comes up without waiting for the editor. */
export const views: Record<Screen, () => View> = {
  today: () => import('./today/TodayView.svelte'),
  search: () => import('./search/SearchView.svelte'),
  practice: () => import('./reader/ReaderView.svelte'),
  write: () => import('./editor/EditorView.svelte'),
  quarter: () => import('./quarter/QuarterView.svelte'),
  exchange: () => import('./exchange/ExchangeView.svelte'),
  settings: () => import('./settings/SettingsView.svelte'),
};
