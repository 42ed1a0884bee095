/** From a name or text to a resolved scenario: read, extend, set, check, resolve; all problems at once. */

import type { z } from 'zod';
import type { Problem } from '../base/problems.ts';
import { UserError } from '../base/problems.ts';
import { canonicalJson } from './canonical.ts';
import { issueProblems } from './issues.ts';
import { scenarioProblem, written } from './messages.ts';
import { readCivilDate } from './quantities.ts';
import { decodeUtf8, readYaml } from './read.ts';
import { ruleProblems } from './rules.ts';
import type { Scenario } from './scenario.ts';
import { scenarioSchema } from './schema/index.ts';
import { applySet } from './set.ts';
import { sha256Hex } from './sha256.ts';
import type { Path, TreeNode, Where } from './tree.ts';
import { mergeTrees, nodeAt, pathText, treeValue, withoutPath } from './tree.ts';

/** A file's bytes or text; null if there is no such file. */
export type ReadFile = (path: string) => Uint8Array | string | null;

export interface LoadOptions {
  /** `path=value`, or `path@date=value` for dated values, in YAML's value syntax; applied in order on top of the files. */
  readonly set?: readonly string[];
  readonly readFile: ReadFile;
  /** Folder of the library: `baseline` means `<scenariosDir>/baseline.yaml`. */
  readonly scenariosDir: string;
}

/** A resolved scenario with its identity and where each value was written. */
export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly canonicalJson: string;
  /** SHA-256 of the canonical JSON, hexadecimal. */
  readonly hash: string;
  /** Place of each written value by its path in YAML; what isn't in it is a default. */
  readonly origins: ReadonlyMap<string, Where>;
  /** What was written, files and --set merged, before defaults. */
  readonly written: TreeNode;
  /** Files read, the scenario itself first. */
  readonly files: readonly string[];
}

/** Joins and tidies a path with forward slashes. */
export function joinPath(folder: string, path: string): string {
  if (path.startsWith('/')) return path;
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop();
    else if (part !== '.' && !(part === '' && parts.length > 0)) parts.push(part);
  }
  return parts.join('/');
}

/** File of a scenario: a bare name means the library; anything with a slash or a dot is a path. */
export function scenarioFileOf(
  nameOrPath: string,
  scenariosDir: string,
  folder: string | null = null,
): string {
  if (!/[/.]/.test(nameOrPath)) return joinPath(scenariosDir, `${nameOrPath}.yaml`);
  return folder === null ? nameOrPath : joinPath(folder, nameOrPath);
}

