/** Questions the dashboard may ask: named, with checked parameters; no other SQL comes from a browser. */
import { KPI_INDEX } from '../metrics/catalog.ts';
import { sqlName } from './columns.ts';
import { studyError } from './errors.ts';

export type ParameterKind = 'text' | 'integer' | 'kpi' | 'kpis';

export interface NamedQuery {
  readonly en: string;
  readonly parameters: Readonly<Record<string, ParameterKind>>;
  /** Statement with `$name` for text and integers; `{name}` stands for checked KPI columns. */
  readonly sql: string;
}

const query = (en: string, parameters: Record<string, ParameterKind>, sql: string): NamedQuery => ({
  en,
  parameters,
  sql,
});
const ONE = { variant: 'text', replication: 'integer' } as const;
const WHERE_ONE = 'WHERE variant = $variant AND replication = $replication';

export const NAMED_QUERIES = {
  study: query('What the file is', {}, 'SELECT * FROM study'),
  variants: query(
    'Variants and how their replications ended',
    {},
    'SELECT v.* EXCLUDE (writtenJson), s.* EXCLUDE (variant, ordinal) FROM variant v JOIN v_variant s USING (variant) ORDER BY v.ordinal',
  ),
  replications: query(
    'Replications of a variant',
    { variant: 'text' },
    'SELECT * EXCLUDE (monthHashes, eventCounts) FROM replication WHERE variant = $variant ORDER BY replication',
  ),
  errors: query(
    'Errored replications',
    {},
    "SELECT variant, replication, seed, failureDay, error FROM replication WHERE status = 'errored' ORDER BY variant, replication",
  ),
  survival: query('Survival curves', {}, 'SELECT * FROM v_survival ORDER BY variant, day'),
  failures: query('Failures by cause', {}, 'SELECT * FROM v_failures ORDER BY variant, failures DESC, cause'),
  bands: query(
    'Spread of one KPI by day, all variants',
    { kpi: 'kpi' },
    'SELECT * EXCLUDE (kpi) FROM kpi_band WHERE kpi = $kpi ORDER BY variant, day',
  ),
  daily: query(
    'Days of one replication',
    { ...ONE, kpis: 'kpis' },
    `SELECT day, date, {kpis} FROM kpi_daily ${WHERE_ONE} ORDER BY day`,
  ),
  months: query(
    'Months of one replication',
    { ...ONE, kpis: 'kpis' },
    `SELECT month, days, {kpis} FROM v_kpi_month ${WHERE_ONE} ORDER BY month`,
  ),
  totals: query(
    'One KPI at the horizon, all replications',
    { kpi: 'kpi' },
    'SELECT variant, replication, {kpi} AS value FROM kpi_total ORDER BY variant, replication',
  ),
  paired: query(
    'One KPI against the base',
    { kpi: 'kpi' },
    'SELECT variant, replication, baseValue, value, difference FROM v_paired WHERE kpi = $kpi ORDER BY variant, replication',
  ),
  lenderClasses: query(
    'What lender classes got back',
    {},
    'SELECT * FROM v_lender_class ORDER BY variant, replication, lenderClass',
  ),
  vintages: query(
    'Vintages of one replication',
    ONE,
    `SELECT * FROM v_vintage ${WHERE_ONE} ORDER BY month, grade, termMonths`,
  ),
  calibration: query(
    'Expected against actual default by obligor grade',
    {},
    'SELECT * FROM v_calibration ORDER BY variant, windowMonths, obligorGrade',
  ),
  applications: query(
    'Applications by month and the power of the score, of one replication',
    ONE,
    `SELECT * FROM v_application_month ${WHERE_ONE} ORDER BY month`,
  ),
  events: query(
    'Events of one replication',
    ONE,
    `SELECT * FROM event ${WHERE_ONE} ORDER BY day, kind, subject`,
  ),
  guarantors: query(
    'Guarantors of one replication',
    ONE,
    `SELECT * FROM guarantor ${WHERE_ONE} ORDER BY month, guarantor`,
  ),
  disclosure: query(
    'Monthly disclosure of one replication',
    ONE,
    `SELECT * FROM v_disclosure_cn ${WHERE_ONE} ORDER BY month`,
  ),
  ledgerOfDay: query(
    'Postings of one day',
    { ...ONE, day: 'integer' },
    `SELECT * FROM ledger_daily ${WHERE_ONE} AND day = $day ORDER BY reason, debitAccount, creditAccount`,
  ),
} as const satisfies Record<string, NamedQuery>;

export type QueryName = keyof typeof NAMED_QUERIES;

export type QueryParameters = Readonly<Record<string, string | number | readonly string[]>>;

export interface PreparedQuery {
  readonly sql: string;
  readonly values: Record<string, string | number>;
}

/** Checks parameters and puts KPI columns in; throws a UserError that names what is wrong. */
export function prepareQuery(name: string, parameters: QueryParameters): PreparedQuery {
  if (!Object.hasOwn(NAMED_QUERIES, name)) {
    throw studyError('query-unknown', 'query', `unknown query: ${name}`, {
      exitCode: 2,
      hint: `one of: ${Object.keys(NAMED_QUERIES).join(', ')}`,
    });
  }
  const found: NamedQuery = NAMED_QUERIES[name as QueryName];
  const values: Record<string, string | number> = {};
  let { sql } = found;
  for (const [key, kind] of Object.entries(found.parameters)) {
    const value = parameters[key];
    if (kind === 'kpi' || kind === 'kpis') {
      const names = kind === 'kpi' ? [value] : Array.isArray(value) ? (value as readonly unknown[]) : [value];
      sql = sql.replaceAll(`{${key}}`, names.map((kpi) => sqlName(checkedKpi(name, key, kpi))).join(', '));
      if (kind === 'kpi' && sql.includes(`$${key}`)) values[key] = String(value);
    } else if (kind === 'integer' ? Number.isSafeInteger(value) : typeof value === 'string') {
      values[key] = value as string | number;
    } else {
      throw studyError('query-parameter', name, `invalid ${key}: ${JSON.stringify(value)} (${kind})`, {
        exitCode: 2,
        path: key,
        value,
      });
    }
  }
  return { sql, values };
}

function checkedKpi(query: string, key: string, value: unknown): string {
  if (typeof value === 'string' && Object.hasOwn(KPI_INDEX, value)) return value;
  throw studyError('query-parameter', query, `invalid ${key}: ${JSON.stringify(value)} is not a KPI`, {
    exitCode: 2,
    path: key,
    value,
  });
}
