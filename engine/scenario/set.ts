/** `--set path=value`, and `path@date=value` for what holds from a date on (how a fork changes a policy). */

import type { Problem } from '../base/problems.ts';
import { scenarioProblem, written } from './messages.ts';
import { readYaml } from './read.ts';
import { schemaFor } from './schema/index.ts';
import { writtenSchema } from './schema/walk.ts';
import type { TreeNode } from './tree.ts';
import { nodeAt, withValueAt } from './tree.ts';

const FROM_SET = 'from --set';
const HINT =
  'write --set policies.payout.rule=proRata, or from a date on --set policies.payout.rule@2018-03-05=proRata';

/** Paths of values that hold from a day on. */
export const DATED_PATHS: readonly string[] = [
  'pricing.lenderRate',
  'pricing.borrowerFee',
  'pricing.lenderFeeOfInterest',
  'pricing.allInCap',
  'reserve.contribution',
  'policies.payout',
  'policies.exits',
  'policies.playbook',
];

function mapNode(entries: Readonly<Record<string, TreeNode>>): TreeNode {
  const pairs = Object.entries(entries).map(([key, node]) => [key, { keyWhere: node.where, node }] as const);
  return { kind: 'map', where: FROM_SET, entries: new Map(pairs) };
}

/** What is written at a dated path, or the schema's default. */
function current(tree: TreeNode, path: readonly string[]): TreeNode | null {
  const { node, found } = nodeAt(tree, path);
  if (found) return node;
  let schema = writtenSchema(schemaFor({ startSerial: 17_167 }));
  for (const step of path) schema = schema.properties?.[step] ?? {};
  return readYaml(JSON.stringify(schema.default ?? null), 'default', FROM_SET).tree;
}

/** Whether rows of `{ from, value }` are written: a playbook is a list itself. */
function isDated(node: TreeNode): node is Extract<TreeNode, { kind: 'list' }> {
  return (
    node.kind === 'list' &&
    node.items.length > 0 &&
    node.items.every((item) => item.kind === 'map' && item.entries.has('value'))
  );
}

/** A row from `date` on after the rows that are there; null if the value can't be entered. */
function withRow(tree: TreeNode, path: readonly string[], date: string, leaf: TreeNode): TreeNode | null {
  const dated = DATED_PATHS.map((one) => one.split('.')).find((one) =>
    one.every((step, i) => path[i] === step),
  );
  const now = dated === undefined ? null : current(tree, dated);
  if (dated === undefined || now === null) return null;
  const rows = isDated(now) ? now.items : [mapNode({ value: now })];
  const last = rows.at(-1);
  const value = last?.kind === 'map' ? last.entries.get('value')?.node : undefined;
  const changed = withValueAt(value, path.slice(dated.length), leaf);
  if ('blockedAt' in changed) return null;
  const from: TreeNode = { kind: 'scalar', where: FROM_SET, value: date, written: date };
  const list: TreeNode = {
    kind: 'list',
    where: FROM_SET,
    items: [...rows, mapNode({ from, value: changed.tree })],
  };
  const placed = withValueAt(tree, dated, list);
  return 'tree' in placed ? placed.tree : null;
}

/** Applies the assignments in order; what can't be applied becomes a problem. */
export function applySet(tree: TreeNode, set: readonly string[], problems: Problem[]): TreeNode {
  let result = tree;
  for (const assignment of set) {
    const split = assignment.indexOf('=');
    const [name = '', date] = assignment.slice(0, Math.max(0, split)).trim().split('@');
    const path = name.split('.');
    if (split < 1 || path.some((step) => !/^[\p{L}\p{N}_-]+$/u.test(step) || step === '__proto__')) {
      const a = written(assignment);
      problems.push(
        scenarioProblem('scenario/bad-set', { where: FROM_SET, value: assignment, a, hint: HINT }),
      );
      continue;
    }
    if (assignment.slice(split + 1).trim() === '') {
      const hint = 'write null to take an inherited thing away';
      problems.push(
        scenarioProblem('scenario/no-value', { where: FROM_SET, path: name, value: assignment, hint }),
      );
      continue;
    }
    const read = readYaml(assignment.slice(split + 1), '--set', FROM_SET);
    if (read.tree === null && read.problems.length > 0) {
      problems.push(...read.problems.map((problem) => ({ ...problem, path: name })));
      continue;
    }
    const leaf: TreeNode = read.tree ?? { kind: 'scalar', where: FROM_SET, value: null, written: '' };
    const at = { where: FROM_SET, path: name, value: assignment };
    if (date !== undefined) {
      const placed = withRow(result, path, date, leaf);
      const hint = `dated values: ${DATED_PATHS.join(', ')}`;
      if (placed === null) problems.push(scenarioProblem('scenario/set-date', { ...at, a: name, hint }));
      else result = placed;
      continue;
    }
    const placed = withValueAt(result, path, leaf);
    if ('tree' in placed) result = placed.tree;
    else {
      const a = path.slice(0, placed.blockedAt).join('.') || name;
      problems.push(scenarioProblem('scenario/set-path', { ...at, a, hint: 'set the whole value instead' }));
    }
  }
  return result;
}
