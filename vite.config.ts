/** Builds the command line and the worker for Node: own code bundled, packages left in node_modules. */
import { chmodSync } from 'node:fs';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

/** `npx lendsim` runs the built file as a program. */
const executable: Plugin = {
  name: 'executable',
  closeBundle: () => {
    chmodSync('dist/lendsim.js', 0o755);
  },
};

export default defineConfig({
  publicDir: false,
  plugins: [executable],
  ssr: { external: true, noExternal: [] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: 'dist',
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { lendsim: 'engine/cli/main.ts', worker: 'engine/experiments/worker.ts' },
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
        banner: (chunk) => (chunk.isEntry && chunk.name === 'lendsim' ? '#!/usr/bin/env node' : ''),
      },
    },
  },
});
