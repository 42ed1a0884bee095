/** `verify`: simulates replications again from the file alone, compares hashes, and audits the ledger. */
import { planTasks, runTasks } from '../../experiments/index.ts';
import type { Task } from '../../experiments/index.ts';
import type { StoredReplication, StoredStudy, StudyReader } from '../../storage/index.ts';
import { rowObjects, StudyStore, studyDigest, studyError } from '../../storage/index.ts';
import type { OutputOptions } from '../output.ts';
import { note, printData } from '../output.ts';
import type { Pieces } from '../pieces.ts';
import { progressReporter } from '../progress-line.ts';

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
      digestCheck(study),
      ...(await ledgerChecks(reader)),
      ...(await hashChecks(pieces, study, flags)),
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

function digestCheck(study: StoredStudy): Check {
  const digest = studyDigest(study.stored);
  return {
    check: 'digest',
    ok: digest === study.digest,
    detail: `${study.digest ?? 'none'} stored, ${digest} from the rows`,
  };
}

async function hashChecks(pieces: Pieces, study: StoredStudy, flags: VerifyFlags): Promise<Check[]> {
  const chosen = study.stored.filter((row) => isChosen(study, row, flags));
  if (chosen.length === 0) {
    throw studyError('replication-missing', 'verify', 'no such replication in the study', {
      exitCode: 2,
      value: flags.replication ?? null,
      hint: `variants: ${study.variants.map((variant) => variant.name).join(', ')}; replications 0 to ${study.replications - 1}`,
    });
  }
  const stored = new Map(chosen.map((row) => [`${row.variant}/${row.replication}`, row]));
  const tasks: Task[] = planTasks({
    variantCount: study.variants.length,
    replications: study.replications,
    detail: 'summary',
    fullReplications: [],
  }).filter((task) => stored.has(`${task.variant}/${task.replication}`));
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
    },
  });
  progress.end();
  const count = `${report.progress.done} replication${report.progress.done === 1 ? '' : 's'} simulated again, laws checked daily`;
  if (differences.length === 0) return [{ check: 'state hashes', ok: true, detail: count }];
  return differences.map((detail) => ({ check: 'state hashes', ok: false, detail }));
}

function isChosen(study: StoredStudy, row: StoredReplication, flags: VerifyFlags): boolean {
  if (flags.replication !== undefined && row.replication !== flags.replication) return false;
  return flags.variant === undefined || study.variants[row.variant]?.name === flags.variant;
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

/** Audits that need no engine: postings move money between two accounts, and sums agree with their rows. */
const LEDGER_AUDITS = [
  [
    'debits equal credits on every day',
    `WITH sides AS (
       SELECT variant, replication, day, debitAccount AS account, amountFen AS debitFen, 0 AS creditFen FROM ledger_daily
       UNION ALL SELECT variant, replication, day, creditAccount, 0, amountFen FROM ledger_daily
     ) SELECT count(*) AS bad FROM (
       SELECT 1 FROM sides GROUP BY variant, replication, day HAVING sum(debitFen) <> sum(creditFen) OR count(*) FILTER (WHERE account IS NULL) > 0)`,
  ],
  [
    'no negative, empty or circular posting',
    'SELECT count(*) AS bad FROM ledger_daily WHERE amountFen < 0 OR entries <= 0 OR debitAccount = creditAccount',
  ],
  [
    'entries add up to the daily ledger',
    `WITH entries AS (
       SELECT variant, replication, day, reason, debitAccount, creditAccount, count(*) AS entries, sum(amountFen) AS amountFen
       FROM ledger_entry GROUP BY ALL
     ), daily AS (
       SELECT d.variant, d.replication, d.day, d.reason, d.debitAccount, d.creditAccount, sum(d.entries) AS entries, sum(d.amountFen) AS amountFen
       FROM ledger_daily d SEMI JOIN ledger_entry e USING (variant, replication) GROUP BY ALL
     ) SELECT count(*) AS bad FROM (
       (FROM entries EXCEPT FROM daily) UNION ALL (FROM daily EXCEPT FROM entries))`,
  ],
] as const;

async function ledgerChecks(reader: StudyReader): Promise<Check[]> {
  const checks: Check[] = [];
  for (const [check, sql] of LEDGER_AUDITS) {
    const bad = Number(rowObjects(await reader.query(sql))[0]?.['bad']);
    checks.push({
      check: `ledger: ${check}`,
      ok: bad === 0,
      detail: bad === 0 ? 'holds' : `${bad} exceptions`,
    });
  }
  return checks;
}
