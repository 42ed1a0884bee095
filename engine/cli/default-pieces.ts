/** The real pieces, imported only when a command needs them: start-up stays fast. */
import { UserError } from '../base/problems.ts';
import type { Pieces, ScenarioRequest, ServerOptions } from './pieces.ts';
import { ENGINE_VERSION } from './version.ts';

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

/** Pieces of the shipped program. LENDSIM_PIECES names a module with others; tests use it. */
export async function defaultPieces(): Promise<Pieces> {
  const other = process.env['LENDSIM_PIECES'];
  if (other !== undefined && other !== '') return ((await import(other)) as { pieces: Pieces }).pieces;
  return {
    loadScenarios: async (request) => {
      const module = await part('../scenario/load.ts');
      return (module['loadScenarios'] as (request: ScenarioRequest) => ReturnType<Pieces['loadScenarios']>)(
        request,
      );
    },
    worker: new URL('./worker.ts', import.meta.url),
    engineVersion: ENGINE_VERSION,
    startServer: async (options) => {
      const module = await part('../api/server.ts');
      return (module['startServer'] as (options: ServerOptions) => Promise<unknown>)(options);
    },
  };
}
