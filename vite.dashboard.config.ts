/** Builds the dashboard for the browser; `vite --config vite.dashboard.config.ts` serves it with reload while working on it. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'dashboard',
  base: './',
  plugins: [svelte({ configFile: '../svelte.config.js' })],
  build: { outDir: '../dist/dashboard', emptyOutDir: true, target: 'es2022' },
});
