/** `verify`: simulates replications again from the file alone, compares hashes and every stored row, and audits the ledger. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planTasks, runTasks } from '../../experiments/index.ts';
import type { Task } from '../../experiments/index.ts';
import type { Difference, StoredReplication, StoredStudy, StudyReader } from '../../storage/index.ts';
import {
  AUDITS,
  compareStudies,
  rowObjects,
  StudyStore,
  studyDigest,
  studyError,
  StudyWriter,
} from '../../storage/index.ts';
import type { OutputOptions } from '../output.ts';
import { note, printData } from '../output.ts';
import type { Pieces } from '../pieces.ts';
import { progressReporter } from '../progress-line.ts';
import { checkRunCost } from '../run-cost.ts';
import { variantNamed } from '../variant-named.ts';

export interface VerifyFlags extends OutputOptions {
  readonly replication?: number;
  readonly variant?: string;
  readonly workers?: number;
}

export interface Check {
  readonly check: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Returns 0 if everything agrees, 1 if not. */
export async function verify(pieces: Pieces, file: string, flags: VerifyFlags): Promise<number> {
  const store = await StudyStore.create();
  try {
    const reader = await store.open(file);
    const study = await reader.study();
    if (study.engineVersion !== pieces.engineVersion) {
      note(
        flags,
        `engine version ${study.engineVersion} made the study, ${pieces.engineVersion} is running: hashes may differ for that reason`,
      );
    }
    const checks = [
      await readableCheck(reader),
      digestCheck(study),
      ...(await ledgerChecks(reader)),
      ...(await runCostChecks(reader)),
      ...(await againChecks(pieces, { store, reader, study }, flags)),
    ];
    const ok = checks.every((check) => check.ok);
    printData(
      'verify',
      flags,
      {
        path: file,
        ok,
        engineVersion: { stored: study.engineVersion, running: pieces.engineVersion },
        checks,
      },
      () =>
        [
          ...checks.map((check) => `${check.ok ? 'ok      ' : 'DIFFERS '} ${check.check}: ${check.detail}`),
          ok ? 'verified' : 'NOT VERIFIED',
        ].join('\n'),
    );
    return ok ? 0 : 1;
  } finally {
    await store.close();
  }
}

/** Reads every cell: the database compares a checksum with each block it reads. */
async function readableCheck(reader: StudyReader): Promise<Check> {
  const names = rowObjects(
    await reader.query(
      'SELECT table_name AS name FROM duckdb_tables() WHERE database_name = current_database()',
    ),
  );
  for (const { name } of names) await reader.query(`SELECT bit_xor(hash(t)) = 0 FROM "${String(name)}" t`);
  return { check: 'file', ok: true, detail: `every row of ${names.length} tables can be read` };
}

function digestCheck(study: StoredStudy): Check {
  const digest = studyDigest(study.stored);
  return {
    check: 'digest',
    ok: digest === study.digest,
    detail: `${study.digest ?? 'none'} stored, ${digest} from the rows`,
  };
}

/** A study that splits the cost of a run says so of its own rows. */
async function runCostChecks(reader: StudyReader): Promise<Check[]> {
  const { rows, wrong } = await checkRunCost(reader);
  if (rows === 0 && wrong === null) return [];
  return [
    { check: 'cost of a run', ok: wrong === null, detail: wrong ?? 'every part is what the rows make it' },
  ];
}

interface Opened {
  readonly store: StudyStore;
  readonly reader: StudyReader;
  readonly study: StoredStudy;
}

