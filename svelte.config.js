import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Runes everywhere in our own components; libraries in node_modules decide for themselves. */
export default {
  preprocess: vitePreprocess(),
  vitePlugin: {
    dynamicCompileOptions: ({ filename }) =>
      filename.includes('node_modules') ? undefined : { runes: true },
  },
};