const folderOf = (file: string): string => (file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.');
const EXTENDS_HINT = 'write extends: baseline, or a list of names';

/** Reads files and what they extend; collects problems on the way. */
class Reader {
  readonly problems: Problem[] = [];
  readonly files: string[] = [];
  readonly #options: LoadOptions;

  constructor(options: LoadOptions) {
    this.#options = options;
  }

  file(file: string, asked: { where: string; value: string }, chain: readonly string[]): TreeNode | null {
    if (chain.includes(file)) {
      const names = [...chain.slice(chain.indexOf(file)), file].map((f) =>
        f.replace(/^.*\//, '').replace(/\.ya?ml$/, ''),
      );
      this.problems.push(
        scenarioProblem('scenario/cycle', {
          where: asked.where,
          path: 'extends',
          value: asked.value,
          a: names.join(' -> '),
        }),
      );
      return null;
    }
    let bytes: Uint8Array | string | null;
    try {
      bytes = this.#options.readFile(file);
    } catch {
      bytes = null;
    }
    if (bytes === null) {
      const hint = `looked for ${file}`;
      this.problems.push(
        scenarioProblem('scenario/missing-file', {
          where: asked.where,
          value: asked.value,
          a: asked.value,
          hint,
        }),
      );
      return null;
    }
    if (!this.files.includes(file)) this.files.push(file);
    const text = typeof bytes === 'string' ? bytes : decodeUtf8(bytes);
    if (text === null) {
      this.problems.push(
        scenarioProblem('scenario/not-utf8', { where: `${file}:1:1`, hint: 'save the file as UTF-8' }),
      );
      return null;
    }
    return this.text(text, file, chain);
  }

  text(text: string, file: string, chain: readonly string[]): TreeNode | null {
    const { tree, problems } = readYaml(text, file);
    this.problems.push(...problems);
    if (tree === null) return null;
    if (tree.kind !== 'map') {
      const a = tree.kind === 'list' ? 'a list' : written(tree.value);
      this.problems.push(
        scenarioProblem('scenario/not-a-map', {
          where: tree.where,
          a,
          hint: 'a scenario is a map that begins with name:',
        }),
      );
      return null;
    }
    const above = tree.entries.get('extends');
    if (above === undefined) return tree;
    const own = withoutPath(tree, ['extends']);
    const names = above.node.kind === 'list' ? above.node.items : [above.node];
    let base: TreeNode | null = null;
    for (const name of names) {
      if (name.kind !== 'scalar' || typeof name.value !== 'string' || name.value.trim() === '') {
        const a = name.kind === 'scalar' ? written(name.value) : `a ${name.kind}`;
        this.problems.push(
          scenarioProblem('scenario/extends-form', {
            where: name.where,
            path: 'extends',
            a,
            hint: EXTENDS_HINT,
          }),
        );
        continue;
      }
      const target = scenarioFileOf(name.value, this.#options.scenariosDir, folderOf(file));
      const read = this.file(target, { where: name.where, value: name.value }, [...chain, file]);
      if (read !== null) base = base === null ? read : mergeTrees(base, read);
    }
    return base === null ? own : mergeTrees(base, own);
  }
}

function originsOf(tree: TreeNode): Map<string, Where> {
  const origins = new Map<string, Where>();
  const walk = (node: TreeNode, path: Path): void => {
    if (node.kind === 'map' && node.entries.size > 0) {
      for (const [key, entry] of node.entries) walk(entry.node, [...path, key]);
    } else if (node.kind === 'list' && node.items.length > 0)
      node.items.forEach((item, i) => walk(item, [...path, i]));
    else origins.set(pathText(path), node.where);
  };
  walk(tree, []);
  return origins;
}

/** Serial of clock.start as far as it can be read; any day will do when it can't, the schema says so anyway. */
function startSerialOf(value: unknown): number {
  const clock =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['clock'] : undefined;
  const start =
    typeof clock === 'object' && clock !== null ? (clock as Record<string, unknown>)['start'] : undefined;
  const read = readCivilDate(start);
  return 'value' in read ? read.value : 17_167;
}

/** Checks one merged document. Rules between fields are tested even if single values are wrong and can be left out. */
function resolve(tree: TreeNode, problems: Problem[]): Scenario | null {
  const value = treeValue(tree);
  const schema = scenarioSchema({ startSerial: startSerialOf(value) });
  const result = schema.safeParse(value);
  if (result.success) {
    problems.push(...ruleProblems(result.data, tree));
    return result.data;
  }
  problems.push(...issueProblems(result.error.issues, tree, schema));
  problems.push(...rulesOfTheRest(tree, schema, result.error.issues));
  return null;
}

type Schema = ReturnType<typeof scenarioSchema>;
const REPAIRS_MAX = 4;

function badPaths(issues: readonly z.core.$ZodIssue[]): Path[] {
  return issues.flatMap((issue): Path[] => {
    const path = issue.path as (string | number)[];
    return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
  });
}

/**
 * Rules between fields although some values are wrong: those are left out, then whatever misses them, and a rule that
 * touches what was left out stays silent.
 */
function rulesOfTheRest(tree: TreeNode, schema: Schema, first: readonly z.core.$ZodIssue[]): Problem[] {
  let rest = tree;
  let issues = first;
  const left: Path[] = [];
  for (let repair = 0; repair < REPAIRS_MAX; repair++) {
    // What is missing can only be mended by leaving out the thing that lacks it. Lists are cut from their end.
    const paths = badPaths(issues).map((path) => (nodeAt(rest, path).found ? path : path.slice(0, -1)));
    if (paths.some((path) => path.length === 0)) return [];
    left.push(...paths);
    for (const path of paths.reverse()) rest = withoutPath(rest, path);
    const again = schema.safeParse(treeValue(rest));
    if (again.success) {
      const gone = left.map((path) => pathText(path));
      const names = new Set(left.map((path) => String(path.at(-1))));
      const noGuarantor = gone.some((path) => path.startsWith('guarantors'));
      return ruleProblems(again.data, tree).filter(
        ({ path, value, message }) =>
          !gone.some((other) => other.startsWith(path) || path.startsWith(other)) &&
          !(typeof value === 'string' && names.has(value)) &&
          !(noGuarantor && message.includes('guarantor')),
      );
    }
    issues = again.error.issues;
  }
  return [];
}

function finish(tree: TreeNode | null, reader: Reader, set: readonly string[]): LoadedScenario {
  const problems = reader.problems;
  if (tree === null || problems.length > 0) throw new UserError(3, problems);
  const merged = applySet(tree, set, problems);
  const scenario = resolve(merged, problems);
  if (scenario === null || problems.length > 0) throw new UserError(3, problems);
  const json = canonicalJson(scenario);
  return {
    // Read back from the canonical text, so that even the order of keys doesn't depend on how it was written.
    scenario: JSON.parse(json) as Scenario,
    canonicalJson: json,
    hash: sha256Hex(json),
    origins: originsOf(merged),
    written: merged,
    files: reader.files,
  };
}

/** Loads a scenario by name (from the library) or path. Throws a UserError with every problem found. */
export function loadScenario(nameOrPath: string, options: LoadOptions): LoadedScenario {
  const reader = new Reader(options);
  const file = scenarioFileOf(nameOrPath, options.scenariosDir);
  const tree = reader.file(file, { where: file, value: nameOrPath }, []);
  return finish(tree, reader, options.set ?? []);
}

/** Parses a text as if it stood in `file`. Throws a UserError with every problem found. */
export function parseScenario(text: string, file: string, options: LoadOptions): LoadedScenario {
  const reader = new Reader(options);
  reader.files.push(file);
  return finish(reader.text(text, file, []), reader, options.set ?? []);
}
