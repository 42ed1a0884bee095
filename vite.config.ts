/** Builds the command line and the worker for Node: own code bundled, packages left in node_modules. */
import { defineConfig } from 'vite';

export default defineConfig({
  publicDir: false,
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
