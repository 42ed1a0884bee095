/**
 * The walls of the house: which module may import which. A module sees its own folder and what its line names, nothing else.
 * A rule's comment says what a breach probably means and what to do instead. An exception is a named entry here, never an inline ignore.
 */

const floor = (name) =>
  ['day', 'simulate', 'outcome'].includes(name) ? `^engine/${name}\\.ts$` : `^engine/${name}/`;
const npm = (name) => `(^|/)node_modules/${name}(/|$)`;
const anyOf = (names, pattern) => names.map(pattern).join('|');

/** Folders of floors 0 to 3. */
const WORLD = 'base random finance ledger scenario state draws settle market opening metrics laws'.split(' ');

/** Floors from the ground up: `sees` may be imported, `types` by `import type` only. */
const FLOORS = {
  base: { sees: [] },
  random: { sees: ['base'] },
  finance: { sees: ['base'] },
  ledger: { sees: ['base'] },
  scenario: { sees: ['base'] },
  // A world holds its streams and its schedules.
  state: { sees: ['base', 'ledger', 'random', 'finance'], types: ['scenario'] },
  draws: { sees: ['base', 'random', 'state'], types: ['scenario'] },
  settle: { sees: ['base', 'ledger', 'state'], types: ['scenario'] },
  market: {
    sees: ['base', 'random', 'finance', 'ledger', 'state', 'draws', 'settle', 'outcome'],
    types: ['scenario'],
  },
  opening: {
    sees: ['base', 'random', 'finance', 'ledger', 'state', 'draws', 'settle', 'outcome'],
    types: ['scenario'],
  },
  // What a lender's claims are worth is worked out where lots are walked; a cohort's return is an IRR.
  metrics: { sees: ['base', 'finance', 'ledger', 'state', 'settle', 'outcome'] },
  laws: { sees: ['base', 'ledger', 'state', 'outcome'] },
  outcome: { sees: ['metrics'] },
  day: { sees: [...WORLD, 'outcome'] },
  simulate: { sees: [...WORLD, 'outcome', 'day'] },
  experiments: { sees: ['base', 'random', 'scenario', 'metrics', 'simulate', 'outcome'] },
  // The audit of the statements reads the same mapping of reasons as they do.
  storage: { sees: ['base', 'ledger', 'metrics', 'outcome'], types: ['simulate'] },
};

const DETERMINISTIC = [...WORLD, 'day', 'simulate', 'outcome'].map(floor).join('|');

/** The one place a package is used; a change of package then touches one folder. */
const HOMES = {
  seedrandom: ['^engine/random/'],
  'decimal\\.js': ['^engine/(base|finance)/'],
  zod: ['^engine/(scenario|api)/'],
  yaml: ['^engine/scenario/'],
  'simple-statistics': ['^engine/experiments/'],
  piscina: ['^engine/experiments/'],
  '@duckdb/node-api': ['^engine/storage/'],
  hono: ['^engine/api/'],
  '@hono/node-server': ['^engine/api/'],
  commander: ['^engine/cli/'],
  'cli-table3': ['^engine/cli/'],
  picocolors: ['^engine/cli/'],
  arquero: ['^dashboard/'],
  vega: ['^dashboard/'],
  'vega-lite': ['^dashboard/'],
  'vega-embed': ['^dashboard/'],
  svelte: ['^dashboard/'],
  'svelte-spa-router': ['^dashboard/'],
};

const floorRules = Object.entries(FLOORS).flatMap(([name, { sees, types = [] }]) => {
  const rules = [
    {
      name: `floor-${name}`,
      comment:
        `${name} may import ${[...sees, ...types.map((type) => `${type} (types)`)].join(', ') || 'nothing of ours'}. ` +
        'Probably a helper sits on the wrong floor: move it down to where both can see it, or take the value as an argument.',
      severity: 'error',
      from: { path: floor(name) },
      to: { path: '^(engine|dashboard)/', pathNot: anyOf([name, ...sees, ...types], floor) },
    },
  ];
  // Market room 13 may also see the metrics, its line of the table; triggers test any figure of it.
  if (name === 'market') {
    rules[0].from.pathNot = '^engine/market/(13-|triggers/)';
    rules.push({
      ...rules[0],
      name: 'floor-market-observe',
      from: { path: '^engine/market/(13-|triggers/)' },
      to: { ...rules[0].to, pathNot: anyOf([name, ...sees, ...types, 'metrics'], floor) },
    });
  }
  if (types.length > 0) {
    rules.push({
      name: `floor-${name}-types-only`,
      comment:
        `${name} may know only the types of ${types.join(', ')}. Write \`import type\`; if it needs the function, ` +
        'its result should arrive as an argument or sit in the world already.',
      severity: 'error',
      from: { path: floor(name) },
      to: { path: anyOf(types, floor), dependencyTypesNot: ['type-only'] },
    });
  }
  return rules;
});

