/** The figures of a study's summary, with their intervals; read from the finished file only. */
import type { Interval, PairedDifference, Spread } from '../experiments/index.ts';
import { pairedDifference, spread, wilson } from '../experiments/index.ts';
import type { KpiName, Unit } from '../metrics/catalog.ts';
import type { StoredStudy, StudyReader } from '../storage/index.ts';
import { rowObjects } from '../storage/index.ts';
import type { VariantCounts } from './limits.ts';

/** What a figure of the summary is, one value per replication. */
interface FigureSpec {
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  /** Selects `variant, replication, value`. */
  readonly sql: string;
}

const total = (kpi: KpiName, label: string, unit: Unit = 'fen'): FigureSpec => ({
  name: kpi,
  label,
  unit,
  sql: `SELECT variant, replication, "${kpi}" AS value FROM kpi_total`,
});

const extreme = (kpi: KpiName, end: 'least' | 'greatest', label: string, unit: Unit = 'fen'): FigureSpec => ({
  name: `${kpi}.${end}`,
  label,
  unit,
  sql: `SELECT variant, replication, "${end}" AS value FROM kpi_extreme WHERE kpi = '${kpi}'`,
});

/** Figures of the summary, in its order: size, credit, protection, liquidity, who lost, who earned. */
const FIGURES: readonly FigureSpec[] = [
  total('contractsFen', 'Volume, all days'),
  total('outstandingFen', 'Outstanding balance, last day'),
  extreme('overdueRatio', 'greatest', 'Overdue ratio, worst day', 'ratio'),
  total('defaultedFen', 'Defaulted principal, all days'),
  extreme('bufferToLifetimeEl', 'least', 'Reserve coverage of expected loss, worst day', 'ratio'),
  total('reserveFen', 'Risk reserve, last day'),
  extreme('withdrawalQueueFen', 'greatest', 'Withdrawal queue, worst day'),
  extreme('withdrawalLateFen', 'greatest', 'Withdrawals late, worst day'),
  extreme('exitOldestDays', 'greatest', 'Oldest exit from claims, worst day, days', 'days'),
  {
    name: 'exitWaitDays',
    label: 'Wait of exits completed, mean, days',
    unit: 'days',
    sql: 'SELECT variant, replication, sum(waitDays * done) / nullif(sum(done), 0) AS value FROM exit_cohort GROUP BY ALL',
  },
  total('lossDiscountFen', 'Given up by sellers below principal, all days'),
  {
    name: 'waits.amountP90Days',
    label: 'Days within which 9 yuan of 10 withdrawn are paid (never: not by the horizon)',
    unit: 'days',
    // Not reached is longer than any number of days, not unknown: left out, it would make the others look like all.
    sql: "SELECT variant, replication, CASE WHEN askedFen > 0 THEN coalesce(amountP90Days, 'Infinity'::DOUBLE) END AS value FROM waits",
  },
  {
    name: 'waits.amountInTimeShare',
    label: 'Withdrawals paid by the promised day, share of what was due',
    unit: 'ratio',
    sql: 'SELECT variant, replication, amountInTimeShare AS value FROM waits',
  },
  {
    // Replications without a run have no such figure: their number is in the column n.
    name: 'withdrawal_run.firstMoverAdvantage',
    label: 'First-mover advantage in the largest run: first tenth less last tenth, per yuan asked',
    unit: 'ratio',
    sql: 'SELECT variant, replication, arg_max(firstMoverAdvantage, askedFen) AS value FROM withdrawal_run GROUP BY ALL',
  },
  {
    name: 'lendersLostFen',
    label: 'Lost by lenders for good: written off and cash',
    unit: 'fen',
    sql: 'SELECT variant, replication, sum(lostPrincipalFen + lostCashFen)::BIGINT AS value FROM lender_cohort GROUP BY ALL',
  },
  {
    // Claims are written off after the last attempt to collect, long after the horizon of a late crisis: without this row
    // lenders of such a platform would seem to have lost next to nothing.
    name: 'lendersDefaultedFen',
    label: 'Claims of lenders in default and unpaid, last day',
    unit: 'fen',
    sql: 'SELECT variant, replication, sum(defaultedClaimsFen)::BIGINT AS value FROM lender_cohort GROUP BY ALL',
  },
  {
    name: 'profitFen',
    label: 'Platform profit: fees less costs, all days',
    unit: 'fen',
    sql: 'SELECT variant, replication, feesFen - costsFen AS value FROM kpi_total',
  },
];

/** What all lenders of a failed platform got in its wind-down, and when; one value per replication that has one. */
const WIND_DOWN: readonly FigureSpec[] = [
  windDown('recoveredShare', 'Got back', 'ratio'),
  windDown('lostShare', 'Lost', 'ratio', '(lostFen + chargedFen) / nullif(claimFen + interestFen, 0)'),
  windDown('outstandingShare', 'Still out', 'ratio', 'outstandingFen / nullif(claimFen + interestFen, 0)'),
  windDown('medianDaysTo50', 'Half after', 'days'),
  windDown('medianDaysTo90', '9/10 after', 'days'),
];

/** Of all its lenders, by risk class. */
const WIND_DOWN_CLASSES =
  'SELECT variant, lenderClass AS key, replication, sum(recoveredFen) / nullif(sum(claimFen + interestFen), 0) AS value FROM recovery GROUP BY ALL';

export interface FigureSummary {
  readonly name: string;
  readonly label: string;
  readonly unit: Unit;
  readonly spread: Spread;
  /** Null for the base. */
  readonly againstBase: PairedDifference | null;
}

