/** The dashboard's server over a folder of study files: puts API and storage together. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer, ServerStartError, type RunningServer } from '../api/server.ts';
import { studyFilesIn, studyFileStore } from '../api/study-files.ts';
import type { StudyStore as ServedStudies } from '../api/types.ts';
import { UserError } from '../base/problems.ts';
import { StudyStore } from '../storage/index.ts';
import type { ServerOptions } from './pieces.ts';

/** Starts the server and says where it is; the process stays until it is stopped. */
export async function serveStudies(options: ServerOptions): Promise<RunningServer> {
  const store = await StudyStore.create();
  try {
    const server = await startServer({
      store: studiesOf(store, options),
      port: options.port,
      host: options.host,
      ...dashboardFolder(),
      log: (line) => {
        if (/ 5\d\d /.test(line)) process.stderr.write(`${line}\n`);
      },
    });
    process.stdout.write(`Dashboard ${server.url}   (Ctrl-C ends it)\n`);
    const stop = (): void => {
      void server
        .close()
        .then(() => store.close())
        .then(() => process.exit(0));
    };
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    return server;
  } catch (error) {
    await store.close();
    if (!(error instanceof ServerStartError)) throw error;
    const { code, message, hint } = error;
    throw new UserError(5, [{ code, where: 'serve', path: '', value: options.port, message, hint }]);
  }
}

/** The built dashboard beside the bundle, or in `dist` when run from source. */
function dashboardFolder(): { staticDir: string } | Record<string, never> {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    for (const candidate of [join(folder, 'dashboard'), join(folder, 'dist', 'dashboard')]) {
      if (existsSync(join(candidate, 'index.html')) && existsSync(join(candidate, 'assets')))
        return { staticDir: candidate };
    }
    if (dirname(folder) === folder) return {};
  }
}

/** The studies asked for; a file that can't be read is told on stderr, once. */
function studiesOf(store: StudyStore, { studiesDir, studyFile }: ServerOptions): ServedStudies {
  const told = new Set<string>();
  return studyFileStore({
    open: (path) => store.open(path),
    files: () => (studyFile === undefined ? studyFilesIn(resolve(studiesDir)) : Promise.resolve([studyFile])),
    log: (line) => {
      if (!told.has(line)) process.stderr.write(`${line}\n`);
      told.add(line);
    },
  });
}
