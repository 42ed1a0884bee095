/** The named queries: what each accepts (zod) and the SQL that answers it. Aggregates live in SQL; the browser never sends any. */
import { z } from 'zod';
import { KPIS, type KpiName } from '../metrics/catalog.ts';
import type { Aggregate, Measure, QueryName, QueryParams } from './types.ts';

/** A statement with positional values; the reader binds `$1`, `$2`, ... */
export interface Statement {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

const kpiNames = KPIS.map((kpi) => kpi.name) as [KpiName, ...KpiName[]];
const aggregates = ['end', 'sum', 'max', 'min', 'mean'] as const satisfies readonly Aggregate[];
const MEASURES_MAX = 24;
const LISTED_MAX = 32;

/** Lists arrive as one comma-separated parameter, as the address bar shows them. */
const list = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .min(1)
    .transform((text) => text.split(','))
    .pipe(z.array(item).min(1).max(LISTED_MAX));

const variant = z.string().regex(/^[\p{L}\p{N}._ -]{1,80}$/u, 'a variant name');
const variants = list(variant);
const day = z.coerce.number().int().min(0).max(20_000);
const one = { variant, replication: z.coerce.number().int().min(0).max(1_000_000) };
const window = { from: day.default(0), to: day };

const measure = z
  .string()
  .refine(
    (text) => {
      const [kpi, aggregate, rest] = text.split(':');
      return (
        rest === undefined &&
        (kpiNames as readonly string[]).includes(kpi ?? '') &&
        (aggregates as readonly string[]).includes(aggregate ?? '')
      );
    },
    `a measure is kpi:aggregate, aggregate one of ${aggregates.join(', ')}`,
  )
  .transform((text) => text as Measure);

const windowIsOrdered = (params: { readonly from: number; readonly to: number }) => params.from <= params.to;
const ordered = { message: 'from must not be after to', path: ['from'] };

/** Parameters of each query as they arrive in a query string. */
export const PARAMS = {
  'kpi-band': z
    .strictObject({
      ...window,
      variants,
      kpis: list(z.enum(kpiNames)),
      step: z.coerce.number().int().min(1).max(365).default(1),
    })
    .refine(windowIsOrdered, ordered),
  'replication-measures': z
    .strictObject({
      ...window,
      variants,
      measures: list(measure).refine((all) => all.length <= MEASURES_MAX, `at most ${MEASURES_MAX}`),
    })
    .refine(windowIsOrdered, ordered),
  replications: z.strictObject({ variants }),
  survival: z.strictObject({ variants }),
  failures: z.strictObject({ variants }),
  'lender-class': z.strictObject({ variants }),
  events: z
    .strictObject({ ...window, variants, minShare: z.coerce.number().min(0).max(1).default(0.5) })
    .refine(windowIsOrdered, ordered),
  waits: z.strictObject({ variants }),
  ladder: z.strictObject({ ...window, variants }).refine(windowIsOrdered, ordered),
  'first-mover': z.strictObject({ variants }),
  'run-cost': z.strictObject({ variants }),
  'flow-periods': z
    .strictObject({
      ...window,
      variants,
      kpis: list(z.enum(kpiNames)),
      step: z.coerce.number().int().min(1).max(365).default(7),
    })
    .refine(windowIsOrdered, ordered),
  law: z.strictObject({ ...window, variants }).refine(windowIsOrdered, ordered),
  'recovery-course': z.strictObject({ variants }),
  'recovery-by': z.strictObject({ variants }),
  'reverse-axes': z.strictObject({}),
  'reverse-search': z.strictObject({}),
  'reverse-rays': z.strictObject({}),
  'reverse-points': z.strictObject({}),
  'reverse-grid': z.strictObject({}),
  'replication-days': z
    .strictObject({ ...window, ...one, kpis: list(z.enum(kpiNames)) })
    .refine(windowIsOrdered, ordered),
  'replication-events': z.strictObject(one),
  'ledger-day': z.strictObject({ ...one, day }),
} satisfies { readonly [N in QueryName]: z.ZodType<QueryParams[N], unknown> };

/** The names a client may ask for. */
export const QUERY_NAMES = Object.keys(PARAMS) as readonly QueryName[];

/** Is this the name of a query? */
export function isQueryName(text: string): text is QueryName {
  return Object.hasOwn(PARAMS, text);
}

/** Collects values and hands out their placeholders. */
class Binder {
  readonly values: (string | number)[] = [];

