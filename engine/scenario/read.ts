/** YAML text to a tree with places. Only plain YAML 1.2: maps with string keys, lists, scalars, modest aliases. */

import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Node as YamlNode, Document } from 'yaml';
import type { Problem } from '../base/problems.ts';
import { scenarioProblem } from './messages.ts';
import type { TreeEntry, TreeNode } from './tree.ts';

const BYTES_MAX = 1_000_000;
const NODES_MAX = 50_000;
const DEPTH_MAX = 40;
const SYNTAX_ERRORS_MAX = 5;
const BANNED_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

/** What reading a text gave: a tree unless a problem forbids it. */
export interface ReadResult {
  readonly tree: TreeNode | null;
  readonly problems: readonly Problem[];
}

/** Decodes a file's bytes; null if they aren't UTF-8. A byte-order mark is dropped. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Nesting by brackets and by indentation, counted before parsing: the parser itself recurses. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const line of text.split('\n')) {
    if (/^(\s*[-?]\s){40}/.test(line) || /^ {400}/.test(line)) return true;
    for (const character of line) {
      if (character === '[' || character === '{') depth++;
      if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
      if (depth > 200) return true;
    }
  }
  return false;
}

/** Reads one document; `file` is the name that places are given with. `fixed` overrides places (for --set). */
export function readYaml(text: string, file: string, fixed?: string): ReadResult {
  const fail = (
    code: Parameters<typeof scenarioProblem>[0],
    where: string,
    a = '',
    hint?: string,
  ): ReadResult => ({
    tree: null,
    problems: [scenarioProblem(code, { where: fixed ?? where, a, hint })],
  });
  if (text.length > BYTES_MAX)
    return fail('scenario/too-large', file, `${text.length} characters`, 'at most 1 MB');
  if (isTooDeep(text)) return fail('scenario/too-deep', `${file}:1:1`);
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      version: '1.2',
      schema: 'core',
      prettyErrors: false,
    });
  } catch (error) {
    return fail(
      'scenario/bad-yaml',
      `${file}:1:1`,
      error instanceof Error ? error.message.split('\n')[0]! : '',
    );
  }
  const place = (offset: number | undefined): string => {
    const { line, col } = lines.linePos(offset ?? 0);
    return fixed ?? `${file}:${Math.max(1, line)}:${Math.max(1, col)}`;
  };
  const problems: Problem[] = document.errors.map((error) => {
    const where = place(error.pos[0]);
    if (error.code === 'DUPLICATE_KEY') {
      const key = /^[^\s:]*/.exec(text.slice(error.pos[0]))![0];
      return scenarioProblem('scenario/duplicate-key', {
        where,
        a: key,
        value: key,
        hint: 'keep one of them',
      });
    }
    if (error.code === 'MULTIPLE_DOCS')
      return scenarioProblem('scenario/two-documents', {
        where,
        hint: 'put each scenario into a file of its own',
      });
    if (error.code === 'TAB_AS_INDENT')
      return scenarioProblem('scenario/tab', { where, hint: 'indent with spaces' });
    const first = error.message.split('\n')[0]!;
    return scenarioProblem('scenario/bad-yaml', { where, a: first.charAt(0).toLowerCase() + first.slice(1) });
  });
  // One open quote makes an error of every later line; the first ones tell.
  if (problems.length > 0) return { tree: null, problems: problems.slice(0, SYNTAX_ERRORS_MAX) };

  const walk = new Walk(document, place, problems);
  const tree = document.contents === null ? null : walk.node(document.contents, 0);
  if (problems.length > 0) return { tree: null, problems };
  if (tree === null || (tree.kind === 'scalar' && tree.value === null && fixed === undefined)) {
    return fail('scenario/empty', `${file}:1:1`, '', 'a scenario is a map that begins with name:');
  }
  return { tree, problems };
}

/** One pass over a document: counts what it makes, so that aliases of aliases end soon. */
class Walk {
  readonly #document: Document.Parsed;
  readonly #place: (offset: number | undefined) => string;
  readonly #problems: Problem[];
  #count = 0;

  constructor(document: Document.Parsed, place: (offset: number | undefined) => string, problems: Problem[]) {
    this.#document = document;
    this.#place = place;
    this.#problems = problems;
  }

  #report(code: Parameters<typeof scenarioProblem>[0], where: string, a = ''): TreeNode {
    this.#problems.push(scenarioProblem(code, { where, a }));
    return { kind: 'scalar', where, value: null, written: '' };
  }

  node(node: YamlNode | null, depth: number): TreeNode {
    const where = this.#place(node?.range?.[0]);
    if (node === null) return { kind: 'scalar', where, value: null, written: '' };
    if (++this.#count > NODES_MAX) {
      return this.#count === NODES_MAX + 1
        ? this.#report('scenario/alias-bomb', where)
        : { kind: 'scalar', where, value: null, written: '' };
    }
    if (depth > DEPTH_MAX) return this.#report('scenario/too-deep', where);
    if (isAlias(node)) {
      const target = node.resolve(this.#document);
      if (target === undefined) return this.#report('scenario/unknown-alias', where, node.source);
      return this.node(target, depth + 1);
    }
    if (isScalar(node)) {
      const value = typeof node.value === 'bigint' ? Number(node.value) : node.value;
      return { kind: 'scalar', where, value, written: node.source ?? String(value) };
    }
    if (isSeq(node)) {
      const items = node.items.map((item) => this.node(item as YamlNode | null, depth + 1));
      return { kind: 'list', where, items };
    }
    if (!isMap(node)) return this.#report('scenario/bad-yaml', where, 'unexpected node');
    const entries = new Map<string, TreeEntry>();
    for (const pair of node.items) {
      const keyNode = pair.key as YamlNode | null;
      const keyWhere = this.#place(keyNode?.range?.[0]);
      const key = isScalar(keyNode) ? (keyNode.source ?? String(keyNode.value)) : '';
      if (key === '' || BANNED_KEYS.has(key) || isAlias(keyNode)) {
        this.#report('scenario/bad-key', keyWhere, key === '' ? 'a key that is not a word' : key);
        continue;
      }
      entries.set(key, { keyWhere, node: this.node(pair.value as YamlNode | null, depth + 1) });
    }
    return { kind: 'map', where, entries };
  }
}
