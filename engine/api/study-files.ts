/** The studies of a folder, read through whoever opens study files. Opened once, and looked at again at every request. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sqlStudyStore } from './store.ts';
import { differencesOf } from './differences.ts';
import type { Limit, StudyStore, StudySummary, VariantSummary } from './types.ts';

/** Columns as the reader of study files gives them. */
interface Answer {
  readonly names: readonly string[];
  readonly columns: readonly (readonly unknown[])[];
}

interface StoredVariant {
  readonly name: string;
  readonly title: string;
  /** Resolved scenario. */
  readonly canonicalJson: string;
  readonly hash: string;
  readonly startDate: string;
}

/** The part of a study reader that the API needs. */
export interface StudyFileReader {
  study(): Promise<{
    readonly id: string;
    readonly name: string;
    readonly seed: number;
    readonly engineVersion: string;
    readonly replications: number;
    readonly digest: string | null;
    readonly variants: readonly StoredVariant[];
  }>;
  /** Changes when the file does. */
  readonly version: string;
  select(sql: string, values?: readonly (string | number)[]): Promise<Answer>;
}

export interface StudyFilesOptions {
  readonly open: (path: string) => Promise<StudyFileReader>;
  /** Gives the files to serve each time it is asked: a folder's, or just one. */
  readonly files: () => Promise<readonly string[]>;
  /** Hears of files that can't be read; the others are served. */
  readonly log?: (line: string) => void;
}

/** Below 1 the reserve and what it still expects to collect no longer cover the loss expected: no scenario has to say so. */
const LIMITS: readonly Limit[] = [{ kpi: 'bufferToLifetimeEl', side: 'min', value: 1 }];

/** Finished studies of a folder, by name. */
export async function studyFilesIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .filter((name) => name.endsWith('.duckdb') && !name.endsWith('.tmp.duckdb'))
    .sort()
    .map((name) => join(folder, name));
}

/** A store of studies in files; the newest first. */
export function studyFileStore({ open, files, log }: StudyFilesOptions): StudyStore {
  const readers = new Map<string, StudyFileReader>();
  const summaries = new Map<string, { readonly version: string; readonly summary: StudySummary }>();

  async function look(path: string): Promise<StudySummary | null> {
    try {
      const reader = await open(path);
      const study = await reader.study();
      const known = summaries.get(path);
      const summary = known?.version === reader.version ? known.summary : await summaryOf(reader, study);
      summaries.set(path, { version: reader.version, summary });
      readers.set(summary.id, reader);
      return summary;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      log?.(`not served: ${why.startsWith(path) ? why : `${path}: ${why}`}`);
      return null;
    }
  }

  return sqlStudyStore({
    async list() {
      const found: StudySummary[] = [];
      for (const path of await files()) {
        const summary = await look(path);
        if (summary) found.push(summary);
      }
      return found.sort((a, b) => (a.writtenAt < b.writtenAt ? 1 : a.writtenAt > b.writtenAt ? -1 : 0));
    },
    async select(id, { sql, values }) {
      const reader = readers.get(id);
      if (!reader) throw new Error(`study ${id} is not open`);
      const answer = await reader.select(sql, values);
      return Object.fromEntries(answer.names.map((name, index) => [name, answer.columns[index] ?? []]));
    },
  });
}

type Study = Awaited<ReturnType<StudyFileReader['study']>>;

async function summaryOf(reader: StudyFileReader, study: Study): Promise<StudySummary> {
  const head = await rowsOf(
    reader,
    `SELECT strftime((SELECT createdAt FROM study), '%Y-%m-%dT%H:%M:%SZ') AS "writtenAt",
       coalesce(max("dayCount"), 0) AS "dayCount" FROM replication`,
  );
  const writtenAt = head[0]?.['writtenAt'];
  const counts = await rowsOf(
    reader,
    `SELECT variant::VARCHAR AS variant, status::VARCHAR AS status, count(*)::INTEGER AS n FROM replication
     GROUP BY ALL ORDER BY ALL`,
  );
  const countOf = (variant: string, status: string) =>
    Number(counts.find((row) => row['variant'] === variant && row['status'] === status)?.['n'] ?? 0);
  const titles = distinctTitles(study.variants);
  return {
    id: study.id,
    name: study.name,
    digest: study.digest ?? reader.version,
    engineVersion: study.engineVersion,
    seed: study.seed,
    writtenAt: typeof writtenAt === 'string' ? writtenAt : '',
    startDate: study.variants[0]?.startDate ?? '1970-01-01',
    dayCount: Number(head[0]?.['dayCount'] ?? 0),
    limits: LIMITS,
    differences: differencesOf(study.variants.map((variant) => variant.canonicalJson)),
    variants: study.variants.map((variant, index): VariantSummary => ({
      name: variant.name,
      ...titles[index]!,
      hash: variant.hash,
      base: index === 0,
      planned: study.replications,
      survived: countOf(variant.name, 'survived'),
      failed: countOf(variant.name, 'failed'),
      errored: countOf(variant.name, 'errored'),
    })),
  };
}

interface Titles {
  readonly titleEn: string;
  readonly titleZh: string;
}

/** Titles by which readers tell the variants apart: one that several share gets the name after it. */
function distinctTitles(variants: readonly StoredVariant[]): readonly Titles[] {
  const titles = variants.map(titlesOf);
  return titles.map(({ titleEn, titleZh }, index) => {
    const isShared = titles.some(
      (other, at) => at !== index && (other.titleEn === titleEn || other.titleZh === titleZh),
    );
    const name = variants[index]!.name;
    return isShared
      ? { titleEn: `${titleEn} (${name})`, titleZh: `${titleZh}（${name}）` }
      : { titleEn, titleZh };
  });
}

/** The resolved scenario has its title in both languages; the stored one serves where it has not. */
function titlesOf(variant: StoredVariant): Titles {
  const { title } = JSON.parse(variant.canonicalJson) as { title?: { en?: unknown; zh?: unknown } | string };
  const written = typeof title === 'object' ? title : {};
  return {
    titleEn: typeof written.en === 'string' ? written.en : variant.title,
    titleZh: typeof written.zh === 'string' ? written.zh : variant.title,
  };
}

async function rowsOf(reader: StudyFileReader, sql: string): Promise<Record<string, unknown>[]> {
  const { names, columns } = await reader.select(sql);
  const length = columns[0]?.length ?? 0;
  return Array.from({ length }, (_, row) =>
    Object.fromEntries(names.map((name, index) => [name, columns[index]?.[row]])),
  );
}
