/**
 * Builds the command line for its tests, with worker and pieces of the fake engine beside it: started from source, most commands
 * would spend their time on being read.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export async function setup(): Promise<void> {
  await build({
    root: ROOT,
    configFile: `${ROOT}vite.config.ts`,
    logLevel: 'error',
    build: {
      outDir: 'test-results/program',
      rolldownOptions: {
        input: {
          'fake-pieces': 'test/helpers/fake-pieces.ts',
          'fake-worker': 'test/helpers/fake-worker.ts',
        },
      },
    },
  });
}
