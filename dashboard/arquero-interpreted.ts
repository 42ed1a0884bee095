/** Build step: gives Arquero an interpreter in place of `Function`, so that the page runs under a policy without eval. */
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const interpreter = JSON.stringify(fileURLToPath(new URL('./interpret.ts', import.meta.url)));

/** What replaces the module: its whole text, or a new end from a line of it on. */
type Replacement = string | { readonly head: string; readonly from: string; readonly end: string };

const HEAD = `import { parseExpressionAt } from 'acorn';
import { evaluate } from ${interpreter};
const run = (code, names) => evaluate(parseExpressionAt(code, 0, { ecmaVersion: 2020 }), names);
`;

// Nothing (null, undefined) comes before everything, NaN before numbers; `desc` turns all of it round.
const COMPARE_END = `
  const data = table.data();
  const parts = names.map((name, i) => {
    const { desc, collate } = fields.get(name);
    const pair = run('(op, fn, data, a, b, ka, kb) => [' + exprs[i][0] + ', ' + exprs[i][1] + ']', {});
    return { sign: desc ? -1 : 1, collate, pair };
  });
  return (a, b) => {
    for (const { sign, collate, pair } of parts) {
      const [u, v] = pair(op, fn, data, a, b, keys?.[a], keys?.[b]);
      const order = orderOf(u, v, collate);
      if (order !== 0) return sign * order;
    }
    return 0;
  };
}
function orderOf(u, v, collate) {
  if (u == null || v == null) return u == null ? (v == null ? 0 : -1) : 1;
  if (collate) return collate(u, v);
  if (u < v) return -1;
  if (u > v) return 1;
  const x = u instanceof Date ? +u : u;
  const y = v instanceof Date ? +v : v;
  return x !== x && y === y ? -1 : y !== y && x === x ? 1 : 0;
}`;

// The modules of Arquero that make functions from text, with the same exports.
const REPLACED: Readonly<Record<string, Replacement>> = {
  'arquero/src/expression/compare.js': {
    head: HEAD,
    from: '  // generate comparison code for each field',
    end: COMPARE_END,
  },
  'arquero/src/expression/compile.js': `${HEAD}
import { functions } from '../op/index.js';
export const compile = {
  escape: (code, fn, $) => run(code, { fn, $ }),
  expr: (code, $) => run('(row,data,op)=>' + code, { fn: functions, $ }),
  expr2: (code, $) => run('(row0,data0,row,data)=>' + code, { fn: functions, $ }),
  join: (code, $) => run('(row1,data1,row2,data2)=>' + code, { fn: functions, $ }),
  param: (code, $) => run(code, { fn: functions, $ }),
};`,
  'arquero/src/util/unroll.js': `${HEAD}
export function unroll(args, code, ...lists) {
  const names = {};
  lists.forEach((list, j) => list.forEach((item, i) => { names[['_', '$'][j] + i] = item; }));
  return run('(' + args + ') => ' + code, names);
}`,
};

/** Fails the build when Arquero has moved the modules, instead of letting the page fail in the browser. */
export function arqueroInterpreted(): Plugin {
  const left = new Set(Object.keys(REPLACED));
  return {
    name: 'arquero-interpreted',
    apply: 'build',
    transform(code, id) {
      const path = id.replaceAll('\\', '/').split('?')[0] ?? '';
      const name = Object.keys(REPLACED).find((end) => path.endsWith(end));
      if (name === undefined) return null;
      left.delete(name);
      return { code: replaced(code, REPLACED[name] ?? ''), map: null };
    },
    buildEnd(error) {
      if (!error && left.size > 0)
        this.error(`Arquero no longer has ${[...left].join(', ')}: adapt arquero-interpreted.ts`);
    },
  };
}

function replaced(code: string, replacement: Replacement): string {
  if (typeof replacement === 'string') return replacement;
  const start = code.indexOf(replacement.from);
  if (start < 0)
    throw new Error(`Arquero has changed near "${replacement.from.trim()}": adapt arquero-interpreted.ts`);
  return replacement.head + code.slice(0, start) + replacement.end;
}
