/** Three kinds of test: `node`, `cli` on the built command line, `e2e` in a browser on the built product. All run beside each other. */
import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { SlowFirst } from './test/helpers/slow-first.ts';

export default defineConfig({
  test: {
    environment: 'node',
    sequence: { sequencer: SlowFirst },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // By default one processor would be left idle: of two, where all of it has to run.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          // The engine keeps nothing between two runs, so its modules need not be loaded anew for each file.
          isolate: false,
          setupFiles: ['test/helpers/setup.ts'],
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'test/cli/**', 'test/e2e/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'cli',
          include: ['test/cli/**/*.test.ts'],
          globalSetup: 'test/helpers/build-program.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/helpers/build.ts',
        },
      },
    ],
  },
});