/** Makes the chosen replications again, as a study beside the one that is verified, and compares the two. */
async function againChecks(pieces: Pieces, opened: Opened, flags: VerifyFlags): Promise<Check[]> {
  const { store, reader, study } = opened;
  const variant = flags.variant === undefined ? null : variantNamed(study.variants, flags.variant);
  const chosen = study.stored.filter(
    (row) =>
      (variant === null || row.variant === variant) &&
      (flags.replication === undefined || row.replication === flags.replication),
  );
  if (chosen.length === 0) {
    throw studyError('replication-missing', 'verify', 'no such replication in the study', {
      exitCode: 2,
      value: flags.replication ?? null,
      hint: `replications 0 to ${study.replications - 1}`,
    });
  }
  const folder = mkdtempSync(join(tmpdir(), 'lendsim-verify-'));
  const path = join(folder, 'again.duckdb');
  let writer: StudyWriter | undefined;
  try {
    writer = await StudyWriter.open(path, { ...study, engineVersion: pieces.engineVersion });
    const hashes = await simulateAgain(pieces, { study, chosen, writer }, flags);
    await writer.finish();
    const whole = chosen.length === study.stored.length;
    const { tables, differences } = await compareStudies(reader, await store.open(path), whole);
    return [...hashes, ...rowChecks(tables, differences)];
  } finally {
    writer?.suspend();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Again {
  readonly study: StoredStudy;
  readonly chosen: readonly StoredReplication[];
  readonly writer: StudyWriter;
}

async function simulateAgain(
  pieces: Pieces,
  { study, chosen, writer }: Again,
  flags: VerifyFlags,
): Promise<Check[]> {
  const stored = new Map(chosen.map((row) => [`${row.variant}/${row.replication}`, row]));
  const tasks: Task[] = planTasks({
    variantCount: study.variants.length,
    replications: study.replications,
    detail: 'summary',
    fullReplications: [],
  }).flatMap((task) => {
    const row = stored.get(`${task.variant}/${task.replication}`);
    return row === undefined ? [] : [{ ...task, detail: row.detail }];
  });
  const differences: string[] = [];
  const progress = progressReporter(flags.quiet);
  const report = await runTasks({
    variants: study.variants,
    tasks,
    seed: study.seed,
    worker: pieces.worker,
    ...(flags.workers === undefined ? {} : { workers: flags.workers }),
    verify: true,
    onProgress: progress.report,
    onBatch: async (batch) => {
      for (const { variant, outcome } of batch) {
        const difference = firstDifference(stored.get(`${variant}/${outcome.replication}`)!, outcome);
        if (difference !== null)
          differences.push(
            `${study.variants[variant]!.name} replication ${outcome.replication}: ${difference}`,
          );
      }
      await writer.append(batch);
    },
  });
  progress.end();
  const count = `${report.progress.done} replication${report.progress.done === 1 ? '' : 's'} simulated again, laws checked daily`;
  if (differences.length === 0) return [{ check: 'state hashes', ok: true, detail: count }];
  return differences.map((detail) => ({ check: 'state hashes', ok: false, detail }));
}

/** One line per table that agrees wholly would be noise; one per place that differs says where to look. */
function rowChecks(tables: readonly string[], differences: readonly Difference[]): Check[] {
  const check = 'rows';
  if (differences.length === 0)
    return [{ check, ok: true, detail: `every row of ${tables.length} tables is what is simulated now` }];
  return differences.map(({ table, variant, replication, storedOnly, againOnly, example }) => {
    const owner = [variant, replication === null ? '' : `replication ${replication}`].filter(
      (part) => part !== '',
    );
    const place = [table, ...owner].join(', ');
    return {
      check,
      ok: false,
      detail: `${place}: ${storedOnly} stored only, ${againOnly} now only; ${example}`,
    };
  });
}

function firstDifference(
  stored: StoredReplication,
  again: {
    readonly status: string;
    readonly stateHash: string;
    readonly monthHashes: readonly string[];
    readonly error: string | null;
  },
): string | null {
  if (
    stored.status === again.status &&
    stored.stateHash === again.stateHash &&
    stored.monthHashes.join(' ') === again.monthHashes.join(' ')
  ) {
    return null;
  }
  if (again.status === 'errored' && stored.status !== 'errored') return `errored now: ${again.error ?? ''}`;
  const month = stored.monthHashes.findIndex((hash, index) => hash !== again.monthHashes[index]);
  const where = month < 0 ? '' : `; first different month end: ${month}`;
  return `${stored.status} ${stored.stateHash} stored, ${again.status} ${again.stateHash} now${where}`;
}

/** The audits of `v_audit`, each with the replications that break it. */
async function ledgerChecks(reader: StudyReader): Promise<Check[]> {
  const found = rowObjects(await reader.query('SELECT * FROM v_audit ORDER BY ALL'));
  return AUDITS.map(({ name }) => {
    const exceptions = found.filter((row) => row['audit'] === name);
    const places = exceptions
      .slice(0, PLACES_SHOWN)
      .map((row) => `${row['variant']} replication ${row['replication']} (${row['exceptions']} rows)`);
    if (exceptions.length > PLACES_SHOWN)
      places.push(`${exceptions.length - PLACES_SHOWN} more replications`);
    const ok = exceptions.length === 0;
    return { check: `ledger: ${name}`, ok, detail: ok ? 'holds' : `broken in ${places.join(', ')}` };
  });
}

/** Replications named per audit. */
const PLACES_SHOWN = 3;
