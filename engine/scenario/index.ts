/** Scenarios: what may be written, and what it resolves to. */

export { canonicalJson, resolvedFromJson } from './canonical.ts';
export { loadScenario, parseScenario } from './load.ts';
export type { LoadedScenario, LoadOptions, ReadFile } from './load.ts';
export type { Scenario } from './scenario.ts';
