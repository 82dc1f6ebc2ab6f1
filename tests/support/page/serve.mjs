// Shows the page over a backend in memory, for looking at screens: `node tests/support/page/serve.mjs`, then open
// the printed address; `page.ts` says what its query understands and `worlds.ts` what may be looked at.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const server = await createServer({
  root: at('../../..'),
  configFile: false,
  plugins: [svelte({ configFile: at('../../../svelte.config.js') })],
  server: { host: '127.0.0.1' },
});
await server.listen();
console.log(`${server.resolvedUrls?.local[0] ?? ''}tests/support/page/index.html?world=office#/search`);
