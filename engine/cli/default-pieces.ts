/** The real pieces, imported only when a command needs them: start-up stays fast. */
import { UserError } from '../base/problems.ts';
import type { Variant } from '../experiments/index.ts';
import { ScenarioError, type ScenarioProblems } from '../scenario/report.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Pieces, ScenarioRequest } from './pieces.ts';
import { ENGINE_VERSION } from './version.ts';

/** The worker's module: beside the source when run from source, at the top of the bundle when built. */
function workerModule(): URL {
  const here = import.meta.url;
  if (here.endsWith('.ts')) return new URL('../experiments/worker.ts', here);
  return new URL(here.includes('/chunks/') ? '../worker.js' : './worker.js', here);
}

/** Resolves every scenario before it complains, so that all problems of all files are told at once. */
async function loadScenarios(request: ScenarioRequest): Promise<readonly Variant[]> {
  const { loadScenarioFile, problemTitle, scenarioFile, variantOf } = await import('./scenario-files.ts');
  const wrong: ScenarioProblems[] = [];
  const variants: Variant[] = [];
  const load = (file: string, set: readonly string[], place: string): Scenario | null => {
    try {
      const loaded = loadScenarioFile(file, set);
      variants.push(variantOf(loaded));
      return loaded.scenario;
    } catch (error) {
      if (!(error instanceof UserError) || error.exitCode !== 3) throw error;
      wrong.push({ title: place, problems: error.problems });
      return null;
    }
  };
  for (const file of request.scenarios) {
    const plain = load(file, request.overrides, problemTitle(scenarioFile(file), request.overrides));
    if (plain === null) continue;
    for (const { name, overrides } of request.changes) {
      const { en, zh } = plain.title;
      const title = JSON.stringify({ en: `${en}: ${name}`, zh: `${zh}：${name}` });
      const set = [...request.overrides, ...overrides, `name=${plain.name}-${name}`, `title=${title}`];
      load(file, set, `${scenarioFile(file)} + --variant ${name}`);
    }
  }
  if (wrong.length > 0) throw new ScenarioError(wrong);
  return variants;
}

/** Pieces of the shipped program. LENDSIM_PIECES names a module with others; tests use it. */
export async function defaultPieces(): Promise<Pieces> {
  const other = process.env['LENDSIM_PIECES'];
  if (other !== undefined && other !== '') return ((await import(other)) as { pieces: Pieces }).pieces;
  return {
    loadScenarios,
    worker: workerModule(),
    engineVersion: ENGINE_VERSION,
    startServer: async (options) => {
      const { serveStudies } = await import('./study-server.ts');
      return serveStudies(options);
    },
  };
}
