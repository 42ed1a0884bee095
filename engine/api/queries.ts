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

const variants = list(z.string().regex(/^[\p{L}\p{N}._ -]{1,80}$/u, 'a variant name'));
const day = z.coerce.number().int().min(0).max(20_000);
const window = { from: day.default(0), to: day };

const measure = z
  .string()
  .refine((text) => {
    const [kpi, aggregate, rest] = text.split(':');
    return (
      rest === undefined &&
      (kpiNames as readonly string[]).includes(kpi ?? '') &&
      (aggregates as readonly string[]).includes(aggregate ?? '')
    );
  }, `a measure is kpi:aggregate, aggregate one of ${aggregates.join(', ')}`)
  .transform((text) => text as Measure);

const windowIsOrdered = (params: { readonly from: number; readonly to: number }) => params.from <= params.to;
const ordered = { message: 'from must not be after to', path: ['from'] };

/** Parameters of each query as they arrive in a query string. */
export const PARAMS = {
  'kpi-band': z
    .strictObject({ ...window, variants, kpis: list(z.enum(kpiNames)), step: z.coerce.number().int().min(1).max(365).default(1) })
    .refine(windowIsOrdered, ordered),
  'replication-measures': z
    .strictObject({ ...window, variants, measures: list(measure).refine((all) => all.length <= MEASURES_MAX, `at most ${MEASURES_MAX}`) })
    .refine(windowIsOrdered, ordered),
  replications: z.strictObject({ variants }),
  survival: z.strictObject({ variants }),
  failures: z.strictObject({ variants }),
  'lender-class': z.strictObject({ variants }),
  events: z
    .strictObject({ ...window, variants, minShare: z.coerce.number().min(0).max(1).default(0.5) })
    .refine(windowIsOrdered, ordered),
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

const builders: { readonly [N in QueryName]: (params: QueryParams[N], bind: Binder) => string } = {
  'kpi-band': (params, bind) => `
    SELECT v.name AS variant, b.kpi, b.day, strftime(b.date, '%Y-%m-%d') AS date, b.n::INTEGER AS n,
      b.mean, b.p5, b.p25, b.p50, b.p75, b.p95, b.min, b.max
    FROM kpi_band b JOIN variant v USING (variant)
    WHERE v.name IN (${bind.many(params.variants)}) AND b.kpi IN (${bind.many(params.kpis)})
      AND b.day BETWEEN ${bind.one(params.from)} AND ${bind.one(params.to)}
      AND ((b.day - ${bind.one(params.from)}) % ${bind.one(params.step)} = 0
        OR b.day = (SELECT max(day) FROM kpi_band WHERE day <= ${bind.one(params.to)}))
    ORDER BY v.variant, b.kpi, b.day`,
  'replication-measures': (params, bind) => `
    SELECT v.name AS variant, k.replication, ${params.measures.map(measureSql).join(', ')}
    FROM kpi_daily k JOIN variant v USING (variant)
    WHERE v.name IN (${bind.many(params.variants)})
      AND k.day BETWEEN ${bind.one(params.from)} AND ${bind.one(params.to)}
    GROUP BY v.variant, v.name, k.replication
    ORDER BY v.variant, k.replication`,
  replications: (params, bind) => `
    SELECT v.name AS variant, r.replication, r.seed, r.status, r.cause, r.failure_day AS "failureDay",
      r.state_hash AS "stateHash", r.error
    FROM replication r JOIN variant v USING (variant)
    WHERE v.name IN (${bind.many(params.variants)})
    ORDER BY v.variant, r.replication`,
  survival: (params, bind) => `
    SELECT v.name AS variant, s.day, s.at_risk AS "atRisk", s.failed, s.survival, s.lower, s.upper
    FROM v_survival s JOIN variant v USING (variant)
    WHERE v.name IN (${bind.many(params.variants)})
    ORDER BY v.variant, s.day`,
  failures: (params, bind) => `
    SELECT v.name AS variant, f.cause, f.replications, f.median_day AS "medianDay"
    FROM v_failures f JOIN variant v USING (variant)
    WHERE v.name IN (${bind.many(params.variants)})
    ORDER BY v.variant, f.replications DESC, f.cause`,
  'lender-class': (params, bind) => `
    SELECT v.name AS variant, c.class, c.lenders, c.paid_in_fen AS "paidInFen", c.back_fen AS "backFen",
      c.lost_fen AS "lostFen", c.replications
    FROM v_lender_class c JOIN variant v USING (variant)
    WHERE v.name IN (${bind.many(params.variants)})
    ORDER BY v.variant, c.class`,
  events: (params, bind) => `
    WITH finished AS (SELECT variant, count(*) AS n FROM replication WHERE status <> 'errored' GROUP BY variant)
    SELECT v.name AS variant, e.day, e.kind, min(e.text) AS text,
      count(DISTINCT e.replication)::INTEGER AS replications, any_value(f.n)::INTEGER AS n
    FROM event e JOIN variant v USING (variant) JOIN finished f USING (variant)
    WHERE v.name IN (${bind.many(params.variants)})
      AND e.day BETWEEN ${bind.one(params.from)} AND ${bind.one(params.to)}
    GROUP BY v.variant, v.name, e.day, e.kind
    HAVING count(DISTINCT e.replication) >= ${bind.one(params.minShare)} * any_value(f.n)
    ORDER BY v.variant, e.day, e.kind
    LIMIT 200`,
};

/** The statement that answers a query whose parameters were checked. */
export function statementOf<N extends QueryName>(name: N, params: QueryParams[N]): Statement {
  const bind = new Binder();
  const sql = builders[name](params, bind).replace(/\n\s+/g, '\n').trim();
  return { sql, values: bind.values };
}
