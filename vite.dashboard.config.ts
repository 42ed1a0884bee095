/** Builds the dashboard for the browser; `vite --config vite.dashboard.config.ts` serves it with reload while working on it. */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { arqueroInterpreted } from './dashboard/arquero-interpreted.ts';

export default defineConfig({
  root: 'dashboard',
  base: './',
  plugins: [arqueroInterpreted(), svelte({ configFile: '../svelte.config.js' })],
  build: { outDir: '../dist/dashboard', emptyOutDir: true, target: 'es2022' },
});
