import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelteConfig from './svelte.config.js';

const only = (name, where) => ({
  name,
  message: `'${name}' is imported in ${where} only (docs/architecture.md).`,
});
const electron = only('electron', 'electron/main and electron/preload');
const lunr = only('lunr', 'electron/core/search');

export default defineConfig(
  globalIgnores(['dist', 'release', 'coverage', 'test-results', 'pictures', 'node_modules']),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      'no-restricted-imports': ['error', { paths: [electron, lunr] }],
      'max-lines-per-function': ['warn', { max: 60, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['electron/main/**', 'electron/preload/**', 'tests/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [lunr] }] },
  },
  {
    files: ['electron/core/search/**', 'tests/core/search/**', 'bench/search/peers/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [electron] }] },
  },
  {
    files: ['tests/**', 'bench/**'],
    rules: { 'max-lines-per-function': 'off' },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [ts.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
);
