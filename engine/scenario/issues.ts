/** What the schema found, worded with places. */

import type { z } from 'zod';
import type { Problem } from '../base/problems.ts';
import { scenarioProblem, written } from './messages.ts';
import { nearestWord } from './nearest.ts';
import { laterKey } from './not-yet.ts';
import type { IssueParams } from './schema/fields.ts';
import { keysAt } from './schema/walk.ts';
import type { Path, TreeNode } from './tree.ts';
import { nodeAt, pathText } from './tree.ts';

function valueOf(node: TreeNode): unknown {
  return node.kind === 'scalar' ? node.value : node.kind === 'list' ? 'a list' : 'a map';
}

function describe(node: TreeNode): string {
  return node.kind === 'scalar' ? (node.value === null ? 'nothing' : written(node.value)) : `a ${node.kind}`;
}

function unknownKey(tree: TreeNode, path: Path, key: string, schema: z.ZodType): Problem {
  const full = [...path, key];
  const { keyWhere, node } = nodeAt(tree, full);
  const at = { where: keyWhere, path: pathText(full), value: valueOf(node) };
  const later = laterKey(full);
  const keys = keysAt(schema, path);
  if (later !== null)
    return scenarioProblem('scenario/not-yet', { ...at, a: later.what, hint: later.instead });
  const resolvedName = keys.find((name) => key.replace(/(Fen|Days|Day|Months)$/, '') === name);
  const near = resolvedName ?? nearestWord(key, keys);
  const list = keys.length === 0 ? '' : `keys here: ${keys.join(', ')}`;
  const hint = near === null ? list : `${keys.length > 12 ? '' : `${list}      `}did you mean ${near}?`;
  return scenarioProblem('scenario/unknown-key', { ...at, a: key, hint: hint === '' ? undefined : hint });
}

function fromIssue(issue: z.core.$ZodIssue, tree: TreeNode, schema: z.ZodType): Problem[] {
  const path = issue.path as (string | number)[];
  const { node, found } = nodeAt(tree, path);
  const at = { where: node.where, path: pathText(path), value: found ? valueOf(node) : undefined };
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(tree, path, key, schema));
  if (issue.code === 'custom') {
    const params = issue.params as unknown as IssueParams | undefined;
    if (params === undefined) return [scenarioProblem('scenario/rule', { ...at, a: issue.message })];
    const isKey = params.code === 'scenario/unknown-key' || params.code === 'scenario/form';
    const where = isKey && node.kind !== 'list' ? nodeAt(tree, path).keyWhere : node.where;
    const { code, a, b, hint } = params;
    return [scenarioProblem(code, { ...at, where, a, hint, ...(b === undefined ? {} : { b }) })];
  }
  if (!found) return [scenarioProblem('scenario/missing', at)];
  if (issue.code === 'invalid_type' && issue.expected === 'array') {
    return [
      scenarioProblem('scenario/not-a-list', {
        ...at,
        a: describe(node),
        hint: 'write [ ... ] or lines that begin with -',
      }),
    ];
  }
  if (issue.code === 'invalid_type') {
    const hint = 'write { key: value } or indented lines key: value';
    return [scenarioProblem('scenario/not-a-map', { ...at, a: describe(node), hint })];
  }
  return [scenarioProblem('scenario/rule', { ...at, a: issue.message })];
}

/** One problem per thing to mend, in the order of the schema. */
export function issueProblems(
  issues: readonly z.core.$ZodIssue[],
  tree: TreeNode,
  schema: z.ZodType,
): Problem[] {
  return issues.flatMap((issue) => fromIssue(issue, tree, schema));
}
