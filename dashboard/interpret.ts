/**
 * Runs the small expressions that Arquero generates without `Function`, because the page's policy forbids eval.
 * Expressions arrive parsed (ESTree); each node becomes a closure once and is then called per row.
 */

export interface AstNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

type Scope = Record<string, unknown>;
type Run = (scope: Scope) => unknown;

const node = (value: unknown) => value as AstNode;
const nodes = (value: unknown) => value as readonly AstNode[];

const BINARY: Readonly<Record<string, (a: never, b: never) => unknown>> = {
  '+': (a: number, b: number) => a + b,
  '-': (a: number, b: number) => a - b,
  '*': (a: number, b: number) => a * b,
  '/': (a: number, b: number) => a / b,
  '%': (a: number, b: number) => a % b,
  '**': (a: number, b: number) => a ** b,
  '&': (a: number, b: number) => a & b,
  '|': (a: number, b: number) => a | b,
  '^': (a: number, b: number) => a ^ b,
  '<<': (a: number, b: number) => a << b,
  '>>': (a: number, b: number) => a >> b,
  '>>>': (a: number, b: number) => a >>> b,
  '<': (a: number, b: number) => a < b,
  '>': (a: number, b: number) => a > b,
  '<=': (a: number, b: number) => a <= b,
  '>=': (a: number, b: number) => a >= b,
  '===': (a: unknown, b: unknown) => a === b,
  '!==': (a: unknown, b: unknown) => a !== b,
  // eslint-disable-next-line eqeqeq -- what the expression says
  '==': (a: unknown, b: unknown) => a == b,
  // eslint-disable-next-line eqeqeq -- what the expression says
  '!=': (a: unknown, b: unknown) => a != b,
};

const UNARY: Readonly<Record<string, (value: never) => unknown>> = {
  '!': (value: unknown) => !value,
  '-': (value: number) => -value,
  '+': (value: number) => +value,
  '~': (value: number) => ~value,
  typeof: (value: unknown) => typeof value,
};

/** Value of a parsed expression with these names bound. A kind of node Arquero does not generate is an error. */
export function evaluate(ast: AstNode, names: Readonly<Scope>): unknown {
  return build(ast)({ undefined, Math, Date, Infinity, NaN, ...names });
}

function operator<F>(table: Readonly<Record<string, F>>, sign: unknown): F {
  const found = table[String(sign)];
  if (found === undefined) throw new SyntaxError(`no operator ${String(sign)} in table expressions`);
  return found;
}

function build(ast: AstNode): Run {
  switch (ast.type) {
    case 'Literal':
      return () => ast['value'];
    case 'Identifier':
      return (scope) => scope[String(ast['name'])];
    case 'ParenthesizedExpression':
      return build(node(ast['expression']));
    case 'MemberExpression':
      return member(ast);
    case 'CallExpression':
      return call(ast);
    case 'ArrowFunctionExpression':
      return arrow(ast);
    case 'BinaryExpression':
      return binary(ast);
    case 'LogicalExpression':
      return logical(ast);
    case 'UnaryExpression':
      return unary(ast);
    case 'ConditionalExpression':
      return conditional(ast);
    case 'ObjectExpression':
      return object(ast);
    case 'ArrayExpression':
      return array(ast);
    case 'BlockStatement':
      return block(ast);
    case 'ExpressionStatement':
      return build(node(ast['expression']));
    default:
      throw new SyntaxError(`no ${ast.type} in table expressions`);
  }
}

function property(ast: AstNode): Run {
  const name = node(ast['property']);
  return ast['computed'] === true ? build(name) : () => name['name'];
}

function member(ast: AstNode): Run {
  const target = build(node(ast['object']));
  const key = property(ast);
  return (scope) => (target(scope) as Scope)[String(key(scope))];
}

function call(ast: AstNode): Run {
  const callee = node(ast['callee']);
  const args = nodes(ast['arguments']).map(build);
  if (callee.type !== 'MemberExpression') {
    const target = build(callee);
    return (scope) => (target(scope) as (...values: unknown[]) => unknown)(...args.map((arg) => arg(scope)));
  }
  const target = build(node(callee['object']));
  const key = property(callee);
  return (scope) => {
    const self = target(scope) as Record<string, (...values: unknown[]) => unknown>;
    const name = String(key(scope));
    if (typeof self[name] !== 'function') throw new TypeError(`${name} is not a function`);
    return self[name](...args.map((arg) => arg(scope)));
  };
}

function arrow(ast: AstNode): Run {
  const params = nodes(ast['params']).map((param) => String(param['name']));
  const body = build(node(ast['body']));
  return (scope) =>
    (...values: unknown[]) => {
      const inner = Object.create(scope) as Scope;
      for (const [index, param] of params.entries()) inner[param] = values[index];
      return body(inner);
    };
}

function binary(ast: AstNode): Run {
  const apply = operator(BINARY, ast['operator']) as (a: unknown, b: unknown) => unknown;
  const left = build(node(ast['left']));
  const right = build(node(ast['right']));
  return (scope) => apply(left(scope), right(scope));
}

function logical(ast: AstNode): Run {
  const left = build(node(ast['left']));
  const right = build(node(ast['right']));
  switch (ast['operator']) {
    case '&&':
      return (scope) => left(scope) && right(scope);
    case '||':
      return (scope) => left(scope) || right(scope);
    default:
      return (scope) => left(scope) ?? right(scope);
  }
}

function unary(ast: AstNode): Run {
  const apply = operator(UNARY, ast['operator']) as (value: unknown) => unknown;
  const value = build(node(ast['argument']));
  return (scope) => apply(value(scope));
}

function conditional(ast: AstNode): Run {
  const [test, yes, no] = [ast['test'], ast['consequent'], ast['alternate']].map((part) => build(node(part)));
  return (scope) => (test?.(scope) ? yes?.(scope) : no?.(scope));
}

function object(ast: AstNode): Run {
  const entries = nodes(ast['properties']).map((entry) => {
    const key = node(entry['key']);
    const name = key.type === 'Identifier' ? String(key['name']) : String(key['value']);
    return [name, build(node(entry['value']))] as const;
  });
  return (scope) => {
    const made: Scope = {};
    for (const [name, value] of entries) made[name] = value(scope);
    return made;
  };
}

function array(ast: AstNode): Run {
  const elements = nodes(ast['elements']).map(build);
  return (scope) => elements.map((element) => element(scope));
}

function block(ast: AstNode): Run {
  const statements = nodes(ast['body']).map(build);
  return (scope) => {
    for (const statement of statements) statement(scope);
    return undefined;
  };
}
