/** Resolved scenarios for tests, read from the repository. */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadScenario } from '../../engine/scenario/load.ts';
import type { LoadedScenario } from '../../engine/scenario/load.ts';
import type { Scenario } from '../../engine/scenario/scenario.ts';

/** Folder of the repository, with a slash at its end. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Reads a file of the repository; paths are relative to its root. */
export function readRepositoryFile(path: string): Uint8Array | null {
  const full = path.startsWith('/') ? path : `${ROOT}${path}`;
  return existsSync(full) ? readFileSync(full) : null;
}

/** Loads a scenario of the library or a path relative to the repository. */
export function load(nameOrPath: string, set: readonly string[] = []): LoadedScenario {
  return loadScenario(nameOrPath, { set, readFile: readRepositoryFile, scenariosDir: 'scenarios' });
}

/** The small world: about 300 lenders, 60 loans a month, 6 months. `set` as on the command line: `path=value`. */
export function loadSmall(set: readonly string[] = []): Scenario {
  return load('test/fixtures/small.yaml', set).scenario;
}

/** The baseline, with overrides. */
export function loadBaseline(set: readonly string[] = []): Scenario {
  return load('baseline', set).scenario;
}

/** Text of a file of the repository. */
export function repositoryText(path: string): string {
  const bytes = readRepositoryFile(path);
  if (bytes === null) throw new Error(`no such file: ${path}`);
  return new TextDecoder().decode(bytes);
}
