/** A document whose every value knows where it was written; merging keeps the place of whoever wrote last. */

/** Where a value was written: `scenarios/x.yaml:12:5`, or `from --set`. */
export type Where = string;

export type TreeNode =
  | { readonly kind: 'map'; readonly where: Where; readonly entries: ReadonlyMap<string, TreeEntry> }
  | { readonly kind: 'list'; readonly where: Where; readonly items: readonly TreeNode[] }
  | { readonly kind: 'scalar'; readonly where: Where; readonly value: unknown; readonly written: string };

/** A key's own place (for unknown keys) and its value. */
export interface TreeEntry {
  readonly keyWhere: Where;
  readonly node: TreeNode;
}

export type Path = readonly (string | number)[];

/** `a.b.0.c`: the form used by --set, messages and the reference page. */
export function pathText(path: Path): string {
  return path.join('.');
}

/** Maps whose keys exclude each other; an override replaces them whole. */
const REPLACED_WHOLE = new Set(['reserve.target', 'reserve.target.if']);

/** `over` on top of `base`: maps merge deeply, lists and scalars replace. */
export function mergeTrees(base: TreeNode, over: TreeNode, path: Path = []): TreeNode {
  if (base.kind !== 'map' || over.kind !== 'map' || REPLACED_WHOLE.has(pathText(path))) return over;
  const entries = new Map(base.entries);
  for (const [key, entry] of over.entries) {
    const below = entries.get(key);
    const node = below === undefined ? entry.node : mergeTrees(below.node, entry.node, [...path, key]);
    entries.set(key, { keyWhere: entry.keyWhere, node });
  }
  return { kind: 'map', where: over.where, entries };
}

/** Plain values of a tree, for the schema. */
export function treeValue(node: TreeNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(treeValue);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, treeValue(entry.node)]));
}

/** The node at a path, or the deepest one above it that exists. */
export function nodeAt(root: TreeNode, path: Path): { node: TreeNode; keyWhere: Where; found: boolean } {
  let node = root;
  let keyWhere = root.where;
  for (const step of path) {
    const entry = node.kind === 'map' ? node.entries.get(String(step)) : undefined;
    const item = node.kind === 'list' ? node.items[Number(step)] : undefined;
    if (entry === undefined && item === undefined) return { node, keyWhere, found: false };
    node = entry?.node ?? item!;
    keyWhere = entry?.keyWhere ?? item!.where;
  }
  return { node, keyWhere, found: true };
}

/** A tree without what stands at the path; unchanged if nothing does. */
export function withoutPath(node: TreeNode, path: Path): TreeNode {
  const [step, ...rest] = path;
  if (step === undefined) return node;
  if (node.kind === 'map') {
    const entry = node.entries.get(String(step));
    if (entry === undefined) return node;
    const entries = new Map(node.entries);
    if (rest.length === 0) entries.delete(String(step));
    else entries.set(String(step), { ...entry, node: withoutPath(entry.node, rest) });
    return { ...node, entries };
  }
  if (node.kind !== 'list' || node.items[Number(step)] === undefined) return node;
  if (rest.length === 0) return { ...node, items: node.items.filter((_, i) => i !== Number(step)) };
  return {
    ...node,
    items: node.items.map((item, i) => (i === Number(step) ? withoutPath(item, rest) : item)),
  };
}

/** A tree with `leaf` at the path; null with the path's first part that can't be entered. */
export function withValueAt(
  node: TreeNode | undefined,
  path: readonly string[],
  leaf: TreeNode,
): { readonly tree: TreeNode } | { readonly blockedAt: number } {
  const [step, ...rest] = path;
  if (step === undefined) return { tree: leaf };
  if (node?.kind === 'list') {
    const index = /^\d{1,6}$/.test(step) ? Number(step) : Number.NaN;
    if (!(index < node.items.length)) return { blockedAt: 0 };
    const inner = withValueAt(node.items[index], rest, leaf);
    if ('blockedAt' in inner) return { blockedAt: inner.blockedAt + 1 };
    return { tree: { ...node, items: node.items.map((item, i) => (i === index ? inner.tree : item)) } };
  }
  const isEmpty = node === undefined || (node.kind === 'scalar' && node.value === null);
  if (!isEmpty && node.kind !== 'map') return { blockedAt: 0 };
  const entries = new Map(node?.kind === 'map' ? node.entries : []);
  const inner = withValueAt(entries.get(step)?.node, rest, leaf);
  if ('blockedAt' in inner) return { blockedAt: inner.blockedAt + 1 };
  entries.set(step, { keyWhere: leaf.where, node: inner.tree });
  return { tree: { kind: 'map', where: node?.where ?? leaf.where, entries } };
}