  one(value: string | number): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  many(values: readonly (string | number)[]): string {
    return values.map((value) => this.one(value)).join(', ');
  }
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

function measureSql(text: Measure): string {
  const [kpi, aggregate] = text.split(':') as [KpiName, Aggregate];
  const column = `k.${quoted(kpi)}`;
  const functions: Record<Aggregate, string> = {
    end: `arg_max(${column}, k.day)`,
    sum: `sum(${column})`,
    max: `max(${column})`,
    min: `min(${column})`,
    mean: `avg(${column})`,
  };
  // Sums of fen stay below 2^53, so DOUBLE holds them exactly; HUGEINT would arrive as text.
  return `(${functions[aggregate]})::DOUBLE AS ${quoted(text)}`;
}

// Variants are an ENUM in the order of the study: ordering by it puts the base first.
const builders: { readonly [N in QueryName]: (params: QueryParams[N], bind: Binder) => string } = {
  'kpi-band': (params, bind) => `
    SELECT variant::VARCHAR AS variant, kpi, day, strftime(date, '%Y-%m-%d') AS date, n,
      mean, p5, p25, p50, p75, p95, min, max
    FROM kpi_band
    WHERE variant::VARCHAR IN (${bind.many(params.variants)}) AND kpi IN (${bind.many(params.kpis)})
      AND day BETWEEN ${bind.one(params.from)} AND ${bind.one(params.to)}
      AND ((day - ${bind.one(params.from)}) % ${bind.one(params.step)} = 0
        OR day = (SELECT max(day) FROM kpi_band WHERE day <= ${bind.one(params.to)}))
    ORDER BY kpi_band.variant, kpi, day`,
  'replication-measures': (params, bind) => `
    SELECT k.variant::VARCHAR AS variant, k.replication, ${params.measures.map(measureSql).join(', ')}
    FROM kpi_daily k
    WHERE k.variant::VARCHAR IN (${bind.many(params.variants)})
      AND k.day BETWEEN ${bind.one(params.from)} AND ${bind.one(params.to)}
    GROUP BY k.variant, k.replication
    ORDER BY k.variant, k.replication`,
  replications: (params, bind) => `
    SELECT variant::VARCHAR AS variant, replication, seed, status::VARCHAR AS status, cause::VARCHAR AS cause,
      "failureDay", "stateHash", error
    FROM replication
    WHERE variant::VARCHAR IN (${bind.many(params.variants)})
    ORDER BY replication.variant, replication`,
  // Nobody drops out before the horizon, so the curve is the plain share still in business; Wilson interval at each day.
  survival: (params, bind) => `
    WITH finished AS (
      SELECT variant, count(*)::DOUBLE AS n, max("dayCount") - 1 AS last_day FROM replication
      WHERE status <> 'errored' AND variant::VARCHAR IN (${bind.many(params.variants)}) GROUP BY variant),
    step AS (
      SELECT variant, 0 AS day FROM finished
      UNION SELECT variant, last_day FROM finished
      UNION SELECT variant, "failureDay" FROM replication JOIN finished USING (variant) WHERE status = 'failed'),
    counted AS (
      SELECT s.variant, s.day, f.n,
        (SELECT count(*) FROM replication r WHERE r.variant = s.variant AND r.status = 'failed' AND r."failureDay" <= s.day)
          ::DOUBLE AS failed
      FROM step s JOIN finished f USING (variant)),
    shared AS (SELECT *, 1 - failed / n AS p, 1.959963984540054 AS z FROM counted)
    SELECT variant::VARCHAR AS variant, day, n::INTEGER AS n, failed::INTEGER AS failed, p AS survival,
      greatest(0, (p + z*z/(2*n) - z*sqrt(p*(1-p)/n + z*z/(4*n*n))) / (1 + z*z/n)) AS lower,
      least(1, (p + z*z/(2*n) + z*sqrt(p*(1-p)/n + z*z/(4*n*n))) / (1 + z*z/n)) AS upper
    FROM shared
    ORDER BY shared.variant, day`,
  failures: (params, bind) => `
    SELECT variant::VARCHAR AS variant, cause::VARCHAR AS cause, count(*)::INTEGER AS replications,
      median("failureDay")::INTEGER AS "medianDay"
    FROM replication
    WHERE status = 'failed' AND variant::VARCHAR IN (${bind.many(params.variants)})
    GROUP BY replication.variant, replication.cause
    ORDER BY replication.variant, replications DESC, cause`,
  'lender-class': (params, bind) => `
    WITH each AS (
      SELECT variant, "lenderClass", replication, sum(lenders)::DOUBLE AS lenders,
        sum("withdrawnFen")::DOUBLE AS withdrawn, sum("cashFen" + "queuedFen")::DOUBLE AS cash,
        sum("claimsFen" - "defaultedClaimsFen")::DOUBLE AS claims,
        sum("lostPrincipalFen" + "lostCashFen" + "defaultedClaimsFen")::DOUBLE AS lost
      FROM lender_cohort WHERE variant::VARCHAR IN (${bind.many(params.variants)})
      GROUP BY variant, "lenderClass", replication),
    shared AS (SELECT *, lost / nullif(withdrawn + cash + claims + lost, 0) AS lost_share FROM each)
    SELECT variant::VARCHAR AS variant, "lenderClass"::VARCHAR AS "lenderClass", count(*)::INTEGER AS n,
      round(avg(lenders)) AS lenders, round(avg(withdrawn)) AS "withdrawnFen", round(avg(cash)) AS "cashFen",
      round(avg(claims)) AS "claimsFen", round(avg(lost)) AS "lostFen",
      min(lost_share) AS "lostShareMin", median(lost_share) AS "lostShareMedian", max(lost_share) AS "lostShareMax"
    FROM shared
    GROUP BY shared.variant, shared."lenderClass"
    ORDER BY shared.variant, shared."lenderClass"`,
  events: (params, bind) => `
    WITH finished AS (SELECT variant, count(*) AS n FROM replication WHERE status <> 'errored' GROUP BY variant)
    SELECT e.variant::VARCHAR AS variant, e.day, strftime(min(e.date), '%Y-%m-%d') AS date, e.kind::VARCHAR AS kind,
      min(e.text) AS text, count(DISTINCT e.replication)::INTEGER AS replications, any_value(f.n)::INTEGER AS n
    FROM event e JOIN finished f USING (variant)
    WHERE e.variant::VARCHAR IN (${bind.many(params.variants)})
      AND e.day BETWEEN ${bind.one(params.from)} AND ${bind.one(params.to)}
    GROUP BY e.variant, e.day, e.kind
    HAVING count(DISTINCT e.replication) >= ${bind.one(params.minShare)} * any_value(f.n)
    ORDER BY e.variant, e.day, e.kind
    LIMIT 200`,
  // What was never reached counts as longer than anything that was.
  waits: (params, bind) => `
    WITH each AS (
      SELECT variant, basis, share, days FROM (
        SELECT variant, unnest(['amount', 'amount', 'amount', 'amount', 'requests', 'requests', 'requests', 'requests']) AS basis,
          unnest([10, 50, 90, 99, 10, 50, 90, 99]) AS share,
          unnest(["amountP10Days", "amountMedianDays", "amountP90Days", "amountP99Days",
            "requestsP10Days", "requestsMedianDays", "requestsP90Days", "requestsP99Days"]) AS days
        FROM waits WHERE variant::VARCHAR IN (${bind.many(params.variants)}) AND requests > 0)),
    ranked AS (SELECT *, coalesce(days, 1e9) AS rank FROM each)
    SELECT variant::VARCHAR AS variant, basis, share::INTEGER AS share, count(*)::INTEGER AS n,
      count(days)::INTEGER AS reached, nullif(min(rank), 1e9) AS low, nullif(quantile_disc(rank, 0.5), 1e9) AS median,
      nullif(max(rank), 1e9) AS high
    FROM ranked GROUP BY ranked.variant, basis, share
    ORDER BY ranked.variant, basis, share`,
  'first-mover': (params, bind) => `
    WITH ranked AS (
      SELECT *, row_number() OVER (PARTITION BY variant, replication ORDER BY "askedFen" DESC, run) AS size
      FROM withdrawal_run WHERE variant::VARCHAR IN (${bind.many(params.variants)}))
    SELECT variant::VARCHAR AS variant, replication, "firstDay", "askedFen", "firstTenthShare", "lastTenthShare",
      "firstMoverAdvantage"
    FROM ranked WHERE size = 1 AND "firstMoverAdvantage" IS NOT NULL
    ORDER BY ranked.variant, replication`,
  'run-cost': (params, bind) => `
    SELECT b.variant::VARCHAR AS variant, part::VARCHAR AS part, "lossFen", lower, upper, "creditFen", "cashFen",
      "firstFen", "lastFen", n
    FROM run_cost, variant b WHERE b.ordinal = 0 AND b.variant::VARCHAR IN (${bind.many(params.variants)})
    ORDER BY run_cost.part`,
  ladder: (params, bind) => `
    WITH latest AS (
      SELECT variant, replication, max(day) AS day FROM liquidity_ladder
      WHERE variant::VARCHAR IN (${bind.many(params.variants)}) AND day BETWEEN ${bind.one(params.from)} AND ${bind.one(params.to)}
      GROUP BY variant, replication)
    SELECT l.variant::VARCHAR AS variant, l."lastAhead"::INTEGER AS ahead, count(*)::INTEGER AS n,
      (count(*) FILTER (WHERE l."customersAfterFen" < 0))::INTEGER AS below, min(l."customersAfterFen") AS low,
      quantile_disc(l."customersAfterFen", 0.5) AS median, max(l."customersAfterFen") AS high
    FROM liquidity_ladder l JOIN latest USING (variant, replication, day)
    GROUP BY l.variant, l."lastAhead"
    ORDER BY l.variant, ahead`,
  // A sum of means is the mean of sums: every replication has every day.
  'flow-periods': (params, bind) => {
    const from = bind.one(params.from);
    const step = bind.one(params.step);
    const start = `(${from} + ((day - ${from}) // ${step}) * ${step})`;
    return `
    SELECT variant::VARCHAR AS variant, kpi, ${start}::INTEGER AS day, strftime(min(date), '%Y-%m-%d') AS date,
      count(*)::INTEGER AS days, any_value(n)::INTEGER AS n, sum(mean) AS mean
    FROM kpi_band
    WHERE variant::VARCHAR IN (${bind.many(params.variants)}) AND kpi IN (${bind.many(params.kpis)})
      AND day BETWEEN ${from} AND ${bind.one(params.to)}
    GROUP BY kpi_band.variant, kpi, ${start}
    ORDER BY kpi_band.variant, 3, kpi`;
  },
  // Of what happens again and again in a replication the first time counts.
  law: (params, bind) => `
    WITH finished AS (
      SELECT variant, count(*) AS n FROM replication
      WHERE status <> 'errored' AND variant::VARCHAR IN (${bind.many(params.variants)}) GROUP BY variant),
    told AS (
      SELECT e.variant, e.replication, e.day, e."valueFen", nullif(e.subject, '') AS subject,
        CASE WHEN e.kind::VARCHAR <> 'inspection' THEN e.kind::VARCHAR || '.' || e.subject
          WHEN e.subject = '' THEN 'inspection.clean' WHEN e.figure > 0 THEN 'inspection.found'
          ELSE 'inspection.putRight' END AS step
      FROM event e JOIN finished USING (variant)
      WHERE e.kind::VARCHAR IN ('regime', 'inspection', 'measure')
        AND e.day BETWEEN ${bind.one(params.from)} AND ${bind.one(params.to)}),
    firsts AS (
      SELECT variant, step, replication, min(day) AS day, sum("valueFen")::DOUBLE AS fen
      FROM told GROUP BY variant, step, replication),
    subjects AS (SELECT variant, step, string_agg(DISTINCT subject, ',' ORDER BY subject) AS subjects FROM told GROUP BY variant, step)
    SELECT f.variant::VARCHAR AS variant, f.step, any_value(n)::INTEGER AS n, count(*)::INTEGER AS replications,
      min(f.day) AS low, quantile_disc(f.day, 0.5) AS median, max(f.day) AS high,
      round(sum(f.fen) / any_value(n)) AS "meanFen", any_value(s.subjects) AS subjects
    FROM firsts f JOIN finished USING (variant) JOIN subjects s ON s.variant = f.variant AND s.step = f.step
    GROUP BY f.variant, f.step
    ORDER BY f.variant, median, f.step`,
  'recovery-course': (params, bind) => `
    WITH failed AS (
      SELECT w.variant, w.replication, (w."claimFen" + w."interestFen")::DOUBLE AS due,
        r."dayCount" - 1 - w."failureDay" AS seen, count(*) OVER (PARTITION BY w.variant) AS failed
      FROM wind_down w JOIN replication r USING (variant, replication)
      WHERE w.variant::VARCHAR IN (${bind.many(params.variants)}) AND w."claimFen" + w."interestFen" > 0),
    steps AS (SELECT unnest(range(0, (SELECT max(seen) FROM failed) + 1, 30))::INTEGER AS since),
    shares AS (
      SELECT f.variant, f.failed, s.since, coalesce(max(d."paidSoFarFen"), 0) / any_value(f.due) AS share
      FROM failed f JOIN steps s ON s.since <= f.seen
      LEFT JOIN distribution d ON d.variant = f.variant AND d.replication = f.replication
        AND d."daysSinceFailure" <= s.since
      GROUP BY f.variant, f.replication, f.failed, s.since)
    SELECT variant::VARCHAR AS variant, since, count(*)::INTEGER AS n, failed::INTEGER AS failed, min(share) AS low,
      quantile_disc(share, 0.5) AS median, max(share) AS high
    FROM shares GROUP BY shares.variant, failed, since
    ORDER BY shares.variant, since`,
  'recovery-by': (params, bind) => `
    WITH cells AS (
      SELECT c.*, (date_trunc('month', v."startDate") + to_months(c."entryMonth"::INTEGER))::DATE AS entered
      FROM recovery c JOIN variant v ON v.variant = c.variant::VARCHAR
      WHERE v.variant IN (${bind.many(params.variants)})),
    long AS (
      SELECT *, unnest(['class', 'product', 'size', 'entry']) AS basis,
        unnest(["lenderClass"::VARCHAR, product, "sizeBand",
          CASE WHEN "entryMonth" < 0 THEN 'founder' ELSE year(entered) || '-Q' || quarter(entered) END]) AS label
      FROM cells),
    each AS (
      SELECT variant, replication, basis, label, sum(lenders)::DOUBLE AS lenders,
        sum("claimFen" + "interestFen")::DOUBLE AS due, sum("recoveredFen")::DOUBLE AS got,
        sum("medianDaysTo50" * lenders) / sum(lenders) FILTER (WHERE "medianDaysTo50" IS NOT NULL) AS days50,
        sum("medianDaysTo90" * lenders) / sum(lenders) FILTER (WHERE "medianDaysTo90" IS NOT NULL) AS days90
      FROM long GROUP BY variant, replication, basis, label HAVING due > 0)
    SELECT variant::VARCHAR AS variant, basis, label, count(*)::INTEGER AS n, round(avg(lenders)) AS lenders,
      round(avg(due)) AS "dueFen", round(avg(got)) AS "recoveredFen", min(got / due) AS low,
      quantile_disc(got / due, 0.5) AS median, max(got / due) AS high, median(days50) AS days50, median(days90) AS days90
    FROM each GROUP BY each.variant, basis, label
    ORDER BY each.variant, basis, label`,
  'reverse-axes': () => 'SELECT axis, path, unit, mildest, severest FROM reverse_axis ORDER BY axis',
  'reverse-search': () =>
    'SELECT level, already::INTEGER AS already, replications, coverage, checks, contrary FROM reverse_search ORDER BY level',
  'reverse-rays': () => `
    SELECT level, ray, point::VARCHAR AS point, best::INTEGER AS best, replications, share1, share2, share3,
      magnitude1, magnitude2, magnitude3, cost
    FROM reverse_ray ORDER BY level, ray, reverse_ray.point`,
  'reverse-points': () => `
    SELECT share1, share2, share3, magnitude1, magnitude2, magnitude3, count(*)::INTEGER AS replications,
      (count(*) FILTER (WHERE failed))::INTEGER AS failed
    FROM reverse_run GROUP BY ALL ORDER BY ALL`,
  'reverse-grid': () => 'SELECT share1, share2, failed, held, replications FROM v_reverse_grid',
  'replication-days': (params, bind) => `
    SELECT day, strftime(date, '%Y-%m-%d') AS date, ${params.kpis.map(quoted).join(', ')}
    FROM kpi_daily
    WHERE variant::VARCHAR = ${bind.one(params.variant)} AND replication = ${bind.one(params.replication)}
      AND day BETWEEN ${bind.one(params.from)} AND ${bind.one(params.to)}
    ORDER BY day`,
  'replication-events': (params, bind) => `
    SELECT day, strftime(date, '%Y-%m-%d') AS date, kind::VARCHAR AS kind, subject, "valueFen", figure, text
    FROM event
    WHERE variant::VARCHAR = ${bind.one(params.variant)} AND replication = ${bind.one(params.replication)}
    ORDER BY day, rowid
    LIMIT 5000`,
  'ledger-day': (params, bind) => `
    SELECT reason::VARCHAR AS reason, "debitAccount"::VARCHAR AS "debitAccount",
      "creditAccount"::VARCHAR AS "creditAccount", entries, "amountFen"
    FROM ledger_daily
    WHERE variant::VARCHAR = ${bind.one(params.variant)} AND replication = ${bind.one(params.replication)}
      AND day = ${bind.one(params.day)}
    ORDER BY "amountFen" DESC, reason`,
};

/** The statement that answers a query whose parameters were checked. */
export function statementOf<N extends QueryName>(name: N, params: QueryParams[N]): Statement {
  const bind = new Binder();
  const sql = builders[name](params, bind).replace(/\n\s+/g, '\n').trim();
  return { sql, values: bind.values };
}
