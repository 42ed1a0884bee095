/** Where each value of a resolved scenario comes from: a file's line, --set, or a default with its source. */

import type { LoadedScenario } from './load.ts';
import { schemaFor } from './schema/index.ts';
import type { JsonNode } from './schema/walk.ts';
import { writtenSchema } from './schema/walk.ts';
import type { Path, TreeNode } from './tree.ts';
import { pathText, treeValue } from './tree.ts';

/** One value and its origin. */
export interface Explained {
  readonly path: string;
  /** As it can be written in YAML. */
  readonly value: unknown;
  /** `file:line:col`, `from --set`, or `default`. */
  readonly origin: string;
  /** Of a default: `assumption`, or a source with its quality mark. */
  readonly source?: string;
}

function variantFor(node: JsonNode, written: TreeNode): JsonNode {
  if (
    written.kind === 'map' &&
    node.properties === undefined &&
    typeof node.additionalProperties !== 'object'
  ) {
    return (
      node.anyOf?.find(
        (one) => one.properties !== undefined || typeof one.additionalProperties === 'object',
      ) ?? node
    );
  }
  return node;
}

function* explained(node: JsonNode, written: TreeNode | undefined, path: Path): Generator<Explained> {
  if (written === undefined) {
    if (
      node.properties !== undefined &&
      (node.default === undefined || JSON.stringify(node.default) === '{}')
    ) {
      for (const [key, child] of Object.entries(node.properties))
        yield* explained(child, undefined, [...path, key]);
    } else if (node.default !== undefined) {
      const source = node['x-source'] ?? 'assumption';
      yield { path: pathText(path), value: node.default, origin: 'default', source };
    }
    return;
  }
  const shape = variantFor(node, written);
  if (written.kind === 'map' && shape.properties !== undefined) {
    for (const [key, child] of Object.entries(shape.properties)) {
      yield* explained(child, written.entries.get(key)?.node, [...path, key]);
    }
  } else if (written.kind === 'map' && typeof shape.additionalProperties === 'object') {
    for (const [key, entry] of written.entries) {
      const isTakenAway = entry.node.kind === 'scalar' && entry.node.value === null;
      if (!isTakenAway) yield* explained(shape.additionalProperties, entry.node, [...path, key]);
    }
  } else yield { path: pathText(path), value: treeValue(written), origin: written.where };
}

/** Every value in the order of the schema. */
export function explainScenario(loaded: LoadedScenario): Explained[] {
  const root = writtenSchema(schemaFor({ startSerial: 17_167 }));
  return [...explained(root, loaded.written, [])];
}