const homeRules = Object.entries(HOMES).map(([name, homes]) => ({
  name: `home-of-${name.replaceAll('\\', '').replaceAll('/', '-')}`,
  comment: `this package is used in ${homes.join(', ')} only. Import what that folder makes of it.`,
  severity: 'error',
  from: { path: '^(engine|dashboard)/', pathNot: homes.join('|') },
  to: { path: npm(name) },
}));

module.exports = {
  forbidden: [
    ...floorRules,
    ...homeRules,
    {
      name: 'no-circles',
      comment:
        'two files that need each other are one thing, or hide a third: merge them, or move what both need into a file below.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment:
        'nobody imports it and it imports nothing: probably left over. Delete it, or name it here as a way in.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '\\.config\\.(js|ts)$',
          '^engine/(cli/main|experiments/worker|index)\\.ts$',
          '^dashboard/src/main\\.ts$',
          // dashboard/arquero-interpreted.ts puts it in the place of a file of arquero, by its path.
          '^dashboard/interpret\\.ts$',
          '^test/.*\\.(test|bench)\\.ts$',
        ],
      },
      to: {},
    },
    {
      name: 'no-unresolved',
      comment:
        'the imported file or package is not there: a wrong path, or a package missing from package.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'room-imports-room',
      comment:
        'market rooms meet in the world only. Probably one room needs what another worked out: store it in a column of engine/state, ' +
        'move a formula to engine/finance, or the walk over lots to engine/settle.',
      severity: 'error',
      from: { path: '^engine/market/([^/]+)/' },
      to: { path: '^engine/market/', pathNot: '^engine/market/$1/' },
    },
    {
      name: 'base-imports-decimal-alone',
      comment:
        'base is the ground everything stands on; it may use decimal.js and nothing else. Parse and check at engine/scenario.',
      severity: 'error',
      from: { path: floor('base') },
      to: { pathNot: `${floor('base')}|${npm('decimal\\.js')}` },
    },
    {
      name: 'package-without-a-home',
      comment: 'a package new to the house: decide which one folder uses it and name that in HOMES.',
      severity: 'error',
      from: { path: '^(engine|dashboard)/' },
      to: { path: 'node_modules/', pathNot: [...Object.keys(HOMES).map(npm), npm('@types'), npm('vite')] },
    },
    {
      name: 'nothing-of-node-in-the-world',
      comment:
        'the deterministic floors read no file, clock or environment. Take the value as an argument, read it in engine/cli.',
      severity: 'error',
      from: { path: DETERMINISTIC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'truth-is-hidden',
      comment:
        'engine/state/truth.ts holds what no participant can know (true quality, true intentions). A decision must rest on evidence: ' +
        'read the observed columns, or produce a noisy signal in market/03-assess/evidence.ts.',
      severity: 'error',
      from: {
        path: '^(engine|dashboard)/',
        pathNot: [
          '^engine/state/',
          '^engine/market/(01-environment|02-acquire|07-service|08-recover)/',
          '^engine/market/03-assess/evidence\\.ts$',
          '^engine/opening/',
        ],
      },
      to: { path: '^engine/state/truth\\.ts$' },
    },
    {
      name: 'worker-reaches-duckdb',
      comment:
        'two threads on one DuckDB file corrupt it without an error. A worker hands typed arrays to the main thread; only engine/storage writes. ' +
        'Look for the file on the path that imports engine/storage.',
      severity: 'error',
      from: { path: '^engine/experiments/worker\\.ts$' },
      to: { path: npm('@duckdb'), reachable: true },
    },
    {
      name: 'dashboard-sees-too-much',
      comment:
        'the dashboard talks to the server over HTTP. It may import engine/api/types.ts and the words of engine/metrics (catalog.ts, ledger-words.ts); everything else is asked for by a route.',
      severity: 'error',
      from: { path: '^dashboard/' },
      to: { path: '^engine/', pathNot: '^engine/(api/types|metrics/(catalog|ledger-words))\\.ts$' },
    },
    {
      name: 'engine-imports-dashboard',
      comment: 'the engine runs without a browser. What both need belongs in engine/api/types.ts.',
      severity: 'error',
      from: { path: '^engine/' },
      to: { path: '^dashboard/' },
    },
    {
      name: 'api-imports-cli',
      comment:
        'the command line puts everything together and starts the server, not the other way round. Pass it in as an argument.',
      severity: 'error',
      from: { path: '^engine/api/' },
      to: { path: '^engine/cli/' },
    },
    {
      name: 'nobody-imports-tests',
      comment: 'test code is not shipped. What the product needs belongs in engine or dashboard.',
      severity: 'error',
      from: { path: '^(engine|dashboard)/' },
      to: { path: '^test/' },
    },
    {
      name: 'nobody-imports-the-build',
      comment: 'dist is made from the sources. Import the source, or start the built file as a process.',
      severity: 'error',
      from: {},
      to: { path: '^dist/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'require', 'node', 'default', 'types'],
    },
  },
};
