/** The real pieces, imported only when a command needs them: start-up stays fast. */
import { existsSync, readFileSync } from 'node:fs';
import { UserError } from '../base/problems.ts';
import type { Variant } from '../experiments/index.ts';
import type { Pieces, ScenarioRequest, ServerOptions } from './pieces.ts';
import { ENGINE_VERSION } from './version.ts';

/** Library of scenarios, from the folder in which the program is started. */
const SCENARIOS_DIR = 'scenarios';

/** Imports a module of another part by a name the compiler does not follow. */
async function part(path: string): Promise<Record<string, unknown>> {
  try {
    return (await import(new URL(path, import.meta.url).href)) as Record<string, unknown>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UserError(2, [
      { code: 'part-missing', where: 'lendsim', path: '', value: path, message: `this build lacks ${path}` },
    ]);
  }
}

/** The part of the scenario module's loader that is used here. */
type LoadScenario = (
  nameOrPath: string,
  options: {
    readonly set: readonly string[];
    readonly readFile: (path: string) => string | null;
    readonly scenariosDir: string;
  },
) => {
  readonly scenario: { readonly name: string; readonly title: { readonly en: string; readonly zh: string } };
  readonly canonicalJson: string;
  readonly hash: string;
};

function variantOf(load: LoadScenario, name: string, request: ScenarioRequest): Variant {
  const readFile = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);
  const { scenario, canonicalJson, hash } = load(name, {
    set: request.overrides,
    readFile,
    scenariosDir: SCENARIOS_DIR,
  });
  return { name: scenario.name, title: scenario.title.en, canonicalJson, hash };
}

/** Pieces of the shipped program. LENDSIM_PIECES names a module with others; tests use it. */
export async function defaultPieces(): Promise<Pieces> {
  const other = process.env['LENDSIM_PIECES'];
  if (other !== undefined && other !== '') return ((await import(other)) as { pieces: Pieces }).pieces;
  return {
    loadScenarios: async (request) => {
      const module = await part('../scenario/index.ts');
      return request.scenarios.map((name) =>
        variantOf(module['loadScenario'] as LoadScenario, name, request),
      );
    },
    worker: new URL('../experiments/worker.ts', import.meta.url),
    engineVersion: ENGINE_VERSION,
    startServer: async (options) => {
      const module = await part('../api/server.ts');
      return (module['startServer'] as (options: ServerOptions) => Promise<unknown>)(options);
    },
  };
}