/** Figures of a wind-down over the replications that had one. */
export interface WindDownSummary {
  readonly n: number;
  readonly figures: readonly {
    readonly name: string;
    readonly label: string;
    readonly unit: Unit;
    readonly spread: Spread;
  }[];
  readonly lenderClasses: readonly { readonly lenderClass: string; readonly recoveredShare: Spread }[];
}

export interface VariantSummary extends VariantCounts {
  readonly title: string;
  readonly survived: number;
  readonly survivedShare: Interval;
  readonly causes: readonly {
    readonly cause: string;
    readonly failures: number;
    readonly firstDay: number;
    readonly medianDay: number;
  }[];
  readonly figures: readonly FigureSummary[];
  readonly lenderClasses: readonly { readonly lenderClass: string; readonly recoveredShare: Spread }[];
  /** Null if no replication failed. */
  readonly windDown: WindDownSummary | null;
}

export interface StudySummary {
  readonly study: StoredStudy;
  readonly path: string;
  readonly variants: readonly VariantSummary[];
  readonly errors: readonly {
    readonly variant: string;
    readonly replication: number;
    readonly error: string;
  }[];
}

/** Reads and computes the summary. */
export async function summarise(reader: StudyReader): Promise<StudySummary> {
  const study = await reader.study();
  const counts = rowObjects(await reader.query('SELECT * FROM v_variant'));
  const failures = rowObjects(await reader.named('failures'));
  const recovered = await byVariant(
    reader,
    'SELECT variant, lenderClass AS key, replication, recoveredShare AS value FROM v_lender_class',
  );
  const samples = new Map<string, Samples>();
  for (const { name, sql } of FIGURES)
    samples.set(name, await byVariant(reader, `SELECT variant, '' AS key, replication, value FROM (${sql})`));
  const windDowns = await readWindDowns(reader);
  const base = study.variants[0]!.name;
  const variants = study.variants.map(({ name, title }, ordinal): VariantSummary => {
    const count = counts.find((row) => row['variant'] === name)!;
    const n = Number(count['n']);
    const survived = Number(count['survived']);
    return {
      name,
      title,
      n,
      survived,
      failed: Number(count['failed']),
      errored: Number(count['errored']),
      reserveExhausted: Number(count['reserveExhausted']),
      survivedShare: wilson(survived, n),
      causes: failures
        .filter((row) => row['variant'] === name)
        .map((row) => ({
          cause: String(row['cause']),
          failures: Number(row['failures']),
          firstDay: Number(row['firstDay']),
          medianDay: Number(row['medianDay']),
        })),
      figures: FIGURES.map(({ name: figure, label, unit }) => {
        const own = samples.get(figure)!.get(name)?.get('') ?? new Map<number, number>();
        const reference = samples.get(figure)!.get(base)?.get('') ?? new Map<number, number>();
        return {
          name: figure,
          label,
          unit,
          spread: spread([...own.values()]),
          againstBase: ordinal === 0 ? null : pairs(reference, own),
        };
      }),
      lenderClasses: byClass(recovered.get(name)),
      windDown: windDowns(name),
    };
  });
  const errors = rowObjects(await reader.named('errors')).map((row) => ({
    variant: String(row['variant']),
    replication: Number(row['replication']),
    error: String(row['error']),
  }));
  return { study, path: reader.path, variants, errors };
}

/** Reads what wind-downs brought; the function it returns puts a variant's figures together. */
async function readWindDowns(reader: StudyReader): Promise<(variant: string) => WindDownSummary | null> {
  const samples = new Map<string, Samples>();
  for (const { name, sql } of WIND_DOWN)
    samples.set(name, await byVariant(reader, `SELECT variant, '' AS key, replication, value FROM (${sql})`));
  const classes = await byVariant(reader, WIND_DOWN_CLASSES);
  return (variant) => {
    const valuesOf = (name: string): number[] => [
      ...(samples.get(name)!.get(variant)?.get('')?.values() ?? []),
    ];
    const n = valuesOf(WIND_DOWN[0]!.name).length;
    if (n === 0) return null;
    return {
      n,
      figures: WIND_DOWN.map(({ name, label, unit }) => ({
        name,
        label,
        unit,
        spread: spread(valuesOf(name)),
      })),
      lenderClasses: byClass(classes.get(variant)),
    };
  };
}

function windDown(name: string, label: string, unit: Unit, sql = name): FigureSpec {
  return { name, label, unit, sql: `SELECT variant, replication, ${sql} AS value FROM wind_down` };
}

function byClass(values: ReadonlyMap<string, ReadonlyMap<number, number>> | undefined) {
  return [...(values ?? [])].map(([lenderClass, found]) => ({
    lenderClass,
    recoveredShare: spread([...found.values()]),
  }));
}

/** Variant -> key -> replication -> value. */
type Samples = Map<string, Map<string, Map<number, number>>>;

async function byVariant(reader: StudyReader, sql: string): Promise<Samples> {
  const samples: Samples = new Map();
  for (const row of rowObjects(await reader.query(`${sql} ORDER BY ALL`))) {
    const variant = String(row['variant']);
    const keys = samples.get(variant) ?? new Map<string, Map<number, number>>();
    samples.set(variant, keys);
    const values = keys.get(String(row['key'])) ?? new Map<number, number>();
    keys.set(String(row['key']), values);
    values.set(Number(row['replication']), row['value'] === null ? Number.NaN : Number(row['value']));
  }
  return samples;
}

function pairs(base: ReadonlyMap<number, number>, own: ReadonlyMap<number, number>): PairedDifference {
  const shared = [...own.keys()].filter((replication) => base.has(replication));
  return pairedDifference(
    shared.map((replication) => base.get(replication)!),
    shared.map((replication) => own.get(replication)!),
  );
}
