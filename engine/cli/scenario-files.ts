/** Scenario files of this machine: the working folder's library first, then the one that ships. */

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError, type Problem } from '../base/problems.ts';
import type { Variant } from '../experiments/index.ts';
import type { LoadedScenario } from '../scenario/load.ts';
import { loadScenario, scenarioFileOf } from '../scenario/load.ts';
import { nearestWord } from '../scenario/nearest.ts';
import { treeValue } from '../scenario/tree.ts';

/** Bytes of a file; null if it isn't there. */
export function readScenarioFile(path: string): Uint8Array | null {
  return existsSync(path) && statSync(path).isFile() ? readFileSync(path) : null;
}

/** Folder of the scenarios that ship with the program. */
function shippedFolder(): string | null {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'scenarios', 'baseline.yaml'))) return join(folder, 'scenarios');
    if (dirname(folder) === folder) return null;
  }
}

/** Where bare names are looked up, as short as it can be said from the working folder. */
export function scenariosFolder(): string {
  if (existsSync('scenarios/baseline.yaml')) return 'scenarios';
  const shipped = shippedFolder();
  if (shipped === null) return 'scenarios';
  const near = relative('.', shipped);
  return near.startsWith('..') ? shipped : near;
}

/** Loads by name or path with `--set` overrides. Throws a UserError with every problem. */
export function loadScenarioFile(nameOrPath: string, set: readonly string[] = []): LoadedScenario {
  const scenariosDir = scenariosFolder();
  try {
    return loadScenario(nameOrPath, { set, readFile: readScenarioFile, scenariosDir });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      error.exitCode,
      error.problems.map((problem) => withNames(problem, scenariosDir)),
    );
  }
}

/** A loaded scenario as a variant of a study. */
export function variantOf(loaded: LoadedScenario, name = loaded.scenario.name): Variant {
  const { scenario, canonicalJson, written, hash } = loaded;
  return {
    name,
    title: scenario.title.en,
    canonicalJson,
    writtenJson: JSON.stringify(treeValue(written)),
    hash,
  };
}

/** A name that isn't in the library is told with those that are. */
function withNames(problem: Problem, folder: string): Problem {
  const { code, value } = problem;
  if (code !== 'scenario/missing-file' || typeof value !== 'string' || /[/.]/.test(value)) return problem;
  if (!existsSync(folder)) return problem;
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
  const near = nearestWord(value, names);
  const list = `a name of the library, one of: ${names.join(', ')}; a file of your own is a path: ./${value}.yaml`;
  return { ...problem, hint: near === null ? list : `${list}      did you mean ${near}?` };
}

/** File that a name or path means, as messages show it. */
export function scenarioFile(nameOrPath: string): string {
  return scenarioFileOf(nameOrPath, scenariosFolder());
}

/** What problems of a file are told under: the file, and whether values were set over it. */
export function problemTitle(file: string, set: readonly string[]): string {
  return set.length > 0 ? `${file} + --set` : file;
}
