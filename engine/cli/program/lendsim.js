#!/usr/bin/env node
/**
 * The program `npx lendsim` finds in a clone: starts the built command line, or says how to build it. A package of its
 * own, which `npm ci` links beside the others: the program of the root package would be linked in npx's cache instead,
 * and stay there when an update has moved it.
 */
import { existsSync } from 'node:fs';

const built = new URL('../../../dist/lendsim.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write('lendsim is not built yet: run `npm run build` in the project folder\n');
  process.exitCode = 1;
}
