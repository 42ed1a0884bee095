import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { absolute } from '../helpers/tree.ts';

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

/** Every planted house stands on these; alone they break nothing. */
const GROUND: Record<string, string> = {
  'dashboard/src/main.ts': 'export {};',
  'engine/base/money.ts': `import Decimal from 'decimal.js'; export const fen = (text: string): number => new Decimal(text).toNumber();`,
  'engine/state/world.ts': `import { fen } from '../base/money.ts'; export const world = { totalFen: fen('1') };`,
  'engine/state/truth.ts': `import type { world } from './world.ts'; export type Truth = typeof world;`,
  'engine/market/01-environment/drift.ts': `import type { Truth } from '../../state/truth.ts'; export const drift = (truth: Truth) => truth;`,
  'engine/market/05-match/match.ts': `import { world } from '../../state/world.ts'; export const match = () => world; export type Rule = 1;`,
  'engine/day.ts': `import { drift } from './market/01-environment/drift.ts'; import { match } from './market/05-match/match.ts'; export const day = [drift, match];`,
  'engine/simulate.ts': `import { day } from './day.ts'; export const simulate = () => day;`,
  'engine/experiments/worker.ts': `import { simulate } from '../simulate.ts'; export const work = simulate;`,
  'engine/storage/study.ts': `import { fen } from '../base/money.ts'; export const open = async () => [fen, await import('@duckdb/node-api')];`,
  'engine/cli/main.ts': `import { open } from '../storage/study.ts'; await open();`,
};

/** One breach each: what it is, the rule and file it must be reported for, and the files that make it. */
const PLANTED: readonly [title: string, breach: string, files: Record<string, string>][] = [
  [
    'a room importing a room',
    'room-imports-room: engine/market/06-contract/sign.ts',
    {
      'engine/market/06-contract/sign.ts': `import { match } from '../05-match/match.ts'; export const sign = match;`,
    },
  ],
  [
    'a room importing only a type of a room',
    'room-imports-room: engine/market/07-service/collect.ts',
    {
      'engine/market/07-service/collect.ts': `import type { Rule } from '../05-match/match.ts'; export type Collect = Rule;`,
    },
  ],
  [
    'base importing zod',
    'base-imports-decimal-alone: engine/base/check.ts',
    { 'engine/base/check.ts': `import { z } from 'zod'; export const check = z.string();` },
  ],
  [
    'the dashboard importing storage',
    'dashboard-sees-too-much: dashboard/src/open.ts',
    { 'dashboard/src/open.ts': `import { open } from '../../engine/storage/study.ts'; export { open };` },
  ],
  [
    'a component importing storage',
    'dashboard-sees-too-much: dashboard/src/Page.svelte',
    {
      'dashboard/src/Page.svelte': `<script lang="ts">import { open } from '../../engine/storage/study.ts'; void open();</script>`,
    },
  ],
  [
    'a worker reaching DuckDB through another file',
    'worker-reaches-duckdb: engine/experiments/worker.ts',
    {
      'engine/experiments/worker.ts': `import { save } from './save.ts'; export const work = save;`,
      'engine/experiments/save.ts': `import { open } from '../storage/study.ts'; export const save = open;`,
    },
  ],
  [
    'a decision reading the hidden truth',
    'truth-is-hidden: engine/market/05-match/peek.ts',
    {
      'engine/market/05-match/peek.ts': `import type { Truth } from '../../state/truth.ts'; export type Peek = Truth;`,
    },
  ],
  [
    'a room reading a file',
    'nothing-of-node-in-the-world: engine/market/05-match/load.ts',
    {
      'engine/market/05-match/load.ts': `import { readFileSync } from 'node:fs'; export const load = readFileSync;`,
    },
  ],
  [
    'a floor looking up',
    'floor-state: engine/state/shortcut.ts',
    {
      'engine/state/shortcut.ts': `import { match } from '../market/05-match/match.ts'; export const shortcut = match;`,
    },
  ],
  [
    'a function where only types may cross',
    'floor-state-types-only: engine/state/policy.ts',
    {
      'engine/state/policy.ts': `import { defaults } from '../scenario/defaults.ts'; export const policy = defaults;`,
      'engine/scenario/defaults.ts': `import { fen } from '../base/money.ts'; export const defaults = fen('1');`,
    },
  ],
  [
    'a package away from its home',
    'home-of-arquero: engine/metrics/table.ts',
    { 'engine/metrics/table.ts': `import { table } from 'arquero'; export const empty = table({});` },
  ],
  [
    'two files that need each other',
    'no-circles: engine/base/one.ts',
    {
      'engine/base/one.ts': `import { two } from './two.ts'; export const one = () => two;`,
      'engine/base/two.ts': `import { one } from './one.ts'; export const two = () => one;`,
    },
  ],
  [
    'a file nobody needs',
    'no-orphans: engine/base/left.ts',
    { 'engine/base/left.ts': `export const left = 1;` },
  ],
];

/** Breaches found in a house of these files, as `rule: file`. */
function breaches(files: Record<string, string>): string[] {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lendsim-walls-')));
  try {
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
      copyFileSync(absolute(name), join(folder, name));
    }
    symlinkSync(realpathSync(absolute('node_modules')), join(folder, 'node_modules'));
    for (const [path, source] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    const program = fileURLToPath(absolute('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'));
    const config = join(folder, '.dependency-cruiser.cjs');
    const run = spawnSync(
      process.execPath,
      [program, 'engine', 'dashboard', '--config', config, '--output-type', 'json'],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    if (run.stdout === '') throw new Error(`dependency-cruiser did not run: ${run.stderr}`);
    const { summary } = JSON.parse(run.stdout) as { summary: { violations: Violation[] } };
    return summary.violations.map(({ rule, from }) => `${rule.name}: ${from}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the walls', () => {
  let found: string[];
  beforeAll(() => {
    found = breaches(
      Object.assign({}, GROUND, ...PLANTED.map(([, , files]) => files)) as Record<string, string>,
    );
  });

  it('let the plain house stand', () => {
    expect(breaches(GROUND)).toEqual([]);
  });

  it.each(PLANTED)('stop %s', (_, breach) => {
    expect(found).toContain(breach);
  });
});
