/** The house's style rules. Each message says what to do instead; the walls between modules are in .dependency-cruiser.cjs. */
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import svelteConfig from './svelte.config.js';
import ts from 'typescript-eslint';
import { defineConfig, globalIgnores } from 'eslint/config';

/** Floors 0-4: everything that decides what happens in a simulated world. */
const DETERMINISTIC = [
  'engine/{base,random,finance,ledger,scenario,state,settle,market,opening,draws,metrics,laws}/**/*.ts',
  'engine/{day,simulate,outcome}.ts',
];

/** Their bits differ between versions of the runtime, so a study would not replay. */
const INEXACT_MATH = [
  ...['pow', 'exp', 'expm1', 'log', 'log1p', 'log2', 'log10', 'cbrt', 'hypot'],
  ...[
    'sin',
    'cos',
    'tan',
    'asin',
    'acos',
    'atan',
    'atan2',
    'sinh',
    'cosh',
    'tanh',
    'asinh',
    'acosh',
    'atanh',
  ],
];

const useOwnMath = 'its last bits differ between runtimes: use base/mathx, or * and / written out';
const useDay = 'the engine knows no clock: time is a Day, counted from the first day of the scenario';
const useStream = 'chance comes from a named stream of engine/random';
const atTheEdge =
  'the engine reads nothing around it: take the value as an argument, given by engine/cli or engine/api';

const noDefaultExport = [
  {
    selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
    message: 'export by name, so that a thing is called the same everywhere',
  },
];

const noAmbientState = [
  {
    selector:
      'Program > VariableDeclaration[kind="let"], Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]',
    message: 'module-level `let` outlives a replication: keep it in a column or a scalar of the world',
  },
  {
    selector: 'BinaryExpression[operator="**"], AssignmentExpression[operator="**="]',
    message: `no **: ${useOwnMath}`,
  },
  {
    selector:
      'CallExpression[callee.property.name=/^(localeCompare|toLocaleString|toLocaleUpperCase|toLocaleLowerCase)$/]',
    message: 'locale data differ between machines: compare with < or format at the edge',
  },
];

const restricted = (names, message) => names.map((name) => ({ name, message }));

export default defineConfig(
  globalIgnores(['dist', 'data', 'coverage', 'test-results', 'node_modules']),
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      // Published coefficients are written with all their digits.
      'no-loss-of-precision': 'off',
      'no-restricted-syntax': ['error', ...noDefaultExport],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      // What implements an asynchronous contract may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
    },
  },
  {
    files: ['engine/**/*.ts', 'test/**/*.ts'],
    // A typed column gives `number | undefined` at every read; the row id is the proof.
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: DETERMINISTIC,
    rules: {
      'no-restricted-syntax': ['error', ...noDefaultExport, ...noAmbientState],
      'no-restricted-globals': [
        'error',
        ...restricted(['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate'], useDay),
        ...restricted(['crypto'], useStream),
        ...restricted(['process', 'globalThis', 'global', 'fetch', 'Intl', 'console'], atTheEdge),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: useStream },
        ...INEXACT_MATH.map((property) => ({ object: 'Math', property, message: useOwnMath })),
      ],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*'], message: atTheEdge },
            {
              regex: '^(fs|path|os|crypto|process|util|worker_threads|child_process|perf_hooks|url)(/|$)',
              message: atTheEdge,
            },
          ],
        },
      ],
    },
  },
  { files: ['engine/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser, svelteConfig } },
    // A map built and returned within one derivation needs no reactivity of its own.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  {
    files: ['**/*.svelte'],
    // The linter does not know the types of props, snippets and other components; svelte-check does and is strict.
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
    },
  },
  { files: ['dashboard/**/*.ts'], languageOptions: { globals: globals.browser } },
  {
    files: ['**/*.svelte', '*.config.{js,ts}', '**/*.config.{js,ts}', '.*.cjs'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    // The matchers of vitest are typed `any`.
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    ...ts.configs.disableTypeChecked,
  },
);
