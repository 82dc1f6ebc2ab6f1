import '../../../renderer/styles/main.css';
import { mount } from 'svelte';
import App from '../../../renderer/App.svelte';
import { applicationContext } from '#renderer/state/application-context';
import { Application } from '#renderer/state/application.svelte';
import { FakeBackend } from '#tests/support/fake-backend';
import { worlds } from '#tests/support/page/worlds';
import type { Settings } from '#shared/model/settings';

/** Shows the page over a backend in memory: `?world=office&language=en&theme=dark&textSize=150#/search`. */
const query = new URLSearchParams(location.search);
const world = worlds[query.get('world') ?? 'office'] ?? {};
const settings: Partial<Settings> = {
  ...world.settings,
  language: query.get('language') === 'en' ? 'en' : 'vi',
  theme: (query.get('theme') ?? 'light') as Settings['theme'],
  textSize: Number(query.get('textSize') ?? 100),
};
const backend = new FakeBackend({ ...world, settings });
Object.assign(window, { backend });

const target = document.getElementById('app');
if (target) mount(App, { target, context: applicationContext(new Application(backend)) });
