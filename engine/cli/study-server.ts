/** The dashboard's server over a folder of study files: puts API and storage together. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer, ServerStartError, type RunningServer } from '../api/server.ts';
import { sqlStudyStore, type SqlReader } from '../api/store.ts';
import type { StudySummary, VariantSummary } from '../api/types.ts';
import { UserError } from '../base/problems.ts';
import { StudyStore, type StudyReader } from '../storage/index.ts';
import type { ServerOptions } from './pieces.ts';

/** Starts the server and says where it is; the process stays until it is stopped. */
export async function serveStudies(options: ServerOptions): Promise<RunningServer> {
  const store = await StudyStore.create();
  try {
    const server = await startServer({
      store: sqlStudyStore(readerOf(store, options)),
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

/** Reads studies by id; files that can't be read are told on stderr and left out of the list. */
function readerOf(store: StudyStore, options: ServerOptions): SqlReader {
  const paths = new Map<string, string>();
  const told = new Set<string>();
  async function list(): Promise<readonly StudySummary[]> {
    const summaries: StudySummary[] = [];
    for (const path of studyFiles(options)) {
      try {
        const summary = await summaryOf(await store.open(path), path);
        paths.set(summary.id, path);
        summaries.push(summary);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        if (!told.has(path)) process.stderr.write(`${error.message}\n`);
        told.add(path);
      }
    }
    return summaries.sort((a, b) => (a.writtenAt < b.writtenAt ? 1 : -1));
  }
  return {
    list,
    async select(study, statement) {
      if (!paths.has(study)) await list();
      const path = paths.get(study);
      if (path === undefined) throw new Error(`no study ${study}`);
      const reader = await store.open(path);
      const found = await reader.select(statement.sql, statement.values);
      return Object.fromEntries(found.names.map((name, i) => [name, found.columns[i]!]));
    },
  };
}

function studyFiles({ studiesDir, studyFile }: ServerOptions): string[] {
  if (studyFile !== undefined) return [resolve(studyFile)];
  if (!existsSync(studiesDir)) return [];
  return readdirSync(studiesDir)
    .filter((name) => name.endsWith('.duckdb'))
    .map((name) => resolve(studiesDir, name));
}

async function summaryOf(reader: StudyReader, path: string): Promise<StudySummary> {
  const study = await reader.study();
  const variants = study.variants.map((variant, ordinal): VariantSummary => {
    const stored = study.stored.filter((one) => one.variant === ordinal);
    const count = (status: string): number => stored.filter((one) => one.status === status).length;
    const scenario = JSON.parse(variant.canonicalJson) as { title: { en: string; zh: string } };
    return {
      name: variant.name,
      titleEn: scenario.title.en,
      titleZh: scenario.title.zh,
      hash: variant.hash,
      base: ordinal === 0,
      planned: study.replications,
      survived: count('survived'),
      failed: count('failed'),
      errored: count('errored'),
    };
  });
  const first = JSON.parse(study.variants[0]!.canonicalJson) as {
    clock: { startDate: string; horizonDays: number };
  };
  return {
    id: study.id,
    name: study.name,
    digest: study.digest ?? '',
    engineVersion: study.engineVersion,
    seed: study.seed,
    writtenAt: statSync(path).mtime.toISOString(),
    startDate: first.clock.startDate,
    dayCount: first.clock.horizonDays,
    limits: [],
    variants,
  };
}
