import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { evaluate, type AstNode } from '../../dashboard/interpret.ts';

function run(code: string, names: Record<string, unknown> = {}): unknown {
  const [statement] = parseAst(`(${code})`).body as unknown as { expression: AstNode }[];
  if (!statement) throw new Error('no expression');
  return evaluate(statement.expression, names);
}

const row = { at: (index: number) => [3, 4, null][index], add: (value: number) => value + 1 };

// What the expression would give if it were evaluated as JavaScript.
test.each([
  ['1 + 2 * 3', 7],
  ['-(2 ** 3) % 5', -3],
  ['!0 && typeof "a"', 'string'],
  ['null ?? 0 ?? 1', 0],
  ['0 || 5', 5],
  ['1 < 2 ? "yes" : "no"', 'yes'],
  ['data["a b"].at(1)', 4],
  ['row.at(2) == null', true],
  ['row.at(2) === undefined', false],
  ['[1, 2].map((x) => x + data.k)', [11, 12]],
  ['({ a: 1, "b c": row.add(1) })', { a: 1, 'b c': 2 }],
  ['((a) => (b) => a - b)(5)(3)', 2],
])('%s', (code, expected) => {
  expect(run(code, { row, data: { 'a b': row, k: 10 } })).toEqual(expected);
});

test('a block runs all its statements', () => {
  const seen: number[] = [];
  (run('(x) => { s.push(x); s.push(x + 1); }', { s: seen }) as (x: number) => void)(7);
  expect(seen).toEqual([7, 8]);
});

test('what table expressions never hold is an error, not a guess', () => {
  expect(() => run('new Date()')).toThrow('no NewExpression');
  expect(() => run('a = 1')).toThrow('no AssignmentExpression');
  expect(() => run('data.nope()', { data: {} })).toThrow('nope is not a function');
});
