/** The schema as plain JSON Schema, and questions asked of it. */

import { z } from 'zod';
import type { Path } from '../tree.ts';

/** The part of a JSON Schema that the program itself reads. */
export interface JsonNode {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, JsonNode>>;
  readonly additionalProperties?: JsonNode | boolean;
  readonly items?: JsonNode;
  readonly anyOf?: readonly JsonNode[];
  readonly oneOf?: readonly JsonNode[];
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly title?: string;
  readonly default?: unknown;
  readonly description?: string;
  readonly 'x-is'?: string;
  readonly 'x-unit'?: string;
  readonly 'x-range'?: string;
  readonly 'x-source'?: string;
  readonly 'x-dated'?: boolean;
}

/** JSON Schema (draft-7) of what may be written. */
export function writtenSchema(schema: z.ZodType): JsonNode {
  return z.toJSONSchema(schema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as JsonNode;
}

/** Candidates that a node stands for: itself and its alternatives. */
function alternatives(node: JsonNode): JsonNode[] {
  return [node, ...(node.anyOf ?? []).flatMap(alternatives), ...(node.oneOf ?? []).flatMap(alternatives)];
}

function child(node: JsonNode, step: string | number): JsonNode | undefined {
  for (const one of alternatives(node)) {
    const property = one.properties?.[String(step)];
    if (property !== undefined) return property;
    if (typeof one.additionalProperties === 'object') return one.additionalProperties;
    if (typeof step === 'number' && one.items !== undefined) return one.items;
  }
  return undefined;
}

/** Keys that the map at a path may have; none if its keys are free. */
export function keysAt(schema: z.ZodType, path: Path): string[] {
  let node: JsonNode | undefined = writtenSchema(schema);
  for (const step of path) node = node === undefined ? undefined : child(node, step);
  if (node === undefined) return [];
  return [...new Set(alternatives(node).flatMap((one) => Object.keys(one.properties ?? {})))];
}
