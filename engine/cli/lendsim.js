#!/usr/bin/env node
/** The program `npx lendsim` finds in a clone: starts the built command line, or says how to build it. */
import { existsSync } from 'node:fs';

const built = new URL('../../dist/lendsim.js', import.meta.url);
if (existsSync(built)) {
  await import(built.href);
} else {
  process.stderr.write('lendsim is not built yet: run `npm run build` in the project folder\n');
  process.exitCode = 1;
}
